//! Files that are no workbook, or no form, whatever they are called.

use super::form::{self, TYPES};
use super::zips::{Entry, archive, entries, with};
use crate::workbooks::table;

/// A web page with a table, as many systems export it.
pub(crate) fn web_page() -> Vec<u8> {
    b"<html><head><meta charset=gbk></head><body><table><tr><td>1</td></tr></table></body></html>".to_vec()
}

/// The XML of Excel 2003.
pub(crate) fn spreadsheet_xml() -> Vec<u8> {
    "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
     xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet/></Workbook>"
        .into()
}

/// A table of wages.
pub(crate) fn wages() -> Vec<u8> {
    table(&[&["二〇二三年十月工资表"], &["姓名", "岗位工资", "实发"], &["甲", "5000", "4500"]])
}

/// A form on its side: headings down the first column.
pub(crate) fn turned() -> Vec<u8> {
    table(&[
        &["项目支出绩效自评表"],
        &["一级指标", "产出指标", "效益指标"],
        &["三级指标", "供水点", "覆盖率"],
        &["年度指标值", "≥12处", "≥90%"],
        &["实际完成值", "12处", "95%"],
        &["分值", "50", "50"],
        &["得分", "50", "50"],
    ])
}

/// Headings and no row below them.
pub(crate) fn only_headings() -> Vec<u8> {
    table(&[
        &["项目支出绩效自评表"],
        &[
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
    ])
}

/// A form with words where numbers belong.
pub(crate) fn words_for_numbers() -> Vec<u8> {
    table(&[
        &["项目支出绩效自评表"],
        &["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        &["年度资金总额", "无", "—", "/", "10", "-", "无"],
        &["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        &["产出指标", "数量指标", "供水点", "无", "—", "50", "/"],
        &["效益指标", "社会效益指标", "覆盖率", "/", "无", "40", "无"],
        &["总分", "", "", "", "", "100", "—"],
    ])
}

/// So many forms, one a sheet.
pub(crate) fn copies(count: usize) -> Vec<u8> {
    let entries = entries();
    let sheet = entries.iter().find(|entry| entry.name == form::SHEET.as_bytes()).unwrap().kept.clone();
    let sheet = String::from_utf8(sheet).unwrap();
    with_sheets(entries, &vec![sheet; count - 1])
}

/// More sheets behind the form's, called `2`, `3` and so on.
pub(crate) fn with_sheets(mut entries: Vec<Entry>, more: &[String]) -> Vec<u8> {
    let count = more.len() + 1;
    let (mut sheets, mut relations) = (String::new(), String::new());
    for number in 2..=count {
        sheets += &format!("<sheet name=\"{number}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        relations += &format!(
            "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
             Target=\"worksheets/copy{number}.xml\"/>"
        );
    }
    for (part, end, more) in
        [(form::WORKBOOK, "</sheets>", &sheets), (form::RELATIONS, "</Relationships>", &relations)]
    {
        let entry = entries.iter_mut().find(|entry| entry.name == part.as_bytes()).unwrap();
        let text = String::from_utf8(entry.kept.clone()).unwrap();
        *entry = Entry::stored(part, text.replacen(end, &format!("{more}{end}"), 1));
    }
    let names = (2..=count).map(|number| format!("xl/worksheets/copy{number}.xml"));
    entries.extend(names.zip(more).map(|(name, sheet)| Entry::stored(name, sheet)));
    archive(&entries)
}

/// A workbook with macros, links to elsewhere, connections and embedded objects.
pub(crate) fn with_everything() -> Vec<u8> {
    let mut parts = links_and_connections();
    parts.push(Entry::stored("xl/vbaProject.bin", "macro"));
    parts.push(Entry::stored("xl/embeddings/oleObject1.bin", "MZ"));
    with(&parts)
}

/// A workbook with links to elsewhere and connections.
pub(crate) fn with_links() -> Vec<u8> {
    with(&links_and_connections())
}

fn links_and_connections() -> Vec<Entry> {
    let external = "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><externalBook \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"/></externalLink>";
    let target = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
                  Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath\" \
                  Target=\"http://127.0.0.1:9/out.xlsx\" TargetMode=\"External\"/></Relationships>";
    let connection = "<connections xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><connection id=\"1\" name=\"x\" \
                      type=\"4\"><webPr url=\"http://127.0.0.1:9/\"/></connection></connections>";
    vec![
        Entry::stored("xl/externalLinks/externalLink1.xml", external),
        Entry::stored("xl/externalLinks/_rels/externalLink1.xml.rels", target),
        Entry::stored("xl/connections.xml", connection),
    ]
}

/// A Word document without a table.
pub(crate) fn document() -> Vec<u8> {
    archive(&[
        Entry::stored(
            TYPES,
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        Entry::stored("word/document.xml", "<w:document xmlns:w=\"w\"><w:body><w:p/></w:body></w:document>"),
    ])
}

/// What a large-file store leaves in place of a file.
pub(crate) fn pointer() -> Vec<u8> {
    b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n".to_vec()
}

/// What macOS keeps beside a file on other disks.
pub(crate) fn resource_fork() -> Vec<u8> {
    [&[0, 5, 0x16, 7, 0, 2, 0, 0][..], b"Mac OS X        ", &[0; 100]].concat()
}
