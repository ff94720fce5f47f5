//! Reading .ods.

use rust_decimal::dec;
use ziping::read::{CellValue, FileKind, read_forms, read_workbook};

use crate::packed::{packed, read, told};

const MIMETYPE: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");

/// A content.xml of these styles and tables.
pub(crate) fn content(styles: &str, tables: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" \
         xmlns:text=\"x\" xmlns:calcext=\"c\" xmlns:style=\"s\" xmlns:draw=\"d\"><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet><table:calculation-settings/>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    )
}

pub(crate) fn ods(content: &str) -> Vec<u8> {
    packed(&[MIMETYPE, ("content.xml", content.as_bytes())])
}

/// One sheet with these rows or columns.
fn sheet(rows: &str) -> Vec<u8> {
    ods(&content("", &format!("<table:table table:name=\"自评表\">{rows}</table:table>")))
}

/// One sheet with these cells in its first row.
fn row(cells: &str) -> Vec<u8> {
    sheet(&format!("<table:table-row>{cells}</table:table-row>"))
}

/// A cell of this type, with its own attribute and the text it shows.
fn cell(kind: &str, value: &str, shown: &str) -> String {
    let attribute = match kind {
        "date" | "time" | "boolean" => format!("{kind}-value"),
        _ => "value".to_owned(),
    };
    format!(
        "<table:table-cell office:value-type=\"{kind}\" office:{attribute}=\"{value}\" calcext:value-type=\"{kind}\">{}\
         </table:table-cell>",
        paragraph(shown)
    )
}

