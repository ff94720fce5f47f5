//! One list of a styles part, such as its fills: what it holds, and what is added at its end.

use std::fmt;

use roxmltree::{Document, Node, NodeId};

use crate::package::{Splices, prefix_of};

/// The lists of a styles part in the order the schema asks for.
const ORDER: [&str; 11] = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
];

/// A list and its additions.
#[derive(Debug)]
pub(super) struct List {
    /// One of [`ORDER`].
    name: &'static str,
    node: Option<NodeId>,
    entries: Vec<NodeId>,
    prefix: Prefix,
    added: String,
    added_count: usize,
}

/// What stands before the names of a list's elements: `x:`, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prefix(String);

impl Prefix {
    /// The one an element is written with.
    pub(super) fn of(text: &str, node: Node<'_, '_>) -> Self {
        Self(prefix_of(text, node).to_owned())
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The elements in an element that have its own namespace.
pub(super) fn children<'a, 'x>(node: Node<'a, 'x>) -> impl Iterator<Item = Node<'a, 'x>> {
    let namespace = node.tag_name().namespace();
    node.children().filter(move |child| child.is_element() && child.tag_name().namespace() == namespace)
}

/// The element of this name in an element.
pub(super) fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    children(node).find(|child| child.tag_name().name() == name)
}

impl List {
    /// The list `name` of a part, whose entries are called `entry`.
    pub(super) fn open(text: &str, doc: &Document<'_>, name: &'static str, entry: &str) -> Self {
        let root = doc.root_element();
        let list = child(root, name);
        let is_entry = |node: &Node<'_, '_>| node.tag_name().name() == entry;
        let entries = list.map(|list| children(list).filter(is_entry).map(|entry| entry.id()).collect());
        Self {
            name,
            node: list.map(|list| list.id()),
            entries: entries.unwrap_or_default(),
            prefix: Prefix::of(text, list.unwrap_or(root)),
            added: String::new(),
            added_count: 0,
        }
    }

    /// The part's own entries.
    pub(super) fn entries(&self) -> &[NodeId] {
        &self.entries
    }

    /// How many entries there are by now.
    pub(super) fn len(&self) -> usize {
        self.entries.len() + self.added_count
    }

    /// Adds the entry that `write` writes, and gives its index.
    pub(super) fn add(&mut self, write: impl FnOnce(&mut String, &Prefix)) -> u32 {
        let index = self.len();
        write(&mut self.added, &self.prefix);
        self.added_count += 1;
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// Notes what the additions change of the part; a list that is not there goes before the first that follows it in the
    /// schema, or to `tail`, which is to stand at the part's end.
    pub(super) fn splice(&self, text: &str, doc: &Document<'_>, splices: &mut Splices, tail: &mut String) {
        let Self { name, prefix, added, .. } = self;
        if self.added_count == 0 {
            return;
        }
        let Some(list) = self.node.and_then(|id| doc.get_node(id)) else {
            let list = format!("<{prefix}{name} count=\"{}\">{added}</{prefix}{name}>", self.added_count);
            match place_before_later(doc.root_element(), &ORDER, name) {
                Some(at) => splices.insert(at, list),
                None => tail.push_str(&list),
            }
            return;
        };
        if let Some(count) = list.attribute_node("count") {
            splices.replace(count.range(), format!("count=\"{}\"", self.len()));
        }
        match list.last_element_child() {
            Some(last) => splices.insert(last.range().end, added.as_str()),
            None => splices.append(text, list, added),
        }
    }
}

/// Where a new child goes: before the first that `order` has behind `name`; `None` if there is none such.
pub(super) fn place_before_later(parent: Node<'_, '_>, order: &[&str], name: &str) -> Option<usize> {
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let later = children(parent).find(|child| rank(child.tag_name().name()) > rank(name));
    later.map(|later| later.range().start)
}
