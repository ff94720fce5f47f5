//! Elements of a part, and their bytes in it.

use std::ops::Range;

use roxmltree::Node;

use crate::package::{Splices, tags};

/// An element's own elements of a name, whatever their prefix.
pub(super) fn children<'a, 'x>(
    node: Node<'a, 'x>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'x>> + use<'a, 'x> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first of them.
pub(super) fn child<'a, 'x>(node: Node<'a, 'x>, name: &'static str) -> Option<Node<'a, 'x>> {
    children(node, name).next()
}

/// Puts `content` at the end of an element, which may be written as an empty one.
pub(super) fn append(part: &str, node: Node<'_, '_>, content: &str, splices: &mut Splices) {
    let end = inside(part, node).end;
    let range = node.range();
    if end < range.end {
        splices.insert(end, content);
    } else {
        splices.replace(range.end - 2..range.end, format!(">{content}</{}>", tag_name(part, node)));
    }
}

/// The bytes between an element's tags; none behind an empty one.
pub(super) fn inside(part: &str, node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let whole = part.get(range.clone()).unwrap_or_default();
    if whole.ends_with("/>") {
        return range.end..range.end;
    }
    let end = whole.rfind("</").map_or(range.end, |end| range.start + end);
    let start = tags(whole).next().map_or(end, |tag| range.start + tag.range.end);
    start..end
}

/// An element's name as the part has it, prefix included.
fn tag_name<'x>(part: &'x str, node: Node<'_, '_>) -> &'x str {
    let tag = part.get(node.range().start + 1..node.range().end).unwrap_or_default();
    tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
}

/// What the names of an element's kind begin with.
pub(super) fn prefix<'x>(part: &'x str, node: Node<'_, '_>) -> &'x str {
    let name = tag_name(part, node);
    name.find(':').and_then(|colon| name.get(..=colon)).unwrap_or_default()
}
