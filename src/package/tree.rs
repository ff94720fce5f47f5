//! A part as a tree, for finding the bytes that are to change.

use std::collections::HashSet;

use roxmltree::{Document, ParsingOptions};

use super::error::PackageError;
use super::tags::tags;
use crate::budget::{self, Exceeded, Limit};

/// More nodes than any form's part has.
const NODE_LIMIT: u32 = 1 << 20;
/// More prefixes than any part declares; every element that declares one gets a list of all.
const PREFIX_LIMIT: usize = 64;

/// Why a part is not made into a tree.
#[derive(Debug, thiserror::Error)]
enum TreeError {
    #[error("the part declares too many prefixes")]
    Prefixes,
}

/// The part's tree.
///
/// # Errors
///
/// If it is not well formed, declares a document type, or is such as to take time or memory out of all proportion.
pub fn tree(text: &str) -> Result<Document<'_>, PackageError> {
    let mut prefixes = HashSet::new();
    let most = budget::most_of(Limit::Attributes);
    for tag in tags(text) {
        budget::step()?;
        // They are compared each with each.
        if tag.rest.matches('=').count() > most && tag.attributes().count() > most {
            return Err(Exceeded::of(Limit::Attributes, most + 1).into());
        }
        if tag.rest.contains("xmlns") {
            prefixes.extend(tag.attributes().map(|(name, _)| name).filter(|name| name.starts_with("xmlns")));
        }
        if prefixes.len() > PREFIX_LIMIT {
            return Err(PackageError::damaged(TreeError::Prefixes));
        }
    }
    let options = ParsingOptions { nodes_limit: NODE_LIMIT, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(PackageError::damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An element with so many attributes, each made from its number.
    fn with(count: usize, attribute: impl Fn(usize) -> String) -> String {
        format!("<a{}/>", (0..count).map(attribute).collect::<String>())
    }

    #[test]
    fn refuses_what_is_out_of_proportion() {
        let plain = |count| with(count, |at| format!(" b{at}='='"));
        let prefixes = |count| with(count, |at| format!(" xmlns:b{at}='c'"));
        for (text, is_read) in [
            ("<a/>".to_owned(), true),
            (plain(128), true),
            (plain(129), false),
            (prefixes(PREFIX_LIMIT), true),
            (prefixes(PREFIX_LIMIT + 1), false),
            ("<a>".repeat(100_000) + &"</a>".repeat(100_000), true),
            (format!("<a>{}</a>", "<b/>".repeat(1 << 20)), false),
            ("<!DOCTYPE a><a/>".to_owned(), false),
            ("<a>".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(tree(&text).is_ok(), is_read, "{}", &text[..text.len().min(80)]);
        }
    }
}
