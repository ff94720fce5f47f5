//! Rows that repeat the sum of the rows below them: their points must not be counted twice.

use crate::model::{Column, EvaluationForm, Field, IndicatorRow};
use crate::value::{Points, strip_blanks};

/// Marks them: told by numbering (一、 over 1. and 2.) or by the level that has text, and only where the sums agree.
pub(super) fn mark(form: &mut EvaluationForm) {
    let has_level3 = form.has_column(Column::Level3);
    let depths: Vec<Option<u8>> = form.indicators.iter().map(|row| depth(row.label())).collect();
    let rows = &form.indicators;
    let mut parents = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let below = &rows[at + 1..];
        let numbered = depths[at].map_or(0, |own| {
            depths[at + 1..].iter().take_while(|depth| depth.is_some_and(|depth| depth > own)).count()
        });
        let children = if numbered >= 2 {
            // Grandchildren are in their own parent already.
            let least = depths[at + 1..=at + numbered].iter().flatten().min().copied();
            Some(
                below
                    .iter()
                    .zip(&depths[at + 1..])
                    .take(numbered)
                    .filter(|(_, depth)| **depth == least)
                    .map(|(row, _)| row)
                    .collect(),
            )
        } else if has_level3 && is_heading_row(row) {
            group(row, below)
        } else {
            None
        };
        if children.is_some_and(|children: Vec<&IndicatorRow>| is_sum(row, &children)) {
            parents.push(at);
        }
    }
    for at in parents {
        form.indicators[at].is_parent = true;
    }
}

/// A row that names a level of its own, has no 三级指标, and measures nothing.
fn is_heading_row(row: &IndicatorRow) -> bool {
    let empty = |blank: Option<bool>| blank.unwrap_or(true);
    empty(row.level3.as_ref().map(Field::is_empty))
        && empty(row.target.as_ref().map(Field::is_empty))
        && empty(row.actual.as_ref().map(Field::is_empty))
}

/// The rows below that belong to the level this row names: until the next row of its kind, or another level 1.
fn group<'f>(row: &IndicatorRow, below: &'f [IndicatorRow]) -> Option<Vec<&'f IndicatorRow>> {
    let names = |row: &IndicatorRow, level: &Option<Field<String>>| {
        level.as_ref().is_some_and(|field| !field.is_empty() && field.at.row + 1 == row.row)
    };
    let by_level2 = names(row, &row.level2);
    if !by_level2 && !names(row, &row.level1) {
        return None;
    }
    let ends =
        |other: &IndicatorRow| names(other, &other.level1) || (by_level2 && names(other, &other.level2));
    let children: Vec<&IndicatorRow> =
        below.iter().take_while(|other| !ends(other)).filter(|other| !is_heading_row(other)).collect();
    (!children.is_empty()).then_some(children)
}

/// Whether the row's weight and score, as far as it has them, are the sums of the children's; at least one of them.
fn is_sum(row: &IndicatorRow, children: &[&IndicatorRow]) -> bool {
    type Pick = fn(&IndicatorRow) -> Option<Points>;
    let picks: [Pick; 2] = [
        |row| row.weight.as_ref().and_then(|field| field.value),
        |row| row.score.as_ref().and_then(|field| field.value),
    ];
    let agrees = |pick: Pick| {
        let own = pick(row).filter(|own| *own > Points::ZERO)?;
        let parts: Vec<Points> = children.iter().filter_map(|child| pick(child)).collect();
        Some(!parts.is_empty() && parts.into_iter().sum::<Points>() == own)
    };
    let answers: Vec<bool> = picks.into_iter().filter_map(agrees).collect();
    !answers.is_empty() && answers.into_iter().all(|agrees| agrees)
}

/// How deep a numbering goes: 一、 over （一） over 1. over （1） over ①.
fn depth(label: &str) -> Option<u8> {
    let plain = strip_blanks(label);
    let (bracketed, inner) = match plain.strip_prefix(['(', '（']) {
        Some(rest) => (true, rest),
        None => (false, &*plain),
    };
    let first = inner.chars().next()?;
    let number = inner.trim_start_matches(if first.is_ascii_digit() {
        |c: char| c.is_ascii_digit()
    } else {
        |c: char| "一二三四五六七八九十".contains(c)
    });
    let closes = |marks: &[char]| number.len() < inner.len() && number.starts_with(marks);
    match (bracketed, first) {
        (false, '①'..='⑳') => Some(5),
        (true, '0'..='9') if closes(&[')', '）']) => Some(4),
        (false, '0'..='9')
            if closes(&['.', '．', '、'])
                && !number[number.chars().next()?.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Some(3)
        }
        (true, _) if !first.is_ascii_digit() && closes(&[')', '）']) => Some(2),
        (false, _) if !first.is_ascii_digit() && closes(&['、', '.', '．']) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_deep_a_numbering_goes() {
        for (label, expected) in [
            ("一、宣传推广", Some(1)),
            ("（二）培训", Some(2)),
            ("1.发放资料", Some(3)),
            ("12、入户", Some(3)),
            ("(3) 回访", Some(4)),
            ("①走访", Some(5)),
            ("1.5公里道路", None),
            ("一次性补助", None),
            ("指标1：", None),
            ("", None),
            ("（含税）金额", None),
        ] {
            assert_eq!(depth(label), expected, "{label}");
        }
    }
}
