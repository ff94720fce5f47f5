//! A small sound form as the parts of an xlsx, written letter by letter so that any of them can be spoilt.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The part that holds the form's cells.
pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";
/// The part that holds its texts.
pub(crate) const STRINGS: &str = "xl/sharedStrings.xml";
/// The part that lists its sheets.
pub(crate) const WORKBOOK: &str = "xl/workbook.xml";
/// The part that says which part each sheet is.
pub(crate) const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
/// The part that says what kind each part is of.
pub(crate) const TYPES: &str = "[Content_Types].xml";
/// The part that says which part the workbook is.
pub(crate) const ROOT: &str = "_rels/.rels";
/// The part that holds the cells' looks.
pub(crate) const STYLES: &str = "xl/styles.xml";

/// A text and where it stands; numbers are written as such.
const CELLS: &[(&str, &str)] = &[
    ("A1", "项目支出绩效自评表"),
    ("A2", "（2023年度）"),
    ("A3", "项目名称"),
    ("B3", "农村饮水巩固提升工程"),
    ("A5", "项目资金（万元）"),
    ("D5", "年初预算数"),
    ("E5", "全年预算数"),
    ("F5", "全年执行数"),
    ("G5", "分值"),
    ("H5", "执行率"),
    ("I5", "得分"),
    ("B6", "年度资金总额"),
    ("D6", "100"),
    ("E6", "100"),
    ("F6", "95"),
    ("G6", "10"),
    ("H6", "95%"),
    ("I6", "9.5"),
    ("A12", "绩效指标"),
    ("B12", "一级指标"),
    ("C12", "二级指标"),
    ("D12", "三级指标"),
    ("E12", "年度指标值"),
    ("F12", "实际完成值"),
    ("G12", "分值"),
    ("H12", "得分"),
    ("I12", "偏差原因分析及改进措施"),
    ("B13", "产出指标"),
    ("C13", "数量指标"),
    ("D13", "新建供水点"),
    ("E13", "≥12处"),
    ("F13", "12处"),
    ("G13", "50"),
    ("H13", "50"),
    ("B14", "效益指标"),
    ("C14", "社会效益指标"),
    ("D14", "受益覆盖率"),
    ("E14", "≥90%"),
    ("F14", "95%"),
    ("G14", "30"),
    ("H14", "30"),
    ("B15", "满意度指标"),
    ("C15", "服务对象满意度指标"),
    ("D15", "群众满意度"),
    ("E15", "≥90%"),
    ("F15", "92%"),
    ("G15", "10"),
    ("H15", "10"),
    ("A16", "总分"),
    ("G16", "100"),
    ("H16", "99.5"),
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The parts with their names, in the order in which programs write them.
pub(crate) fn parts() -> Vec<(String, Vec<u8>)> {
    let (sheet, strings) = cells();
    let kinds = [
        ("workbook", "sheet.main"),
        ("worksheets/sheet1", "worksheet"),
        ("sharedStrings", "sharedStrings"),
        ("styles", "styles"),
    ];
    let overrides = kinds.map(|(part, kind)| {
        format!("<Override PartName=\"/xl/{part}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>")
    });
    let types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{}</Types>",
        overrides.concat()
    );
    let relation = |number: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |own: &str| format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{own}</Relationships>");
    let inner = [
        relation(1, "worksheet", "worksheets/sheet1.xml"),
        relation(2, "sharedStrings", "sharedStrings.xml"),
        relation(3, "styles", "styles.xml"),
    ];
    let workbook = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"自评表\" sheetId=\"1\" r:id=\"rId1\"/>\
         </sheets></workbook>"
    );
    let styles = format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
         </fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs></styleSheet>"
    );
    [
        (TYPES, types),
        (ROOT, relations(&relation(1, "officeDocument", "xl/workbook.xml"))),
        (WORKBOOK, workbook),
        (RELATIONS, relations(&inner.concat())),
        (SHEET, sheet),
        (STRINGS, strings),
        (STYLES, styles),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .to_vec()
}

/// The sheet and the texts it shares.
fn cells() -> (String, String) {
    let (mut rows, mut texts, mut row) = (String::new(), String::new(), String::new());
    let mut count = 0;
    for (at, text) in CELLS {
        let number = at.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        if number != row {
            if !row.is_empty() {
                rows.push_str("</row>");
            }
            write!(rows, "<row r=\"{number}\">").expect("a String takes all text");
            number.clone_into(&mut row);
        }
        if text.parse::<f64>().is_ok() {
            write!(rows, "<c r=\"{at}\"><v>{text}</v></c>").expect("a String takes all text");
        } else {
            write!(rows, "<c r=\"{at}\" t=\"s\"><v>{count}</v></c>").expect("a String takes all text");
            write!(texts, "<si><t>{text}</t></si>").expect("a String takes all text");
            count += 1;
        }
    }
    (
        format!(
            "{HEAD}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheetData>{rows}</row></sheetData></worksheet>"
        ),
        format!("{HEAD}<sst xmlns=\"{MAIN}\" count=\"{count}\" uniqueCount=\"{count}\">{texts}</sst>"),
    )
}

/// A zip of these parts, deflated or stored.
pub(crate) fn zipped<'p>(
    parts: impl IntoIterator<Item = (&'p str, &'p [u8])>,
    method: CompressionMethod,
) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(name, SimpleFileOptions::default().compression_method(method))
            .expect("a name of its own");
        out.write_all(bytes).expect("a Vec takes all bytes");
    }
    out.finish().expect("a Vec takes all bytes").into_inner()
}
