//! Elements of a part, and their bytes in it.

use std::ops::Range;

use roxmltree::Node;

use crate::package::tags;

/// An element's own elements of a name, whatever their prefix.
pub(super) fn children<'a, 'x>(
    node: Node<'a, 'x>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'x>> + use<'a, 'x> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
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
