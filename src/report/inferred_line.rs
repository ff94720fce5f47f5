//! Cells whose scale was inferred: nothing in them tells 0.958 from 95.8 %.

use super::{Lang, Line, Tone};
use crate::model::{EvaluationForm, Field};
use crate::value::{CellRef, Rate, trimmed};

/// So many cells are named; the others are counted.
const NAMED: usize = 5;

/// One line, in the order of the form; nothing where every cell says its scale.
pub(super) fn inferred_line(form: &EvaluationForm, lang: Lang) -> Option<Line> {
    let readings = readings(form);
    if readings.is_empty() {
        return None;
    }
    let named: Vec<String> = readings
        .iter()
        .take(NAMED)
        .map(|(at, text, read)| {
            lang.choose(format!("{at} 的 {text} 读作 {read}"), format!("{at}: {text} read as {read}"))
        })
        .collect();
    let (named, count) = (named.join(lang.comma()), readings.len());
    let rest = if count > NAMED {
        lang.choose(format!(" 等 {count} 处"), format!(" and others, {count} in all"))
    } else {
        String::new()
    };
    let text = lang.choose(
        format!("推断：{named}{rest}（单元格没有百分号）"),
        format!("inferred: {named}{rest} (the cells have no percent sign)"),
    );
    Some(Line::new(Tone::Faint, 2, &text))
}

fn readings(form: &EvaluationForm) -> Vec<(CellRef, &str, String)> {
    let rates = form.funding.iter().filter_map(|row| row.execution_rate.as_ref());
    let mut readings: Vec<_> = rates.filter_map(rate).collect();
    for row in &form.indicators {
        if let Some(field) = row.actual.as_ref().filter(|field| field.is_inferred)
            && let Some(percent) = field.value.as_ref().and_then(|value| value.0.number)
        {
            readings.push((field.at, field.text.trim(), format!("{}%", trimmed(percent))));
        }
        readings.extend(row.deviation.as_ref().and_then(rate));
    }
    readings.dedup_by_key(|(at, ..)| *at);
    readings
}

fn rate(field: &Field<Rate>) -> Option<(CellRef, &str, String)> {
    field.value.filter(|_| field.is_inferred).map(|rate| (field.at, field.text.trim(), rate.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_ratio_as_a_percentage() {
        let at = CellRef::new(6, 7);
        let mut field = Field::<Rate>::from_text(at, "0.958");
        assert_eq!(rate(&field), None);
        field.is_inferred = true;
        assert_eq!(rate(&field), Some((at, "0.958", "95.8%".to_owned())));
    }
}
