//! Places in a part that a change goes to, found by its tree; texts are never written back from trees.

use std::ops::Range;

use roxmltree::Node;

use super::splice::Splices;

/// The first child element of this name, whatever its prefix.
pub fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// The element's prefix as it is written, with its colon; mostly empty.
pub fn prefix_of<'x>(part: &'x str, node: Node<'_, '_>) -> &'x str {
    let name = written_name(part, node);
    &name[..name.find(':').map_or(0, |colon| colon + 1)]
}

/// The element's name as it is written, prefix included.
pub fn written_name<'x>(part: &'x str, node: Node<'_, '_>) -> &'x str {
    let rest = part.get(node.range().start + 1..).unwrap_or_default();
    rest.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
}

/// The change that puts `content` behind what an element holds already, which may be written as an empty one.
pub fn appended(part: &str, node: Node<'_, '_>, content: &str) -> (Range<usize>, String) {
    let range = node.range();
    let whole = part.get(range.clone()).unwrap_or_default();
    match whole.rfind("</") {
        Some(end) if !whole.ends_with("/>") => {
            let end = range.start + end;
            (end..end, content.to_owned())
        }
        _ => {
            let name = written_name(part, node);
            (range.end - "/>".len()..range.end, format!(">{content}</{name}>"))
        }
    }
}

impl Splices {
    /// Puts `content` behind what an element holds already.
    pub fn append(&mut self, part: &str, node: Node<'_, '_>, content: &str) {
        let (range, text) = appended(part, node, content);
        self.replace(range, text);
    }

    /// Gives an element's attribute without prefix a value; `value` is escaped already.
    pub fn set_attribute(&mut self, part: &str, node: Node<'_, '_>, name: &str, value: &str) {
        let own = node.attributes().find(|own| own.name() == name && own.namespace().is_none());
        match own {
            Some(own) => self.replace(own.range_value(), value),
            None => {
                let end = node.range().start + 1 + written_name(part, node).len();
                self.insert(end, format!(" {name}=\"{value}\""));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tree;

    #[test]
    fn puts_content_and_attributes_where_they_belong() {
        for (part, result) in [
            ("<a><b/></a>", "<a><b n=\"1\"><c/></b></a>"),
            ("<a><b n='7' /></a>", "<a><b n='1' ><c/></b></a>"),
            (
                "<x:a xmlns:x='u'><x:b\n x:n='2'>分</x:b></x:a>",
                "<x:a xmlns:x='u'><x:b n=\"1\"\n x:n='2'>分<c/></x:b></x:a>",
            ),
            ("<a><b></b ></a>", "<a><b n=\"1\"><c/></b ></a>"),
        ] {
            let tree = tree(part).unwrap();
            let node = child(tree.root_element(), "b").unwrap();
            let mut splices = Splices::default();
            splices.append(part, node, "<c/>");
            splices.set_attribute(part, node, "n", "1");
            assert_eq!(splices.apply(part).unwrap(), result);
        }
    }

    #[test]
    fn knows_the_prefix_as_written() {
        let part = "<x:a xmlns:x='u' xmlns='u'><b/></x:a>";
        let tree = tree(part).unwrap();
        let root = tree.root_element();
        assert_eq!((prefix_of(part, root), prefix_of(part, child(root, "b").unwrap())), ("x:", ""));
    }
}
