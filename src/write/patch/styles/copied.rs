//! Copies of the user's own entries in which only what bears a mark is another.

use std::ops::Range;

use roxmltree::Node;

use super::Edges;
use super::list::{Prefix, children, place_before_later};
use super::written::side;
use crate::package::{Splices, appended, written_name};
use crate::write::look::Border;

/// What a border consists of, in the order the schema asks for; strict files may say `start` and `end` for left and right.
const SIDES: [&str; 9] =
    ["start", "end", "left", "right", "top", "bottom", "diagonal", "vertical", "horizontal"];

/// A copy of an element, its attributes of these names replaced or added.
pub(super) fn with_attributes(text: &str, node: Node<'_, '_>, attributes: &[(&str, u32)]) -> Option<String> {
    let mut copy = Copy::of(text, node);
    let name_end = node.range().start + 1 + written_name(text, node).len();
    for (name, value) in attributes {
        match node.attribute_node(*name) {
            Some(own) => copy.replace(own.range(), format!("{name}=\"{value}\"")),
            None => copy.replace(name_end..name_end, format!(" {name}=\"{value}\"")),
        }
    }
    copy.made()
}

/// A copy of a border, the sides that `edges` has replaced.
pub(super) fn bordered(text: &str, node: Node<'_, '_>, edges: Edges, border: Border) -> Option<String> {
    let mut copy = Copy::of(text, node);
    let prefix = Prefix::of(text, node);
    let mut tail = String::new();
    for (name, strict_name) in edges.names() {
        let mut xml = String::new();
        if let Some(own) = children(node).find(|own| [name, strict_name].contains(&own.tag_name().name())) {
            side(&mut xml, own.tag_name().name(), &Prefix::of(text, own), border);
            copy.replace(own.range(), xml);
        } else if let Some(at) = place_before_later(node, &SIDES, name) {
            side(&mut xml, name, &prefix, border);
            copy.replace(at..at, xml);
        } else {
            side(&mut tail, name, &prefix, border);
        }
    }
    if !tail.is_empty() {
        let (range, xml) = appended(text, node, &tail);
        copy.replace(range, xml);
    }
    copy.made()
}

/// An element's bytes, and what is to be another in them.
struct Copy<'x> {
    text: &'x str,
    range: Range<usize>,
    splices: Splices,
}

impl<'x> Copy<'x> {
    fn of(text: &'x str, node: Node<'_, '_>) -> Self {
        Self { text, range: node.range(), splices: Splices::default() }
    }

    /// Puts `xml` in place of a range of the whole text's bytes.
    fn replace(&mut self, range: Range<usize>, xml: String) {
        let start = self.range.start;
        self.splices.replace(range.start - start..range.end - start, xml);
    }

    fn made(self) -> Option<String> {
        self.splices.apply(self.text.get(self.range)?)
    }
}
