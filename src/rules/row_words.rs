//! What the words of an indicator row say, spelled alike: half-width, without blanks and numbering.

use crate::model::{Field, IndicatorRow};
use crate::score::own_name;
use crate::value::{TargetValue, fold, strip_blanks};

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
        Self { level1: level(&row.level1), level2: level(&row.level2), name: own_name(row.label()) }
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

/// Whether the text contains one of the words.
pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
