//! What a file has too much of, or what is wrong with its making, in a sentence a clerk can act on.

use crate::budget::{Exceeded, Limit, Unit};
use crate::package::Flaw;

/// The sentence in Chinese and in English: the limit, what was met, and the key that raises it.
pub(super) fn exceeded(error: &Exceeded) -> (String, String) {
    let Exceeded { limit, most, met, place } = error;
    let (zh, en) = name(*limit);
    let (unit_zh, unit_en) = unit(*limit);
    let shown = |value: u64| amount(limit.unit(), value);
    let (most, met, key) = (shown(*most), shown(*met), limit.key());
    let (at_zh, at_en) = match place {
        Some(place) => (format!("“{}”：", short(place)), format!("“{}”: ", short(place))),
        None => (String::new(), String::new()),
    };
    (
        format!(
            "{at_zh}{zh}超过 {most}{unit_zh}上限（到 {met}{unit_zh}时停下），远大于自评表；请只保留自评表再试，确需放宽的，在 ziping.toml 的 [limits] 里调大 {key}"
        ),
        format!(
            "{at_en}{en} more than {most}{unit_en} (stopped at {met}{unit_en}), far more than any form; keep only the form, or raise {key} under [limits] in ziping.toml"
        ),
    )
}

/// What is limited.
pub(crate) fn name(limit: Limit) -> (&'static str, &'static str) {
    match limit {
        Limit::File => ("文件", "the file has"),
        Limit::Entries => ("文件内部的部件", "the file has parts:"),
        Limit::Part => ("一个部件解压后", "a part unpacks to"),
        Limit::Unpacked => ("各部件合计解压后", "the parts together unpack to"),
        Limit::Depth => ("内部结构的嵌套", "elements are nested"),
        Limit::Attributes => ("一个元素的属性", "an element has attributes:"),
        Limit::Attribute => ("一个属性的长度", "an attribute has"),
        Limit::Text => ("一段文字", "a text has"),
        Limit::SharedTexts => ("共用文字的条数", "there are shared texts:"),
        Limit::CellText => ("一个单元格的文字", "a cell's text has letters:"),
        Limit::Cells => ("单元格", "there are cells:"),
        Limit::AllCells => ("全部工作表的单元格", "all sheets together have cells:"),
        Limit::SheetText => ("工作表的文字", "the sheet's texts have"),
        Limit::Sheets => ("工作表", "there are sheets:"),
        Limit::Merges => ("合并单元格", "there are merged blocks:"),
        Limit::Formula => ("一个公式的长度", "a formula has letters:"),
        Limit::FormulaDepth => ("一个公式的括号", "a formula's brackets are nested"),
        Limit::Styles => ("单元格样式", "there are cell styles:"),
        Limit::ArchiveFiles => ("压缩包里的文件", "the archive has files:"),
        Limit::Time => ("处理这份文件的时间", "the file takes"),
        Limit::Memory => ("处理这份文件的内存", "the file takes memory:"),
    }
}

fn unit(limit: Limit) -> (&'static str, &'static str) {
    match limit.unit() {
        Unit::Megabytes => (" MB ", " MB"),
        Unit::Kilobytes => (" KB ", " KB"),
        Unit::Seconds => (" 秒", " seconds"),
        Unit::Count => match limit {
            Limit::Depth | Limit::FormulaDepth => (" 层", " deep"),
            Limit::CellText | Limit::Formula => (" 个字", ""),
            _ => (" 个", ""),
        },
    }
}

/// Bytes, milliseconds or things in the limit's unit, rounded up to a tenth: what is beyond a limit looks so.
fn amount(unit: Unit, value: u64) -> String {
    if unit == Unit::Count {
        return value.to_string();
    }
    let tenths = (u128::from(value) * 10).div_ceil(u128::from(unit.size()));
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

/// The sentence in Chinese and in English.
pub(super) fn flawed(flaw: Flaw, place: &str) -> (String, String) {
    let place = short(place);
    let (at_zh, at_en) = match place.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("（{place}）"), format!(" ({place})")),
    };
    let saved = (
        "请用 Excel/WPS 打开核实后另存一份，或索要原件",
        "open it in Excel or WPS, look it over and save it anew, or ask for the original",
    );
    let (zh, en) = match flaw {
        Flaw::Overlap => (
            "文件内部的部件共用同一段数据，不是正常保存的工作簿",
            "parts of the file share their bytes, as no program saves them",
        ),
        Flaw::DeclaredSize => {
            ("文件内部记录的大小与实际不符", "a part of the file is not as long as its directory says")
        }
        Flaw::Name => (
            "文件内部有部件的名称指向包外，不安全",
            "the name of a part leads out of the file, which is not safe",
        ),
        Flaw::RepeatedPart => (
            "同名部件重复，不同软件会读出不同内容，没有核对",
            "two parts have one name, so that programs read different contents; nothing was checked",
        ),
        Flaw::MissingPart => ("文件缺少必要的部件", "a part that every workbook has is missing"),
        Flaw::Declaration => (
            "文件含不允许的 XML 声明（DOCTYPE），表格软件不会写出这样的内容",
            "the file declares a document type, as no spreadsheet program does",
        ),
        Flaw::Encoding => (
            "文件内部的文字编码无法识别（不是 UTF-8，也不是 UTF-16）",
            "a part of the file is neither UTF-8 nor UTF-16",
        ),
        Flaw::NoPlace => ("单元格地址越界", "a row or cell stands beyond the sheet"),
        Flaw::LostText => (
            "单元格引用的文字不存在，工作表数据损坏",
            "a cell names a text that is not there; the sheet is damaged",
        ),
    };
    (format!("{zh}{at_zh}；{}", saved.0), format!("{en}{at_en}; {}", saved.1))
}

/// A name as far as a sentence has room for it.
fn short(name: &str) -> String {
    let mut short: String = name.chars().take(60).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget;

    #[test]
    fn a_limit_is_named_with_what_was_met_and_its_key() {
        for (error, zh) in [
            (
                Exceeded::new(Limit::Part, (32 << 20) + 1),
                "一个部件解压后超过 32 MB 上限（到 32.1 MB 时停下）",
            ),
            (
                Exceeded::new(Limit::Cells, 200_001).at("表1"),
                "“表1”：单元格超过 200000 个上限（到 200001 个时停下）",
            ),
            (Exceeded::new(Limit::Time, 2_040), "处理这份文件的时间超过 2 秒上限（到 2.1 秒时停下）"),
            (Exceeded::new(Limit::Depth, 65), "内部结构的嵌套超过 64 层上限（到 65 层时停下）"),
        ] {
            let (own, en) = exceeded(&error);
            assert!(own.starts_with(zh), "{own}");
            assert!(own.ends_with(error.limit.key()) && en.contains(error.limit.key()), "{en}");
        }
        for limit in Limit::ALL {
            assert!(exceeded(&Exceeded::new(limit, budget::most(limit) + 1)).0.contains("上限"));
        }
    }
}
