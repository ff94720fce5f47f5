//! What the words of an indicator row say, spelled alike: half-width, without blanks and numbering.

use crate::model::{Field, IndicatorRow};
use crate::value::{TargetValue, fold, is_placeholder, strip_blanks};

/// The words of one row.
pub(super) struct RowWords {
    /// 一级指标.
    pub(super) level1: String,
    /// 二级指标.
    pub(super) level2: String,
    /// The row's own label without `指标1：` and the like.
    pub(super) name: String,
}

impl RowWords {
    pub(super) fn of(row: &IndicatorRow) -> Self {
        let level =
            |field: &Option<Field<String>>| field.as_ref().map_or_else(String::new, |f| plain(&f.text));
        Self { level1: level(&row.level1), level2: level(&row.level2), name: name(row.label()) }
    }

    /// Whether the row is about satisfaction, by any of its levels.
    pub(super) fn is_satisfaction(&self) -> bool {
        [&self.level1, &self.level2, &self.name].into_iter().any(|text| text.contains("满意"))
    }
}

/// The target as it reads on the form; with the sign of the column beside it, where there is one.
pub(super) fn target_text(row: &IndicatorRow, target: &Field<TargetValue>) -> String {
    match &target.value {
        Some(value) if row.sign.is_some() && value.0.number.is_some() => value.0.to_string(),
        _ => target.text.trim().to_owned(),
    }
}

/// Half-width and without blanks.
pub(super) fn plain(text: &str) -> String {
    strip_blanks(&fold(text)).into_owned()
}

/// An indicator's name without its numbering; empty if there is nothing but numbering or dots.
pub(super) fn name(label: &str) -> String {
    let text = plain(label);
    let own = without_numbering(&text);
    let says_nothing = is_placeholder(own) || own.chars().all(|c| matches!(c, '…' | '.' | '·' | '⋯'));
    if says_nothing { String::new() } else { own.to_owned() }
}

/// Whether the text contains one of the words.
pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// `指标1:`, `任务二、`, `(1)`, `1.` are numbering; 2022年 and 3.5万 are not.
fn without_numbering(text: &str) -> &str {
    let rest = ["指标", "任务", "目标"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    if let Some((number, own)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && !number.is_empty()
        && number.chars().all(is_number)
    {
        return own.strip_prefix([':', '、', '.']).unwrap_or(own);
    }
    let own = rest.trim_start_matches(is_number).strip_prefix([':', '、', '.']);
    own.filter(|own| !own.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_numbering_out() {
        for (label, own) in [
            ("指标1：完成改造", "完成改造"),
            ("指标 2:", ""),
            ("指标1:/", ""),
            ("……", ""),
            ("（1）培训 人数", "培训人数"),
            ("3、施用配方肥", "施用配方肥"),
            ("一、示范区", "示范区"),
            ("2022年人代会召开", "2022年人代会召开"),
            ("3.5万亩造林", "3.5万亩造林"),
            ("一次性补助", "一次性补助"),
            ("指标完成率", "指标完成率"),
        ] {
            assert_eq!(name(label), own, "{label}");
        }
    }
}
