//! 规则与版本: by what the form was checked, and what became of the file itself.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::issue_list::severity_zh;
use super::page::{Page, label, text, value};
use super::settle::Settled;
use super::{Job, Pages};
use crate::model::{Level, Severity};
use crate::read::FileKind;
use crate::rules::{CATALOGUE, Request, Rule};

/// The sheet's name.
pub(super) const NAME: &str = "规则与版本";

/// Tells ziping's own workbooks from others; stands in a cell of its own.
const MARK: &str = "ziping/workbook/1";

const WIDTHS: [f64; 4] = [18.0, 34.0, 40.0, 30.0];

const IN_PLACE: &str = "在原工作簿上直接更正：只改动“更正记录”所列的单元格，加上标记、批注和本工具的五张工作表；下面没有列出的部件与原文件\
    逐字节相同。更正的单元格凡所用数据都是数值且结果一致的，写成活公式；原有公式结果正确的照旧保留，只更新结果。";
const NOT_CARRIED: &str = "本工作簿按原表的内容重新绘制：单元格地址、文字、数值和合并单元格与原表一致。\
    原表的批注、图片、图表、宏、打印设置、字体颜色、数据有效性、条件格式和外部链接没有带过来，请以原文件为准。";
const NO_FORMULAS: &str =
    "原文件的公式没有带过来：原为公式的单元格写成当时显示的结果，需要自动计算的请重新设置。";
const FROM_WORD: &str = "只带来文档中的表格和表格前后的短段落，正文没有带过来；列宽为估算。";
const LIVE: &str = "执行率、得分、偏差度、总分、等级等计算得出的单元格，凡所用单元格都是数值且结果一致的，已改为活公式，修改数据后自动重算；\
    其余仍为原来的数值或文字。";
const MARKS: &str = "浅黄底、虚线框：已更正的单元格，批注里有原值、更正值、规则和依据。双线框（重新绘制的另有浅蓝底）：待核实的单元格，需要人工判断，没有改动。";

/// Builds the sheet.
pub(super) fn page(forms: &[Settled<'_>], job: &Job<'_>, pages: &Pages<'_>) -> Page {
    let Job { source, request, workbook, .. } = job;
    let mut page = Page::new(NAME, &WIDTHS, NAME);
    let mut entry = |name: &str, words: &str| page.spread([(0, label(name)), (3, text(words))]);
    entry("标识", MARK);
    entry("程序版本", concat!("ziping ", env!("CARGO_PKG_VERSION")));
    entry("原文件", source.file_name);
    entry("原文件 SHA-256", source.sha256);
    for settled in forms {
        let selection = &settled.after.selection;
        entry("工作表", &settled.after.form.sheet);
        entry("评分办法", &format!("{}（{}）", selection.profile.name, selection.profile.id));
        entry("办法依据", &selection.profile.rests_on);
    }
    match pages.touched {
        Some((touched, remarks)) => {
            entry("写回方式", IN_PLACE);
            for (name, parts) in [
                ("改动的部件", &touched.changed),
                ("新增的部件", &touched.added),
                ("删去的部件", &touched.removed),
            ] {
                parts.iter().for_each(|part| entry(name, part));
            }
            remarks.iter().for_each(|remark| entry("说明", &remark.zh));
        }
        None => {
            entry("没有带过来的", NOT_CARRIED);
            match workbook.kind {
                FileKind::Xlsx => {}
                FileKind::Docx => entry("原为 Word 文档", FROM_WORD),
                other => entry(&format!("原为 .{} 文件", other.extension()), NO_FORMULAS),
            }
            entry("活公式", LIVE);
        }
    }
    entry("标记", MARKS);
    page.gap();
    rules(&mut page, forms, request);
    page
}

/// The rules the forms were checked by: one line for each that found something or is not at its usual level, the others together.
fn rules(page: &mut Page, forms: &[Settled<'_>], request: &Request<'_>) {
    page.paragraph(&format!("核对规则（共 {} 条）", CATALOGUE.len()));
    page.line([label("级别"), label("编号"), label("标题"), label("本次发现（处）")]);
    let mut found: HashMap<&str, usize> = HashMap::new();
    for finding in forms.iter().flat_map(|settled| &settled.before.findings) {
        *found.entry(finding.rule).or_default() += 1;
    }
    let mut quiet: BTreeMap<Reverse<Severity>, Vec<&Rule>> = BTreeMap::new();
    for rule in CATALOGUE {
        let level = level_in_force(rule, forms, request);
        let found = found.get(rule.id).copied();
        if found.is_none() && level == severity_zh(rule.severity) {
            quiet.entry(Reverse(rule.severity)).or_default().push(rule);
        } else {
            let found = found.map(|found| found.to_string()).unwrap_or_default();
            page.line([value(&level), text(rule.id), text(rule.title), value(&found)]);
        }
    }
    for (Reverse(severity), rules) in quiet {
        let head = format!("{}，没有发现的 {} 条", severity_zh(severity), rules.len());
        let names = rules.iter().flat_map(|rule| ["；", rule.title, "（", rule.id, "）"]).skip(1);
        page.spread([(0, label(&head)), (3, text(&names.collect::<String>()))]);
    }
}

/// The level that a rule had on these forms, beside its usual one where settings or a profile change it.
fn level_in_force(rule: &Rule, forms: &[Settled<'_>], request: &Request<'_>) -> Cow<'static, str> {
    let usual = severity_zh(rule.severity);
    let mut words: Vec<&str> = Vec::new();
    for settled in forms {
        let word = match request.level(rule, settled.after.selection.profile) {
            None => usual,
            Some(Level::Off) => "不查",
            Some(level) => level.applied(rule.severity, rule.severity).map_or(usual, severity_zh),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.iter().all(|word| *word == usual) {
        usual.into()
    } else {
        format!("{}（原为{usual}）", words.join("、")).into()
    }
}
