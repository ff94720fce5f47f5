//! `indicators.parquet`: one row an indicator.

use super::column::{Column, Content, Schema, integer};
use crate::batch::{FileRecord, FormRecord, IndicatorRecord};

/// The table.
pub(super) struct Indicators;

/// An indicator row and the form it stands on.
pub(super) struct IndicatorRow<'a> {
    pub(super) file: &'a FileRecord,
    pub(super) number: usize,
    pub(super) form: &'a FormRecord,
    pub(super) row: &'a IndicatorRecord,
}

impl Schema for Indicators {
    type Row<'a> = IndicatorRow<'a>;

    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "file", content: Content::Text(|row| Some(&row.file.path)) },
        Column { name: "form_index", content: Content::Integer(|row| integer(row.number)) },
        Column { name: "sheet", content: Content::Text(|row| Some(&row.form.sheet)) },
        Column { name: "row", content: Content::Integer(|row| Some(i64::from(row.row.row))) },
        Column { name: "level1", content: Content::Text(|row| filled(&row.row.level1)) },
        Column { name: "level2", content: Content::Text(|row| filled(&row.row.level2)) },
        Column { name: "level3", content: Content::Text(|row| filled(&row.row.level3)) },
        Column { name: "sign", content: Content::Text(|row| filled(&row.row.sign)) },
        Column { name: "target", content: Content::Text(|row| filled(&row.row.target)) },
        Column { name: "unit", content: Content::Text(|row| filled(&row.row.unit)) },
        Column { name: "actual", content: Content::Text(|row| filled(&row.row.actual)) },
        Column { name: "weight", content: Content::Decimal(|row| row.row.weight) },
        Column { name: "score", content: Content::Decimal(|row| row.row.score) },
        Column { name: "deviation", content: Content::Decimal(|row| row.row.deviation) },
        Column { name: "variance_note", content: Content::Text(|row| filled(&row.row.variance_note)) },
        Column { name: "note_cell", content: Content::Text(|row| row.row.note_cell.as_deref()) },
    ];
}

/// A record's text, empty where the form has no such cell or nothing stands in it.
fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
