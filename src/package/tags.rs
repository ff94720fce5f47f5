//! The tags of a text, found by search alone: for markup that need not be well-formed XML.

use std::ops::Range;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// `<a>`
    Opens,
    /// `</a>`
    Closes,
    /// `<a/>`
    Empty,
}

/// One tag.
#[derive(Debug)]
pub struct Tag<'x> {
    /// Its bytes in the text, from `<` to `>`.
    pub range: Range<usize>,
    /// What it does.
    pub kind: TagKind,
    /// Its name, prefix included.
    pub name: &'x str,
    /// What stands behind the name.
    pub rest: &'x str,
}

impl<'x> Tag<'x> {
    /// Whether it has this name, whatever its prefix and case.
    pub fn is(&self, local: &str) -> bool {
        self.name.rsplit(':').next().is_some_and(|name| name.eq_ignore_ascii_case(local))
    }

    /// Its attributes, prefix included, as they are written.
    pub fn attributes(&self) -> impl Iterator<Item = (&'x str, &'x str)> + use<'x> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            let (name, value) = rest.split_once('=')?;
            // What stands before it without a value is passed over.
            let name = name.split_whitespace().next_back().unwrap_or_default();
            let value = value.trim_start();
            let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.split_once(*quote));
            let (value, after) =
                quoted.or_else(|| value.split_once(char::is_whitespace)).unwrap_or((value, ""));
            rest = after;
            Some((name, value))
        })
    }
}

/// The tags of `text` in their order; what is no whole tag is passed over, as are comments and the like.
pub fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('<')?;
            let rest = text.get(start..)?;
            let aside = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
            if let Some((open, close)) = aside.iter().find(|(open, _)| rest.starts_with(open)) {
                at = start + open.len() + rest.get(open.len()..)?.find(close)? + close.len();
                continue;
            }
            let is_tag = |c: char| c.is_alphabetic() || matches!(c, '_' | '/');
            if !rest.get(1..)?.starts_with(is_tag) {
                at = start + 1;
                continue;
            }
            let Some(length) = length(rest) else {
                at = start + 1;
                continue;
            };
            at = start + length;
            return tag(start..at, text.get(start + 1..at - 1)?);
        }
    })
}

fn tag(range: Range<usize>, inner: &str) -> Option<Tag<'_>> {
    let (kind, inner) = match (inner.strip_prefix('/'), inner.strip_suffix('/')) {
        (Some(inner), _) => (TagKind::Closes, inner),
        (None, Some(inner)) => (TagKind::Empty, inner),
        (None, None) => (TagKind::Opens, inner),
    };
    let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    Some(Tag { range, kind, name: inner.get(..end)?, rest: inner.get(end..)? })
}

/// How many bytes the tag takes that begins here; `None` if it does not end before the next one begins.
///
/// A `>` in quotes does not end it.
fn length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (_, b'<') if at > 0 => return None,
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_tags_in_whatever_stands_there() {
        for (text, expected) in [
            ("", &[][..]),
            ("得分 < 8, 8 > 7", &[]),
            ("<?xml v='>'?><!-- <a> --><![CDATA[<b>]]><![if !vml]>", &[]),
            ("<a><v:b c='d'/></a >", &["Opens a", "Empty v:b", "Closes a"]),
            ("<a b='>' c=\"'/>\">一<br><br/>", &["Opens a", "Opens br", "Empty br"]),
            ("<a/><b c='", &["Empty a"]),
            ("<a/><!-- <b/>", &["Empty a"]),
            ("<a b='<c d=\"<e/></</f>", &["Empty e", "Closes f"]),
            ("<a/><", &["Empty a"]),
            ("</><一>", &["Closes ", "Opens 一"]),
        ] {
            let found: Vec<String> = tags(text).map(|tag| format!("{:?} {}", tag.kind, tag.name)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn reads_attributes_as_they_are_written() {
        let text = "<a b='1' x:c = \"2=3\" checked d=4 e>";
        let found: Vec<_> = tags(text).flat_map(|tag| tag.attributes()).collect();
        assert_eq!(found, [("b", "1"), ("x:c", "2=3"), ("d", "4")]);
        assert!(tags("<V:Shape>").all(|tag| tag.is("shape") && !tag.is("shapetype")));
    }
}