fn paragraph(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<text:p>{text}</text:p>") }
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

#[test]
fn a_value_is_what_is_stored_and_its_text_what_is_shown() {
    for (kind, value, shown, expected) in [
        ("float", "615.33", "615.33", "A1#615.33=615.33"),
        ("float", "0.6659999999999999", "0.67", "A1#0.666=0.67"),
        ("float", "95", "≥95%", "A1#95=≥95%"),
        ("float", "1234567.5", "###", "A1#1234567.5=1234567.5"),
        ("float", "7", "", "A1#7=7"),
        ("float", "1e300", "1E+300", "A1!=1E+300"),
        ("float", "NaN", "", "A1!=NaN"),
        ("float", "七", "七", "A1=七"),
        ("currency", "5", "¥5.00", "A1#5=¥5.00"),
        ("percentage", "0.666", "66.60%", "A1#0.666=66.60%"),
        ("percentage", "0.666", "###", "A1#0.666=66.6%"),
        ("date", "2022-07-31", "2022年7月", "A1@44773=2022年7月"),
        ("date", "2022-07-31T12:00:00", "", "A1@44773.5=2022年7月31日"),
        ("date", "some day", "某日", "A1=某日"),
        ("time", "PT12H00M00S", "12:00", "A1@0.5=12:00"),
        ("boolean", "true", "", "A1?true=TRUE"),
        ("boolean", "false", "否", "A1?false=否"),
        ("string", "", "十", "A1=十"),
        ("string", "", "", ""),
        ("unheard-of", "", "十", "A1=十"),
    ] {
        assert_eq!(read(&row(&cell(kind, value, shown))), expected, "{kind} {value} {shown}");
    }
}

#[test]
fn a_value_carries_a_format_that_shows_it_so() {
    for (kind, value, shown, code) in [
        ("percentage", "0.95", "95%", "0%"),
        ("percentage", "0.95", "≥95.0%", "\"≥\"0.0%"),
        ("percentage", "0.95", "九成半", "0%"),
        ("float", "12", "≥12处", "\"≥\"0\"处\""),
        ("date", "2022-07-31", "2022年7月", "yyyy\"年\"m\"月\""),
    ] {
        let workbook = read_workbook(&row(&cell(kind, value, shown))).unwrap();
        assert_eq!(workbook.sheets[0].cells[0].format.as_deref(), Some(code), "{shown}");
    }
}

#[test]
fn an_error_stays_one() {
    let error = "<table:table-cell office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\">\
                 <text:p>#DIV/0!</text:p></table:table-cell>";
    assert_eq!(read(&row(error)), "A1!=#DIV/0!");
}

#[test]
fn texts_are_what_stands_in_the_cell() {
    for (inside, expected) in [
        ("<text:p>一</text:p><text:p/><text:p>二</text:p>", "A1=一⏎⏎二"),
        ("<text:p>一<text:line-break/>二<text:tab/>三</text:p>", "A1=一⏎二⇥三"),
        ("<text:p>一<text:s/>二<text:s text:c=\"3\"/>三</text:p>", "A1=一 二   三"),
        (
            "<text:p>≥<text:span>9<text:span>0</text:span></text:span><text:a>次</text:a>&amp;&#20998;</text:p>",
            "A1=≥90次&分",
        ),
        ("<text:p>\n  一 \n 二</text:p>\n", "A1=一 二"),
        ("<text:p>一  二   三</text:p>", "A1=一  二   三"),
        ("<text:p><![CDATA[<一>]]></text:p>", "A1=<一>"),
        ("<office:annotation><text:p>批注</text:p></office:annotation><text:p>一</text:p>", "A1=一"),
        ("<text:p>一<office:annotation><text:p>批注</text:p></office:annotation>二</text:p>", "A1=一二"),
        (
            "<draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame><text:p>一</text:p>",
            "A1=一",
        ),
        (
            "<table:table table:is-sub-table=\"true\"><table:table-row><table:table-cell><text:p>一</text:p>\
             </table:table-cell><table:table-cell><text:p>二</text:p></table:table-cell></table:table-row></table:table>",
            "A1=一⏎二",
        ),
    ] {
        assert_eq!(
            read(&row(&format!("<table:table-cell>{inside}</table:table-cell>"))),
            expected,
            "{inside}"
        );
    }
}

#[test]
fn what_is_repeated_stands_only_where_it_holds_something() {
    let empty = |count: u64| format!("<table:table-cell table:number-columns-repeated=\"{count}\"/>");
    let filler = |count: u64| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{count}\"><table:table-cell table:number-columns-repeated=\"{count}\"/>\
             </table:table-row>"
        )
    };
    let twice = "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"2\">\
                 <text:p>1</text:p></table:table-cell>";
    for (rows, expected) in [
        (format!("<table:table-row>{}{twice}{}</table:table-row>", empty(2), empty(16_380)), "C1#1=1 D1#1=1"),
        (
            format!("<table:table-row table:number-rows-repeated=\"2\">{twice}</table:table-row>"),
            "A1#1=1 B1#1=1 A2#1=1 B2#1=1",
        ),
        (format!("{}<table:table-row>{}</table:table-row>{}", filler(3), text("一"), filler(1_048_572)), "A4=一"),
        (format!("<table:table-row>{}</table:table-row>{}", text("一"), filler(1_000_000_000)), "A1=一"),
        (format!("<table:table-row>{}</table:table-row>{}", text("一"), filler(u64::MAX)), "A1=一"),
        // Beyond a sheet's last row or column, and more than any form.
        (format!("{}<table:table-row>{}</table:table-row>", filler(1_048_576), text("一")), "F035"),
        (format!("<table:table-row>{}{}</table:table-row>", empty(16_384), text("一")), "F035"),
        (format!("<table:table-row table:number-rows-repeated=\"1000000000\">{twice}</table:table-row>"), "F035"),
        (format!("<table:table-row table:number-rows-repeated=\"200001\">{twice}</table:table-row>"), "F035"),
        (
            "<table:table-row><table:table-cell><text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell>\
             </table:table-row>"
                .to_owned(),
            "F035",
        ),
    ] {
        assert_eq!(read(&sheet(&rows)), expected, "{rows}");
    }
}

#[test]
fn one_budget_holds_for_all_sheets() {
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell table:number-columns-repeated=\"150\" \
         office:value-type=\"string\">{}</table:table-cell></table:table-row>",
        paragraph("一")
    );
    let table = format!("<table:table table:name=\"表\">{rows}</table:table>");
    assert!(read_workbook(&ods(&content("", &table))).is_ok());
    assert_eq!(read(&ods(&content("", &table.repeat(2)))), "F035");
    assert_eq!(read(&ods(&content("", &"<table:table/>".repeat(257)))), "F035");
}

