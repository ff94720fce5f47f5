//! What the user has to know of a workbook that was changed in place, beside the changes themselves.

use crate::model::Wording;
use crate::value::CellRef;
use crate::write::patch::{Parts, Touched};

/// The remarks; `unplaced` are cells that could be given no note.
pub(super) fn remarks(
    touched: &Touched,
    parts: &Parts,
    unplaced: &[(String, CellRef)],
    has_changes: bool,
) -> Vec<Wording> {
    let mut remarks = Vec::new();
    let mut add = |zh: &str, en: &str| remarks.push(Wording::new(zh.to_owned(), en.to_owned()));
    if parts.has_part("_xmlsignatures") {
        add(
            "原文件有数字签名；内容改动后签名失效，需要重新签名。",
            "the input is digitally signed; the copy has to be signed anew, as its content differs.",
        );
    }
    if parts.has_part("vbaProject") {
        add(
            "原文件含宏，已原样保留，没有运行。",
            "the macros of the input are kept as they are; none was run.",
        );
    }
    if parts.has_part("/externalLinks/") {
        add(
            "原文件引用了其他文件，引用已原样保留，没有打开也没有更新。",
            "links to other files are kept as they are; none was followed or updated.",
        );
    }
    if has_changes && parts.has_part("/pivotCache/") {
        add(
            "原文件有数据透视表，刷新后才会反映更正的内容。",
            "pivot tables show the corrections only once they are refreshed.",
        );
    }
    for sheet in parts.protected_sheets(touched) {
        remarks.push(Wording::new(
            format!("工作表“{sheet}”有保护，保护照旧；更正的单元格见“更正记录”。"),
            format!(
                "sheet “{sheet}” is protected and stays so; 更正记录 lists the cells that were corrected."
            ),
        ));
    }
    if !unplaced.is_empty() {
        let cells: Vec<String> = unplaced.iter().map(|(sheet, at)| format!("{sheet}!{at}")).collect();
        remarks.push(Wording::new(
            format!("这些单元格有对话式批注，没有另加说明，请看“问题清单”：{}。", cells.join("、")),
            format!(
                "these cells carry a threaded comment, so no note was added; see 问题清单: {}.",
                cells.join(", ")
            ),
        ));
    }
    remarks
}
