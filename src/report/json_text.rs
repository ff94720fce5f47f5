//! JSON as text, one document or one line.

use serde::Serialize;

/// A document, indented, with a line break at its end.
pub(super) fn document(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("plain structs with text keys") + "\n"
}

/// One line of ndjson.
pub(super) fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with text keys") + "\n"
}
