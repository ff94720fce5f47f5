//! Cell styles: what was there stays in front of what is new, and what two cell styles differ in.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::book::{Book, elements};

/// The old entries of every list are the first of the new list, letter for letter.
pub(crate) fn violations(before: &Book, after: &Book) -> Vec<String> {
    let Some(part) = before.part_of_kind("styles") else { return Vec::new() };
    let (old, new) = (before.package.text(&part), after.package.text(&part));
    let (one, other) = (Document::parse(old).unwrap(), Document::parse(new).unwrap());
    let mut found = Vec::new();
    let lists = other.root_element().children().filter(Node::is_element);
    for list in lists.clone() {
        let stated: Option<usize> = list.attribute("count").map(|count| count.parse().unwrap());
        if stated.is_some_and(|stated| stated != list.children().filter(Node::is_element).count()) {
            found.push(format!("{part}: {} counts wrong", list.tag_name().name()));
        }
    }
    for list in one.root_element().children().filter(Node::is_element) {
        let name = list.tag_name().name();
        let Some(now) = lists.clone().find(|now| now.tag_name().name() == name) else {
            found.push(format!("{part}: {name} is gone"));
            continue;
        };
        let raws = |text: &str, list: Node<'_, '_>| -> Vec<String> {
            list.children().filter(Node::is_element).map(|entry| text[entry.range()].to_owned()).collect()
        };
        let grows = matches!(name, "numFmts" | "fonts" | "fills" | "borders" | "cellXfs");
        let (was, is) = (raws(old, list), raws(new, now));
        if !is.starts_with(&was) || (!grows && old[list.range()] != new[now.range()]) {
            found.push(format!("{part}: {name} is not what it was"));
        }
    }
    found
}

/// A cell style with everything it points at, so that styles of two workbooks can be compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Style {
    pub(crate) format: String,
    pub(crate) font: String,
    pub(crate) fill: String,
    pub(crate) border: String,
    /// Alignment, protection and the rest of the entry.
    pub(crate) rest: BTreeMap<String, String>,
}

impl Style {
    /// What is the same before and after a cell is marked; a format of its own may take the place of none.
    pub(crate) fn unmarked(&self) -> Self {
        Self { fill: String::new(), border: String::new(), ..self.clone() }
    }
}

/// The cell styles of a workbook by number.
pub(crate) fn styles(book: &Book) -> Vec<Style> {
    let Some(part) = book.part_of_kind("styles") else { return vec![Style::default()] };
    let text = book.package.text(&part);
    let document = Document::parse(text).unwrap();
    let list = |name: &str| -> Vec<String> {
        let list = elements(&document).find(|node| node.tag_name().name() == name);
        let entries = list.into_iter().flat_map(|list| list.children().filter(Node::is_element));
        entries.map(|entry| text[entry.range()].to_owned()).collect()
    };
    let (fonts, fills, borders) = (list("fonts"), list("fills"), list("borders"));
    let formats: BTreeMap<_, _> = elements(&document)
        .filter(|node| node.tag_name().name() == "numFmt")
        .map(|node| (node.attribute("numFmtId").unwrap(), node.attribute("formatCode").unwrap()))
        .collect();
    let cell_xfs = elements(&document).find(|node| node.tag_name().name() == "cellXfs");
    let xfs = cell_xfs.into_iter().flat_map(|list| list.children().filter(Node::is_element));
    xfs.map(|xf| {
        let pick = |from: &[String], id: &str| {
            let index: usize = xf.attribute(id).map_or(0, |index| index.parse().unwrap());
            from.get(index).cloned().unwrap_or_default()
        };
        let number = xf.attribute("numFmtId").unwrap_or("0");
        let mut rest: BTreeMap<_, _> = xf
            .attributes()
            .filter(|attribute| !LOOKED_UP.contains(&attribute.name()))
            .map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned()))
            .collect();
        let children = xf.children().filter(Node::is_element);
        rest.extend(
            children.map(|child| (child.tag_name().name().to_owned(), text[child.range()].to_owned())),
        );
        Style {
            format: formats.get(number).map_or_else(|| format!("#{number}"), |code| (*code).to_owned()),
            font: pick(&fonts, "fontId"),
            fill: pick(&fills, "fillId"),
            border: pick(&borders, "borderId"),
            rest,
        }
    })
    .collect()
}

/// What a style is compared by through what it points at, and the flags that say so.
const LOOKED_UP: [&str; 7] =
    ["numFmtId", "fontId", "fillId", "borderId", "applyFill", "applyBorder", "applyNumberFormat"];
