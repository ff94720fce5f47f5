//! .xlsb and .ods whose lengths, counts and repetitions lie.

use zip::CompressionMethod;

use super::form::zipped;
use crate::files::grid;
use crate::files::xlsb::{self, record, with_part};

/// The example form as .xlsb.
pub(crate) fn form() -> Vec<u8> {
    xlsb::written(&grid::example("national-project"))
}

/// A name whose formula is longer than its record.
pub(crate) fn long_name() -> Vec<u8> {
    let name = [vec![0; 9], vec![1, 0, 0, 0, b'x', 0], vec![0xff, 0xff, 0xff, 0x7f]].concat();
    with_part("xl/workbook.bin", |own| *own = xlsb::workbook(&grid::sample(), &record(39, &name)))
}

/// A name that is shorter than any.
pub(crate) fn short_name() -> Vec<u8> {
    with_part("xl/workbook.bin", |own| *own = xlsb::workbook(&grid::sample(), &record(39, &[0; 3])))
}

/// A text of 2³¹ letters.
pub(crate) fn long_text() -> Vec<u8> {
    with_part("xl/sharedStrings.bin", |own| {
        *own = [
            record(159, &[1, 0, 0, 0, 1, 0, 0, 0]),
            record(19, &[0, 0, 0, 0, 0x80, b'x', 0]),
            record(160, &[]),
        ]
        .concat();
    })
}

/// So many texts that there are more than bytes.
pub(crate) fn many_texts() -> Vec<u8> {
    with_part("xl/sharedStrings.bin", |own| *own = [record(159, &[0xff; 8]), record(160, &[])].concat())
}

/// A record that says it has 256 MB.
pub(crate) fn long_record() -> Vec<u8> {
    with_part("xl/worksheets/sheet1.bin", |own| {
        own.truncate(8);
        own.extend([0x91, 0x01, 0xff, 0xff, 0xff, 0x7f]);
    })
}

/// A sheet that says it has all rows and columns there are.
pub(crate) fn far_size() -> Vec<u8> {
    with_part("xl/worksheets/sheet1.bin", |own| {
        let size = record(148, &[0_u32, 0xffff_ffff, 0, 0xffff_ffff].map(u32::to_le_bytes).concat());
        let place = own.windows(2).position(|window| window == [0x94, 0x01]).unwrap();
        own.splice(place..place + size.len(), size);
    })
}

/// The table of a form in which something is repeated.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"自评表\">{}{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        FORM.map(row).concat()
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    zipped([("mimetype", &kind[..]), ("content.xml", content.as_bytes())], CompressionMethod::Stored)
}

/// The least that is a form.
const FORM: [&[&str]; 7] = [
    &["项目支出绩效自评表（2023年度）"],
    &["项目名称", "渠道清淤"],
    &["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    &["年度资金总额", "100", "100", "100", "10", "100%", "10"],
    &["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    &["产出指标", "数量指标", "清淤长度", "≥12公里", "12公里", "90", "90"],
    &["总分", "", "", "", "", "100", "100"],
];

fn row(texts: &[&str]) -> String {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row>{}</table:table-row>", texts.iter().map(cell).collect::<String>())
}

/// The form as .ods.
pub(crate) fn ods_form() -> Vec<u8> {
    ods("")
}

/// Blank rows and columns behind the form, as many as the program that made it could have.
pub(crate) fn trailing() -> Vec<u8> {
    ods("<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell \
         table:number-columns-repeated=\"1000000000\"/></table:table-row>")
}

/// A filled cell, repeated so often over columns and rows.
pub(crate) fn repeated(columns: &str, rows: &str) -> Vec<u8> {
    ods(&format!(
        "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell office:value-type=\"float\" \
         office:value=\"1\" table:number-columns-repeated=\"{columns}\"/></table:table-row>"
    ))
}

/// A block over more cells than a sheet has.
pub(crate) fn spanned() -> Vec<u8> {
    ods(
        "<table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"4000000000\" \
         table:number-rows-spanned=\"4000000000\"><text:p>x</text:p></table:table-cell></table:table-row>",
    )
}
