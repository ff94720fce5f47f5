//! A cell in JSON: `{"at":"E14","text":"≥90%","value":…}`.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::{Field, HeaderEntry};
use crate::value::{ActualValue, Amount, Points, Rate, TargetValue, trimmed};

/// A cell: its address, what it shows, and its typed value, null if blank or unread.
#[derive(Serialize)]
pub(super) struct FieldJson<V> {
    at: String,
    text: String,
    value: Option<V>,
    /// Whether its scale was inferred: absent where the cell itself says it.
    #[serde(skip_serializing_if = "is_false")]
    inferred: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A value that has a JSON form.
pub(super) trait JsonValue {
    /// That form.
    type Json: Serialize;
    /// Makes it.
    fn json(&self) -> Self::Json;
}

impl JsonValue for Points {
    type Json = String;
    fn json(&self) -> String {
        decimal(self.get())
    }
}

impl JsonValue for Amount {
    type Json = String;
    fn json(&self) -> String {
        decimal(self.get())
    }
}

impl JsonValue for Rate {
    type Json = String;
    /// In percent.
    fn json(&self) -> String {
        decimal(self.percent())
    }
}

impl JsonValue for String {
    type Json = String;
    fn json(&self) -> String {
        self.clone()
    }
}

impl JsonValue for TargetValue {
    type Json = Self;
    fn json(&self) -> Self {
        self.clone()
    }
}

impl JsonValue for ActualValue {
    type Json = Self;
    fn json(&self) -> Self {
        self.clone()
    }
}

/// The cell in JSON.
pub(super) fn field<T: JsonValue>(field: &Field<T>) -> FieldJson<T::Json> {
    FieldJson {
        at: field.at.to_string(),
        text: field.text.clone(),
        value: field.value.as_ref().map(JsonValue::json),
        inferred: field.is_inferred,
    }
}

/// The cell in JSON, if the form has it.
pub(super) fn optional<T: JsonValue>(own: &Option<Field<T>>) -> Option<FieldJson<T::Json>> {
    own.as_ref().map(field)
}

/// A decimal as JSON carries it: a string without trailing zeros.
pub(super) fn decimal(number: Decimal) -> String {
    trimmed(number).to_string()
}

/// A label of the head and its entry.
#[derive(Serialize)]
pub(super) struct HeaderJson<'f> {
    label: &'f str,
    at: String,
    text: &'f str,
}

impl<'f> From<&'f HeaderEntry> for HeaderJson<'f> {
    fn from(entry: &'f HeaderEntry) -> Self {
        Self { label: &entry.label, at: entry.at.to_string(), text: &entry.text }
    }
}
