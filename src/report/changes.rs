//! What `fix` writes, cell by cell.

use super::{Lang, Line, Tone};
use crate::rules::rule;
use crate::write::Change;

/// One line a changed cell: `H19 预算执行率：2 → 1.48（=ROUND(…)）  score-disagrees 得分与完成情况不符`.
pub fn change_lines(changes: &[Change], lang: Lang) -> Vec<Line> {
    changes
        .iter()
        .map(|change| {
            let Change { sheet, cell, label, old_text, new_text, new_formula, rule: id, .. } = change;
            let blank = lang.choose("（空）", "(blank)");
            let old = if old_text.is_empty() { blank } else { old_text };
            let formula = match new_formula.as_str() {
                "" => String::new(),
                formula => lang.choose(format!("（={formula}）"), format!(" (={formula})")),
            };
            let title = rule(id).map_or("", |rule| lang.choose(rule.title, rule.title_en));
            let colon = lang.choose("：", ": ");
            let text = format!("✓ {sheet}!{cell}  {label}{colon}{old} → {new_text}{formula}  {id} {title}");
            Line::new(Tone::Good, 2, &text)
        })
        .collect()
}
