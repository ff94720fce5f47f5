//! What `fix` writes and `revert` takes back, cell by cell.

use std::path::Path;

use super::{Lang, Line, Tone};
use crate::check::Reverted;
use crate::model::Wording;
use crate::rules::rule;
use crate::write::{Change, ChangeKind};

/// One line a changed cell: `✓ 表!H19  预算执行率：2 → 1.48（=ROUND(…)）  score-disagrees 得分与完成情况不符`.
pub fn change_lines(changes: &[Change], lang: Lang) -> Vec<Line> {
    changes
        .iter()
        .map(|change| {
            let [old, new] = old_and_new(change, lang);
            let formula = match change.new_formula.as_str() {
                "" => String::new(),
                formula => lang.choose(format!("（={formula}）"), format!(" (={formula})")),
            };
            let Change { sheet, cell, label, .. } = change;
            let colon = if label.is_empty() { "" } else { lang.choose("：", ": ") };
            let why = why(change, lang);
            let text = format!("✓ {sheet}!{cell}  {label}{colon}{old} → {new}{formula}  {why}");
            Line::new(Tone::Good, 2, &text)
        })
        .collect()
}

/// The changes as a diff: each cell's line as it is, then as it would be.
pub fn diff_lines(changes: &[Change], lang: Lang) -> Vec<Line> {
    let mut lines = Vec::new();
    for change in changes {
        let Change { sheet, cell, label, .. } = change;
        lines.push(Line::new(Tone::Faint, 0, &format!("@@ {sheet}!{cell}  {label}  {}", why(change, lang))));
        let side = |sign: char, text: &str, formula: &str| {
            let formula = if formula.is_empty() { String::new() } else { format!("  ={formula}") };
            format!("{sign} {text}{formula}")
        };
        let [old, new] = old_and_new(change, lang);
        lines.push(Line::new(Tone::Error, 0, &side('-', &old, &change.old_formula)));
        lines.push(Line::new(Tone::Good, 0, &side('+', &new, &change.new_formula)));
    }
    lines
}

/// What else is to be known of a copy.
pub fn remark_lines(remarks: &[Wording], lang: Lang) -> Vec<Line> {
    remarks.iter().map(|remark| Line::new(Tone::Warning, 2, &format!("△ {}", lang.of(remark)))).collect()
}

/// What `revert` took back, and what it left.
pub fn revert_lines(reverted: &Reverted, output: &Path, lang: Lang) -> Vec<Line> {
    let (count, output) = (reverted.back.len(), output.display());
    let headline = match reverted.looks_back {
        true => lang.choose(
            format!("已还原 {count} 格，去掉本工具加上的标记、批注和工作表，写入 {output}"),
            format!("{count} cells put back, our marks, notes and sheets taken out; saved as {output}"),
        ),
        false => lang.choose(
            format!("已还原 {count} 格，去掉本工具加上的标记、批注和工作表，写入 {output}；这份副本是重新绘制的，版面请以原件为准"),
            format!("{count} cells put back, our marks, notes and sheets taken out; saved as {output}; the copy was drawn anew, so go by the original for its looks"),
        ),
    };
    let mut lines = vec![Line::new(Tone::Plain, 2, &headline)];
    for change in &reverted.back {
        let [old, new] = old_and_new(change, lang);
        let text = format!("✓ {}!{}  {new} → {old}", change.sheet, change.cell);
        lines.push(Line::new(Tone::Good, 2, &text));
    }
    for change in &reverted.left {
        let place = format!("{}!{}", change.sheet, change.cell);
        let text = lang.choose(
            format!("△ {place} 更正后又有人改过，保留现在的内容，没有还原"),
            format!("△ {place} was changed again after the correction; it stays as it is now"),
        );
        lines.push(Line::new(Tone::Warning, 2, &text));
    }
    lines
}

/// What a cell showed and shows; a formula that shows nothing was saved without its result, or waits for the program that
/// opens the workbook.
fn old_and_new(change: &Change, lang: Lang) -> [String; 2] {
    let sides = [(&change.old_text, &change.old_formula), (&change.new_text, &change.new_formula)];
    sides.map(|(text, formula)| match text.as_str() {
        "" if change.kind == ChangeKind::Follows || !formula.is_empty() => {
            lang.choose("（未计算）", "(not worked out)").to_owned()
        }
        "" => lang.choose("（空）", "(blank)").to_owned(),
        text => text.replace(['\n', '\r'], " "),
    })
}

/// The rule that called for a change, or that the cell only follows.
fn why(change: &Change, lang: Lang) -> String {
    let title = rule(&change.rule).map(|rule| lang.choose(rule.title, rule.title_en));
    match (title, change.kind) {
        (Some(title), _) => format!("{} {title}", change.rule),
        (None, ChangeKind::Follows) if change.new_text.is_empty() => {
            lang.choose("随动，打开时重新计算", "follows; worked out when opened").to_owned()
        }
        (None, _) => lang.choose("随动", "follows").to_owned(),
    }
}
