//! JSON as text: one document, piece by piece where it lists many files, or one line.

use serde::Serialize;

/// The beginning of a document that ends with a list, `files`.
pub(super) fn opening(head: &impl Serialize) -> String {
    let head = pretty(head);
    format!("{},\n  \"files\": [", head.trim_end_matches("\n}"))
}

/// One file of the list, without the comma that parts it from the one before.
pub(super) fn item(file: &impl Serialize) -> String {
    // A line break never stands inside a JSON text as it is.
    format!("\n    {}", pretty(file).replace('\n', "\n    "))
}

/// The end of a list that has no files or some, and of the document with what comes behind the list.
pub(super) fn closing(is_empty: bool, tail: Option<&impl Serialize>) -> String {
    let list = if is_empty { "]" } else { "\n  ]" };
    match tail {
        Some(tail) => format!("{list},{}\n", pretty(tail).trim_start_matches('{')),
        None => format!("{list}\n}}\n"),
    }
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("plain structs with text keys")
}

/// A document, indented, with a line break at its end.
pub(super) fn document(value: &impl Serialize) -> String {
    pretty(value) + "\n"
}

/// One line of ndjson.
pub(super) fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with text keys") + "\n"
}
