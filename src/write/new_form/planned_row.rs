//! The indicator rows of a new form, before they have cells.

use crate::model::{Column, FormContent, IndicatorContent};
use crate::template::Drawing;
use crate::value::{Comparator, Kind, Measure};

/// One indicator row to be drawn.
#[derive(Debug, Clone)]
pub(super) struct PlannedRow {
    pub(super) level1: String,
    pub(super) level2: String,
    /// Whether 一级指标 and 二级指标 begin a cell of their own here.
    pub(super) begins: [bool; 2],
    /// Its texts, blank where nothing is known yet.
    pub(super) content: IndicatorContent,
    /// Whether a person judges its points: no formula, an open score cell.
    pub(super) judged: bool,
    /// Whether its target is an upper limit (反向指标).
    pub(super) reverse: bool,
}

/// The content's rows, or those that the drawing has for a blank form.
pub(super) fn planned_rows(form: &Drawing, content: &FormContent) -> Vec<PlannedRow> {
    match (content.indicators.is_empty(), &content.origin) {
        (true, None) => blank_rows(form),
        (_, origin) => content_rows(&content.indicators, origin.is_some()),
    }
}

fn blank_rows(form: &Drawing) -> Vec<PlannedRow> {
    let mut rows: Vec<PlannedRow> = form
        .groups
        .iter()
        .flat_map(|group| {
            (0..group.rows).map(|index| PlannedRow {
                level1: group.level1.clone(),
                level2: group.level2.clone(),
                begins: [true; 2],
                content: IndicatorContent {
                    level3: group.level3.get(index).cloned().unwrap_or_default(),
                    ..IndicatorContent::default()
                },
                judged: index + group.word_rows >= group.rows,
                reverse: false,
            })
        })
        .collect();
    join_equal(&mut rows);
    rows
}

/// Neighbours of the same level share its cell.
fn join_equal(rows: &mut [PlannedRow]) {
    for at in 1..rows.len() {
        let (above, row) = (&rows[at - 1], &rows[at]);
        let same1 = above.level1 == row.level1;
        rows[at].begins = [!same1, !(same1 && above.level2 == row.level2)];
    }
}

/// Of content by hand, a blank level repeats the one above, as a merged cell would. A form that was read says itself
/// which cells are merged, and what is blank.
fn content_rows(indicators: &[IndicatorContent], is_read: bool) -> Vec<PlannedRow> {
    let mut rows: Vec<PlannedRow> = Vec::with_capacity(indicators.len());
    for content in indicators {
        let above = rows.last();
        let repeated = |own: &str, above: Option<&String>| match above {
            _ if is_read => own.to_owned(),
            Some(above) if own.trim().is_empty() => above.clone(),
            _ => own.trim().to_owned(),
        };
        let level1 = repeated(&content.level1, above.map(|row| &row.level1));
        let level2 =
            repeated(&content.level2, above.filter(|row| row.level1 == level1).map(|row| &row.level2));
        let (target, actual) = (Measure::parse(&content.target).ok(), Measure::parse(&content.actual).ok());
        let begins = |level| !content.read.as_ref().is_some_and(|read| read.merged.contains(&level));
        rows.push(PlannedRow {
            level1,
            level2,
            begins: [Column::Level1, Column::Level2].map(begins),
            content: content.clone(),
            judged: is_judged(target.as_ref(), actual.as_ref()),
            reverse: target.is_some_and(|target| target.comparator.is_reverse()),
        });
    }
    if !is_read {
        join_equal(&mut rows);
    }
    rows
}

/// Words, dates, ranges, and numbers in different units: nothing a formula on the sheet could divide.
fn is_judged(target: Option<&Measure>, actual: Option<&Measure>) -> bool {
    let is_number = |measure: &Measure| matches!(measure.kind, Kind::Quantity | Kind::Percent);
    // "At least 0" cannot be told from a bare 0, which means "none", once both are numbers.
    let at_least_zero = |target: &Measure| {
        target.number.is_some_and(|number| number.is_zero())
            && matches!(target.comparator, Comparator::AtLeast | Comparator::MoreThan)
    };
    match (target, actual) {
        (Some(target), _) if !is_number(target) || at_least_zero(target) => true,
        (_, Some(actual)) if !is_number(actual) => true,
        (Some(target), Some(actual)) => {
            target.kind != actual.kind
                || target.unit != actual.unit && target.unit.is_some() && actual.unit.is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::by_id;

    #[test]
    fn word_rows_stand_at_the_end_of_their_group() {
        let form = &by_id("shangjie-department").expect("built in").form;
        let rows = planned_rows(form, &FormContent::default());
        let judged: Vec<bool> = rows.iter().map(|row| row.judged).collect();
        assert_eq!(judged[..4], [true; 4]);
        assert_eq!(judged[4..10], [false; 6]);
        assert_eq!(judged[10..15], [true; 5]);
        assert_eq!(rows[5].content.level3, "预算执行率");
    }

    #[test]
    fn numbers_in_one_unit_are_left_to_the_formula() {
        for (target, actual, judged) in [
            ("≥90%", "95%", false),
            ("≥40次", "38次", false),
            ("≥40次", "38", false),
            ("≥90%", "66.6", true),
            ("≤90万元", "880000元", true),
            ("≥40次", "100%", true),
            ("良好", "100%", true),
            ("7月31日前", "7月5日", true),
            ("3-5天", "4天", true),
            ("≥0起", "1起", true),
            ("≤0起", "0起", false),
            ("≥90%", "", false),
            ("", "", false),
            ("良好", "", true),
        ] {
            let row = IndicatorContent {
                target: target.to_owned(),
                actual: actual.to_owned(),
                ..IndicatorContent::default()
            };
            assert_eq!(content_rows(&[row], false)[0].judged, judged, "{target} → {actual}");
        }
    }

    #[test]
    fn a_blank_level_repeats_the_one_above() {
        let row = |level1: &str, level2: &str| IndicatorContent {
            level1: level1.to_owned(),
            level2: level2.to_owned(),
            ..IndicatorContent::default()
        };
        let rows = content_rows(&[row("产出指标", "数量指标"), row("", ""), row("效益指标", "")], false);
        let levels: Vec<_> = rows.iter().map(|row| (row.level1.as_str(), row.level2.as_str())).collect();
        assert_eq!(levels, [("产出指标", "数量指标"), ("产出指标", "数量指标"), ("效益指标", "")]);
    }
}
