//! Reading .docx.

use std::io::{Cursor, Write as _};

use ziping::read::{FileKind, OtherKind, ReadError, read_forms, read_workbook};

use crate::packed::{packed, read};

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}<w:sectPr/></w:body>\
         </w:document>"
    )
}

fn packed_document(document: &str) -> Vec<u8> {
    packed(&[("[Content_Types].xml", TYPES), ("word/document.xml", document.as_bytes())])
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    packed_document(&document(body))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell of these settings; `\n` begins a new paragraph.
pub(crate) fn cell(settings: &str, text: &str) -> String {
    let paragraphs: String = text.split('\n').map(paragraph).collect();
    format!("<w:tc><w:tcPr>{settings}</w:tcPr>{paragraphs}</w:tc>")
}

fn wide(columns: usize, text: &str) -> String {
    cell(&format!("<w:gridSpan w:val=\"{columns}\"/>"), text)
}

fn begins(text: &str) -> String {
    cell("<w:vMerge w:val=\"restart\"/>", text)
}

fn goes_on() -> String {
    cell("<w:vMerge/>", "")
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn plain_row(texts: &[&str]) -> String {
    row(&texts.iter().map(|text| cell("", text)).collect::<Vec<_>>())
}

pub(crate) fn table(widths: &[u32], rows: &[String]) -> String {
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>", rows.concat())
}

#[test]
fn cells_stand_where_the_grid_has_them() {
    let even = [1000, 1000, 1000];
    for (rows, expected) in [
        (vec![plain_row(&["一", "", "三"])], "A1=一 C1=三"),
        (vec![row(&[wide(2, "一"), cell("", "二")])], "A1=一 C1=二 [A1:B1]"),
        (
            vec![
                row(&[begins("一"), cell("", "二"), cell("", "三")]),
                row(&[goes_on(), wide(2, "四")]),
                row(&[goes_on(), cell("", "五"), goes_on()]),
            ],
            "A1=一 B1=二 C1=三 B2=四 B3=五 [A1:A3] [B2:C2]",
        ),
        // A block in both directions, and one whose lower rows are narrower.
        (
            vec![
                row(&[cell("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>", "一"), cell("", "二")]),
                row(&[cell("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"continue\"/>", ""), cell("", "三")]),
                row(&[goes_on(), cell("", "四"), cell("", "五")]),
            ],
            "A1=一 C1=二 C2=三 B3=四 C3=五 [A1:A3]",
        ),
        (
            vec![
                "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>".to_owned()
                    + &cell("", "一")
                    + "</w:tr>",
                plain_row(&["二", "三"]),
            ],
            "B1=一 A2=二 B2=三",
        ),
        (
            vec![row(&[
                cell("<w:hMerge w:val=\"restart\"/>", "一"),
                cell("<w:hMerge/>", ""),
                cell("", "二"),
            ])],
            "A1=一 C1=二 [A1:B1]",
        ),
        // Nothing above to go on with.
        (vec![row(&[cell("<w:vMerge/>", "一"), cell("", "二")])], "A1=一 B1=二"),
        // More columns than the grid has: the spans alone count.
        (
            vec![row(&[wide(4, "一"), cell("", "二")]), plain_row(&["1", "2", "3", "4", "5"])],
            "A1=一 E1=二 A2=1 B2=2 C2=3 D2=4 E2=5 [A1:D1]",
        ),
        (vec![row(&[wide(16_384, "一"), cell("", "二")])], "F035"),
        (vec![row(&[wide(usize::MAX, "一"), cell("", "二")])], "F035"),
    ] {
        assert_eq!(read(&docx(&table(&even, &rows))), expected, "{rows:?}");
    }
}

#[test]
fn edges_a_hair_apart_are_one() {
    // The second row's edge was dragged by 60 twentieths of a point.
    let rows =
        [row(&[cell("", "一"), wide(2, "二")]), row(&[wide(2, "三"), cell("", "四")]), row(&[wide(3, "五")])];
    assert_eq!(read(&docx(&table(&[1000, 60, 1000], &rows))), "A1=一 B1=二 A2=三 B2=四 A3=五 [A3:B3]");
    let expected = "A1=一 B1=二 A2=三 C2=四 A3=五 [B1:C1] [A2:B2] [A3:C3]";
    assert_eq!(read(&docx(&table(&[1000, 180, 1000], &rows))), expected);
    // A column that holds a cell stays, however thin; so do those of a grid that is unknown.
    let thin = [plain_row(&["一", "二", "三"]), row(&[wide(2, "四"), cell("", "五")])];
    assert_eq!(read(&docx(&table(&[1000, 60, 1000], &thin))), "A1=一 B1=二 C1=三 A2=四 C2=五 [A2:B2]");
    let unknown = table(&[1000, 60, 1000], &rows).replace("<w:gridCol w:w=\"60\"/>", "<w:gridCol/>");
    assert_eq!(read(&docx(&unknown)), expected);
    // Columns of nothing but hairs.
    assert_eq!(
        read(&docx(&table(&[0, 0, 0], &thin))),
        "A1=一 B1=二 C1=三 A2=四 C2=五 [A2:B2]",
        "three cells need three columns"
    );
}

#[test]
fn a_table_cut_in_two_goes_on() {
    let heading = plain_row(&["一级指标", "三级指标", "分值"]);
    let first = [heading.clone(), row(&[begins("产出\n指标"), cell("", "甲"), cell("", "10")])];
    let cut = row(&[begins(""), cell("", "乙"), cell("", "20")]);
    let widths = [1000, 1000, 1000];
    let upper = table(&widths, &first);
    let whole = "A1=一级指标 B1=三级指标 C1=分值 A2=产出⏎指标 B2=甲 C2=10 B3=乙 C3=20 [A2:A3]";
    for (lower, between, expected) in [
        (table(&widths, std::slice::from_ref(&cut)), "<w:p/>", whole),
        (table(&widths, &[heading.clone(), cut.clone()]), "", whole),
        (table(&[1010, 970, 1020], &[heading, cut.clone()]), "<w:p><w:r><w:t> </w:t></w:r></w:p>", whole),
        // Fewer edges, as the rows need no more.
        (
            table(&[1000, 2000], &[row(&[cell("<w:vMerge/>", ""), cell("", "说明")])]),
            "",
            "A1=一级指标 B1=三级指标 C1=分值 A2=产出⏎指标 B2=甲 C2=10 B3=说明 [A2:A3] [B3:C3]",
        ),
        // Other columns, or a line between.
        (
            table(&[400, 600, 700, 1300], &[plain_row(&["1", "2", "3", "4"])]),
            "",
            "A1=一级指标 B1=三级指标 C1=分值 A2=产出⏎指标 B2=甲 C2=10 A3=1 B3=2 C3=3 D3=4",
        ),
        (
            table(&widths, &[cut]),
            &paragraph("续表"),
            "A1=一级指标 B1=三级指标 C1=分值 A2=产出⏎指标 B2=甲 C2=10 A3=续表 B4=乙 C4=20 [A3:C3]",
        ),
    ] {
        assert_eq!(read(&docx(&format!("{upper}{between}{lower}"))), expected, "{lower}");
    }
}

#[test]
fn texts_are_what_stands_in_the_cell() {
    for (inside, expected) in [
        ("<w:p><w:r><w:t>≥9</w:t></w:r><w:r><w:t>0</w:t><w:t>次</w:t></w:r></w:p>", "≥90次"),
        (
            "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>3</w:t><w:noBreakHyphen/><w:t>4</w:t><w:cr/></w:r></w:p><w:p/>",
            "一⏎二⇥3-4",
        ),
        ("<w:p><w:hyperlink><w:smartTag><w:r><w:t>一</w:t></w:r></w:smartTag></w:hyperlink></w:p>", "一"),
        (
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>一</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>",
            "一",
        ),
        (
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>",
            "新",
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:sym w:char=\"F052\"/><w:t>1</w:t></w:r></w:p>", "1"),
        (
            "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>一</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>二</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
            "一",
        ),
        (
            "<w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>图</w:t></w:r></w:p></w:txbxContent></w:drawing><w:t>一</w:t></w:r></w:p>",
            "一",
        ),
        ("<w:p><w:r><w:t>a &lt; b &#x5206;<![CDATA[<c>]]></w:t></w:r></w:p>", "a < b 分<c>"),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zhong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>中</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "中",
        ),
    ] {
        let bytes = docx(&table(&[1000], &[format!("<w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr>")]));
        assert_eq!(read(&bytes), format!("A1={expected}"), "{inside}");
    }
    let nested = table(&[500, 500], &[plain_row(&["甲", "1\n2"]), plain_row(&["", "乙"])]);
    let outer = format!("<w:tr><w:tc>{}{nested}<w:p/></w:tc></w:tr>", paragraph("其中："));
    assert_eq!(read(&docx(&table(&[1000], &[outer]))), "A1=其中：⏎甲⇥1 2⏎乙");
}

#[test]
fn any_prefix_and_wrapped_rows_are_read() {
    let wrapped = format!(
        "<w:sdt><w:sdtContent><w:tbl><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:ins><w:tr>{}</w:tr></w:ins></w:tbl>\
         </w:sdtContent></w:sdt>",
        plain_row(&["一"]),
        format_args!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", cell("", "二")),
    );
    assert_eq!(read(&docx(&wrapped)), "A1=一 A2=二");
    let bare = document(&table(&[1000, 1000], &[row(&[wide(2, "一")])])).replace("w:", "");
    assert_eq!(read(&packed_document(&bare)), "A1=一 [A1:B1]");
}

#[test]
fn hidden_rows_are_told_and_deleted_ones_left_out() {
    let set =
        |setting: &str, text: &str| format!("<w:tr><w:trPr>{setting}</w:trPr>{}</w:tr>", cell("", text));
    let rows = [
        set("<w:hidden/>", "一"),
        set("<w:hidden w:val=\"0\"/>", "二"),
        set("<w:del/>", "三"),
        set("", "四"),
    ];
    let workbook = read_workbook(&docx(&table(&[1000], &rows))).unwrap();
    assert_eq!(crate::packed::told(&workbook.sheets[0]), "A1=一 A2=二 A3=四");
    assert_eq!((workbook.kind, workbook.sheets[0].hidden_rows.as_slice()), (FileKind::Docx, [0].as_slice()));
}

#[test]
fn short_lines_around_a_table_belong_to_it() {
    let one = table(&[1000], &[plain_row(&["表"])]);
    let lines = |texts: &[&str]| texts.iter().map(|text| paragraph(text)).collect::<String>();
    let long = "字".repeat(400);
    for (body, expected) in [
        (
            format!(
                "{}{one}{}",
                lines(&["项目已完成。", "项目支出绩效自评表", "", "单位：万元"]),
                lines(&["填报人：甲", &long, "乙"])
            ),
            "A1=项目支出绩效自评表 A2=单位：万元 A3=表 A4=填报人：甲",
        ),
        (
            format!("{one}{}{one}", lines(&["注：无。", &long, "附件2", "项目自评表"])),
            "A1=表 A2=注：无。 A3=附件2 A4=项目自评表 A5=表",
        ),
        (
            format!(
                "{one}{}{one}",
                lines(&[
                    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
                    "17", "18"
                ])
            ),
            "A1=表 A2=1 A3=2 A4=3 A5=4 A6=5 A7=6 A8=7 A9=8 A10=11 A11=12 A12=13 A13=14 A14=15 A15=16 A16=17 A17=18 A18=表",
        ),
        (lines(&["没有表格", "只有文字"]), ""),
        (String::new(), ""),
    ] {
        assert_eq!(read(&docx(&body)), expected, "{body}");
    }
}

/// A small project form as it stands in a report.
fn form(tables_apart: bool) -> String {
    let rows = |rows: &[&[&str]]| rows.iter().map(|row| plain_row(row)).collect::<Vec<_>>();
    let widths = [1000; 7];
    let mut upper = rows(&[&["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]]);
    upper.insert(0, row(&[cell("", "项目名称"), wide(6, "渠道清淤")]));
    upper.extend(rows(&[
        &["年度资金总额", "30", "30", "27", "10", "90%", "9"],
        &["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        &["产出指标", "数量指标", "清淤长度", "≥12公里", "12.5公里", "50", "50"],
    ]));
    let lower = rows(&[&["满意度指标", "满意度", "村民满意度", "≥90%", "92%", "40", "40"]]);
    let tables = if tables_apart {
        table(&widths, &upper) + "<w:p/>" + &table(&widths, &lower)
    } else {
        table(&widths, &[upper, lower].concat())
    };
    document(&format!(
        "{}{}{tables}{}",
        paragraph("一、总体情况良好。"),
        paragraph("项目支出绩效自评表"),
        paragraph("填报人：某甲")
    ))
}

#[test]
fn gives_the_form_that_stands_in_it() {
    for apart in [false, true] {
        let forms = read_forms(&read_workbook(&packed_document(&form(apart))).unwrap()).unwrap();
        let [form] = forms.as_slice() else { panic!("one form: {forms:?}") };
        assert_eq!((form.sheet.as_str(), form.title.text.as_str()), ("正文", "项目支出绩效自评表"));
        assert_eq!(form.budget_row().unwrap().execution_rate.as_ref().unwrap().text, "90%");
        let targets: Vec<_> =
            form.indicators.iter().map(|row| row.target.as_ref().unwrap().text.as_str()).collect();
        assert_eq!(targets, ["≥12公里", "≥90%"]);
    }
}

#[test]
fn finds_the_document_by_its_relation() {
    let body = document(&table(&[1000], &[plain_row(&["一"])]));
    let relation = |target: &str| {
        format!(
            "<Relationships><Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    for (target, name, expected) in [
        ("word/document.xml", "word/document.xml", "A1=一"),
        ("/word/document2.xml", "word/document2.xml", "A1=一"),
        ("word/elsewhere.xml", "word/document.xml", "A1=一"),
        ("word/elsewhere.xml", "word/document3.xml", "F027"),
    ] {
        // A docm differs from a docx only by its content type and the macros beside the text.
        let bytes = packed(&[
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", relation(target).as_bytes()),
            ("word/vbaProject.bin", b"macros"),
            (name, body.as_bytes()),
        ]);
        assert_eq!(read(&bytes), expected, "{target} {name}");
    }
}

#[test]
fn other_documents_are_told_apart() {
    let ole = |stream: &str| {
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a new container");
        container
            .create_stream(stream)
            .expect("a new stream")
            .write_all(&[0; 5000])
            .expect("memory takes it");
        container.into_inner().into_inner()
    };
    assert_eq!(read(&ole("EncryptedPackage")), "F040");
    let odt = packed(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
    for bytes in [ole("WordDocument"), odt, b"{\\rtf1 }".to_vec()] {
        let error = read_workbook(&bytes).unwrap_err();
        assert!(matches!(error, ReadError::OtherKind { kind: OtherKind::Document }), "{error}");
        let told = |lang| {
            let error = read_workbook(&bytes).unwrap_err();
            ziping::report::check_error(&ziping::check::CheckError::Read(error), lang)
        };
        let (chinese, english) = (told(ziping::report::Lang::Zh), told(ziping::report::Lang::En));
        assert_eq!(
            chinese,
            "这是文字文档，但不是 .docx；请在 Word/WPS 中另存为 .docx，或把表格复制到 Excel 另存为 .xlsx"
        );
        assert!(english.contains("save it as .docx"), "{english}");
    }
}

#[test]
fn refuses_what_is_no_plain_xml_or_too_much() {
    let good = form(false);
    let doctype = good
        .replace("<w:document ", "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><w:document ");
    for (document, code) in [
        (doctype, "F030"),
        (good.replace("渠道", "&e;"), "F011"),
        ("<w:document><w:body>".to_owned() + &"<w:sdt>".repeat(1_000_000), "F031"),
        (document(&format!("<w:tbl><w:tr>{}", "<w:tc><w:tbl><w:tr>".repeat(100_000))), "F031"),
        (document(&format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(200_001))), "F035"),
        (document(&"<w:tbl/>".repeat(200_001)), "F035"),
        (document(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(200_001))), "F035"),
        (
            document(&format!(
                "<w:tbl><w:tblGrid>{}</w:tblGrid></w:tbl>",
                "<w:gridCol w:w=\"9\"/>".repeat(20_000)
            )),
            "F035",
        ),
        (document(&table(&[9], &[plain_row(&[&"字".repeat(3_000_000)])])), "F035"),
    ] {
        assert_eq!(
            read(&packed_document(&document)),
            code,
            "{}",
            document.chars().take(200).collect::<String>()
        );
    }
}

#[test]
fn any_bytes_end_with_a_result() {
    let form = form(true);
    let mut read_whole = 0;
    for at in (0..form.len()).step_by(50).filter(|at| form.is_char_boundary(*at)) {
        read_whole += usize::from(read_workbook(&packed_document(&form[..at])).is_ok());
        let _ = read_workbook(&packed_document(&format!("{}<{}", &form[..at], &form[at..])));
    }
    assert_eq!(read_whole, 0, "nothing is read from half a document");
    let file = packed_document(&form);
    for at in (0..file.len()).step_by(50) {
        assert!(read_workbook(&file[..at]).is_err(), "{at}");
        let mut flipped = file.clone();
        flipped[at] ^= 0x55;
        let _ = read_workbook(&flipped);
    }
}