#[test]
fn merged_blocks_hold_their_first_cell() {
    let spanned = |width: u32, height: u32, shown: &str| {
        format!(
            "<table:table-cell table:number-columns-spanned=\"{width}\" table:number-rows-spanned=\"{height}\" \
             office:value-type=\"string\">{}</table:table-cell>",
            paragraph(shown)
        )
    };
    let covered = "<table:covered-table-cell office:value-type=\"string\"><text:p>旧</text:p></table:covered-table-cell>";
    for (rows, expected) in [
        (
            format!(
                "<table:table-row>{}{covered}{}</table:table-row><table:table-row>{covered}{covered}{}</table:table-row>",
                spanned(2, 2, "一"),
                text("二"),
                text("三")
            ),
            "A1=一 C1=二 C2=三 [A1:B2]",
        ),
        (
            format!(
                "<table:table-row table:number-rows-repeated=\"2\">{}{covered}</table:table-row>\
                 <table:table-row>{}</table:table-row>",
                spanned(2, 1, ""),
                text("一")
            ),
            "A3=一 [A1:B1] [A2:B2]",
        ),
        // Overlapping, below everything, or wider than a sheet.
        (
            format!("<table:table-row>{}{}</table:table-row>", spanned(3, 9, "一"), spanned(2, 1, "二")),
            "A1=一 B1=二 [A1:C9]",
        ),
        (
            format!(
                "<table:table-row>{}</table:table-row><table:table-row>{}</table:table-row>",
                text("一"),
                spanned(2, 1, "")
            ),
            "A1=一",
        ),
        (
            format!("<table:table-row>{}</table:table-row>", spanned(4_000_000_000, 4_000_000_000, "一")),
            "A1=一 [A1:XFD1048576]",
        ),
    ] {
        assert_eq!(read(&sheet(&rows)), expected, "{rows}");
    }
}

#[test]
fn tells_what_is_hidden() {
    let style = |name: &str, shown: bool| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"table\"><style:table-properties table:display=\"{shown}\"/>\
             </style:style>"
        )
    };
    let styles = format!("{}{}", style("ta1", true), style("ta2", false));
    let one = format!("<table:table-row>{0}{0}{0}{0}</table:table-row>", text("一"));
    let rows = format!(
        "<table:table-header-columns><table:table-column/></table:table-header-columns>\
         <table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/><table:table-column/>\
         <table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"16380\"/>\
         <table:table-header-rows>{one}</table:table-header-rows>\
         <table:table-row-group><table:table-row-group>\
         <table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
         </table:table-row-group></table:table-row-group>{one}\
         <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>"
    );
    let tables: String = [("ta1", "甲"), ("ta2", "乙"), ("ta9", "丙")]
        .map(|(style, name)| {
            format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
        })
        .concat();
    let workbook = read_workbook(&ods(&content(&styles, &tables))).unwrap();
    let sheets: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visible)).collect();
    assert_eq!((workbook.kind, sheets), (FileKind::Ods, vec![("甲", true), ("乙", false), ("丙", true)]));
    assert_eq!(told(&workbook.sheets[0]), "A1=一 B1=一 C1=一 D1=一 A4=一 B4=一 C4=一 D4=一");
    assert_eq!(workbook.sheets[0].hidden_rows, [1, 2]);
    assert_eq!(workbook.sheets[0].hidden_cols, [1, 2]);
}

