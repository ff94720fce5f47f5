#![doc = include_str!("../../docs/rules/active-content.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Active, Odd, Oddity, Severity, Wording};

pub(super) static RULE: Rule = Rule {
    id: "active-content",
    title: "含宏或外部内容",
    title_en: "the workbook has macros or leads outside",
    severity: Severity::Info,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/active-content.md"),
    doc_en: include_str!("../../docs/rules-en/active-content.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for Oddity { at, what } in &form.oddities {
        let Odd::Active { found, is_kept } = what else { continue };
        let (zh, en): (Vec<&str>, Vec<&str>) = found.iter().map(|own| name(*own)).unzip();
        let kept = if *is_kept {
            ("更正后的工作簿里原样保留", "the corrected workbook keeps it as it is")
        } else {
            ("更正后重新绘制的工作簿里没有这些", "the corrected workbook, drawn anew, has none of it")
        };
        let message = Wording::new(
            format!("含{}；核对时没有运行、没有打开、没有联网，{}", zh.join("、"), kept.0),
            format!("it has {}; nothing was run, opened or fetched; {}", en.join(", "), kept.1),
        );
        checker.report(Draft::new(Severity::Info, *at, &form.sheet, message, Checker::arithmetic_basis()));
    }
}

fn name(active: Active) -> (&'static str, &'static str) {
    match active {
        Active::Macros => ("宏", "macros"),
        Active::MacroSheets => ("宏表（Excel 4.0 宏）", "macro sheets (Excel 4.0)"),
        Active::ExternalLinks => {
            ("外部链接（其他工作簿、DDE 或 OLE）", "external links (other workbooks, DDE or OLE)")
        }
        Active::Connections => ("数据连接", "data connections"),
        Active::Embedded => ("嵌入对象或控件", "embedded objects or controls"),
        Active::OtherWorkbook => ("引用其他工作簿的公式", "formulas that read other workbooks"),
        Active::OtherProgram => {
            ("调用其他程序的公式（DDE、RTD）", "formulas that ask other programs (DDE, RTD)")
        }
        Active::Network => (
            "联网取内容的公式（WEBSERVICE、IMAGE）",
            "formulas that fetch from the network (WEBSERVICE, IMAGE)",
        ),
        Active::Hyperlink => ("通向外部地址的公式（HYPERLINK）", "formulas that link outside (HYPERLINK)"),
    }
}