#[test]
fn refuses_what_is_encrypted_or_no_plain_xml() {
    let manifest = b"<!DOCTYPE manifest:manifest><manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
                     <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let good = content("", "<table:table/>");
    let locked =
        packed(&[MIMETYPE, ("META-INF/manifest.xml", manifest), ("content.xml", b"\xb8 scrambled \xff")]);
    for (bytes, code) in [
        (locked, "F040"),
        (packed(&[MIMETYPE]), "F027"),
        (ods(&format!("<!DOCTYPE a [<!ENTITY b \"bb\">]>{good}")), "F030"),
        (ods(&good.replace("<table:table/>", "&b;")), "F011"),
        (row(&format!("<table:table-cell>{}</table:table-cell>", "<text:p>".repeat(100_000))), "F031"),
        (row("<table:table-cell><office:annotation><text:p>没有结尾"), "F011"),
        (ods(&"<a>".repeat(1_000_000)), "F031"),
        (packed(&[MIMETYPE, ("content.xml", b"<a>\xff</a>")]), "F033"),
    ] {
        assert_eq!(read(&bytes), code);
    }
}

/// A small project form, as LibreOffice would store it.
fn form() -> String {
    let mut rows = String::new();
    let mut add = |cells: &[String]| {
        rows.push_str(&format!("<table:table-row>{}</table:table-row>", cells.concat()));
    };
    let line = |texts: &[&str]| texts.iter().map(|shown| text(shown)).collect::<Vec<_>>();
    add(&line(&["项目支出绩效自评表"]));
    add(&line(&["项目名称", "古树养护"]));
    add(&line(&["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]));
    add(&[
        text("年度资金总额"),
        cell("float", "20", "20.00"),
        cell("float", "20", "20.00"),
        cell("float", "19", "19.00"),
        cell("float", "10", "10"),
        cell("percentage", "0.95", "95.00%"),
        cell("float", "9.5", "9.5"),
    ]);
    add(&line(&["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]));
    let target = cell("float", "40", "≥40株");
    add(&[
        text("产出指标"),
        text("数量指标"),
        text("养护古树"),
        target,
        cell("float", "42", "42"),
        cell("float", "50", "50"),
        cell("float", "50", "50"),
    ]);
    add(&[
        text("满意度指标"),
        text("满意度"),
        text("游客满意度"),
        cell("percentage", "0.9", "≥90%"),
        cell("percentage", "0.93", "93.0%"),
        cell("float", "40", "40"),
        cell("float", "40", "40"),
    ]);
    content("", &format!("<table:table table:name=\"自评表\">{rows}</table:table>"))
}

#[test]
fn gives_the_form_that_stands_in_it() {
    let forms = read_forms(&read_workbook(&ods(&form())).unwrap()).unwrap();
    let [form] = forms.as_slice() else { panic!("one form: {forms:?}") };
    assert_eq!(form.title.text, "项目支出绩效自评表");
    let budget = form.budget_row().unwrap();
    assert_eq!(budget.execution_rate.as_ref().unwrap().text, "95.00%");
    assert_eq!(budget.execution_rate.as_ref().unwrap().value.unwrap().to_string(), "95%");
    let values: Vec<_> = form
        .indicators
        .iter()
        .map(|row| {
            let target = row.target.as_ref().unwrap();
            (target.text.as_str(), target.value.as_ref().unwrap().0.number)
        })
        .collect();
    assert_eq!(values, [("≥40株", Some(dec!(40))), ("≥90%", Some(dec!(90)))]);
}

#[test]
fn any_bytes_end_with_a_result() {
    let form = form();
    let mut read_whole = 0;
    let boundaries = (0..form.len()).step_by(50).filter(|at| form.is_char_boundary(*at));
    for at in boundaries {
        read_whole += usize::from(read_workbook(&ods(&form[..at])).is_ok());
        // A tag that begins wherever it should not.
        let _ = read_workbook(&ods(&format!("{}<{}", &form[..at], &form[at..])));
    }
    assert_eq!(read_whole, 0, "nothing is read from half a file");
    let file = ods(&form);
    for at in (0..file.len()).step_by(50) {
        assert!(read_workbook(&file[..at]).is_err(), "{at}");
        let mut flipped = file.clone();
        flipped[at] ^= 0x55;
        if let Ok(workbook) = read_workbook(&flipped) {
            let is_text =
                |value: &CellValue| matches!(value, CellValue::Text(text) if text.contains('\u{fffd}'));
            assert!(!workbook.sheets.iter().flat_map(|sheet| &sheet.cells).any(|cell| is_text(&cell.value)));
        }
    }
}
