//! WB-02: around the changed cells everything stands letter for letter: of the sheets, the workbook part and the lists.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::book::Book;
use crate::package::rels_of;

pub(crate) fn violations(before: &Book, after: &Book) -> Vec<String> {
    let mut found = Vec::new();
    for (sheet, now) in before.sheets.iter().zip(&after.sheets) {
        if (&sheet.name, &sheet.part) != (&now.name, &now.part) {
            found.push(format!("sheet {} in {} became {} in {}", sheet.name, sheet.part, now.name, now.part));
            continue;
        }
        let (old, new) = (before.package.text(&sheet.part), after.package.text(&sheet.part));
        found.extend(part(&sheet.part, old, new, worksheet_child));
    }
    let (old, new) = (before.package.text(&before.workbook_part), after.package.text(&after.workbook_part));
    found.extend(part(&before.workbook_part, old, new, workbook_child));
    let sheets = before.sheets.iter().map(|sheet| rels_of(&sheet.part));
    for list in sheets.chain([rels_of(&before.workbook_part), "[Content_Types].xml".to_owned()]) {
        if before.package.part(&list).is_some() && after.package.part(&list).is_some() {
            let (old, new) = (before.package.text(&list), after.package.text(&list));
            found.extend(part(&list, old, new, |_, _, _| Verdict::Own));
            found.extend(entries(&list, old, new));
        }
    }
    found
}

/// What may become of a child of a part's root.
enum Verdict {
    Same,
    /// Has checks of its own, or may be added and changed freely.
    Own,
    Wrong(String),
}

type Judge = fn(&str, Option<Node<'_, '_>>, Option<Node<'_, '_>>) -> Verdict;

/// The root's attributes and children, and what stands between the children.
fn part(name: &str, old: &str, new: &str, judge: Judge) -> Vec<String> {
    let (one, other) = (Document::parse(old).unwrap(), Document::parse(new).unwrap());
    let mut found = Vec::new();
    if attributes(one.root_element(), &[]) != attributes(other.root_element(), &[]) {
        found.push(format!("{name}: the root's attributes changed"));
    }
    if name_in(old, one.root_element()) != name_in(new, other.root_element()) {
        found.push(format!("{name}: the root is called otherwise"));
    }
    let (was, is) = (children(one.root_element()), children(other.root_element()));
    for key in was.keys().chain(is.keys().filter(|key| !was.contains_key(key))) {
        let (was, is) = (was.get(key).copied(), is.get(key).copied());
        let raw = |text: &str, node: Option<Node<'_, '_>>| node.map(|node| text[node.range()].to_owned());
        if raw(old, was) == raw(new, is) {
            continue;
        }
        match judge(&key.0, was, is) {
            Verdict::Own => {}
            Verdict::Same => found.push(format!("{name}: {} {} is not what it was", key.0, key.1)),
            Verdict::Wrong(why) => found.push(format!("{name}: {why}")),
        }
    }
    found
}

/// The element's name with its prefix.
fn name_in<'t>(text: &'t str, node: Node<'_, '_>) -> &'t str {
    let raw = &text[node.range()][1..];
    &raw[..raw.find([' ', '>', '/', '\n', '\r', '\t']).unwrap()]
}

/// Children by name and number among those of that name.
fn children<'d>(root: Node<'d, 'd>) -> BTreeMap<(String, usize), Node<'d, 'd>> {
    let mut counts = BTreeMap::new();
    let mut named = BTreeMap::new();
    for child in root.children().filter(Node::is_element) {
        let name = child.tag_name().name().to_owned();
        let count = counts.entry(name.clone()).or_insert(0);
        *count += 1;
        named.insert((name, *count), child);
    }
    named
}

fn attributes(node: Node<'_, '_>, except: &[&str]) -> BTreeMap<String, String> {
    let all = node.attributes().filter(|attribute| !except.contains(&attribute.name()));
    all.map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned())).collect()
}

fn worksheet_child(name: &str, old: Option<Node<'_, '_>>, new: Option<Node<'_, '_>>) -> Verdict {
    match (name, old, new) {
        ("dimension", Some(_), Some(_)) | ("legacyDrawing", None, Some(_)) => Verdict::Own,
        ("sheetData", Some(old), Some(new)) => rows(old, new),
        ("sheetViews", Some(old), Some(new)) if same_but(old, new, &["tabSelected"]) => Verdict::Own,
        _ => Verdict::Same,
    }
}

fn workbook_child(name: &str, old: Option<Node<'_, '_>>, new: Option<Node<'_, '_>>) -> Verdict {
    match (name, old, new) {
        ("sheets" | "definedNames", Some(old), Some(new)) => kept(old, new, name == "sheets"),
        ("definedNames", None, Some(_)) => Verdict::Own,
        ("bookViews", Some(old), Some(new)) if same_but(old, new, &["activeTab", "firstSheet"]) => {
            Verdict::Own
        }
        ("bookViews", None, Some(_)) => Verdict::Own,
        ("calcPr", old, Some(new)) => {
            let stated = old.map_or_else(BTreeMap::new, |old| attributes(old, &["fullCalcOnLoad"]));
            let full = new.attribute("fullCalcOnLoad").is_some_and(|full| full == "1" || full == "true");
            if full && attributes(new, &["fullCalcOnLoad"]) == stated {
                Verdict::Own
            } else {
                Verdict::Wrong("calcPr lost something or does not ask for a recalculation".to_owned())
            }
        }
        _ => Verdict::Same,
    }
}

/// Whether two elements are the same but for some attributes, all the way down.
fn same_but(old: Node<'_, '_>, new: Node<'_, '_>, except: &[&str]) -> bool {
    let flat = |node: Node<'_, '_>| -> Vec<_> {
        let all = node.descendants().filter(Node::is_element);
        all.map(|node| (node.tag_name().name().to_owned(), attributes(node, except))).collect()
    };
    flat(old) == flat(new)
}

/// Every old child is there, in the old order; the new ones stand behind where `behind` says so.
fn kept(old: Node<'_, '_>, new: Node<'_, '_>, behind: bool) -> Verdict {
    let list = |node: Node<'_, '_>| -> Vec<_> {
        let all = node.children().filter(Node::is_element);
        all.map(|child| (attributes(child, &[]), child.text().unwrap_or_default().to_owned())).collect()
    };
    let (old, new) = (list(old), list(new));
    let mut rest = new.iter();
    let subsequence = old.iter().all(|entry| rest.any(|found| found == entry));
    if subsequence && (!behind || new.starts_with(&old)) {
        Verdict::Own
    } else {
        Verdict::Wrong(format!("of {old:?} became {new:?}"))
    }
}

/// Every row has its attributes; a row that was added has none.
fn rows(old: Node<'_, '_>, new: Node<'_, '_>) -> Verdict {
    let list = |data: Node<'_, '_>| -> BTreeMap<u32, _> {
        let mut number = 0;
        let rows = data.children().filter(Node::is_element);
        rows.map(|row| {
            number = row.attribute("r").map_or(number + 1, |stated| stated.parse().unwrap());
            (number, attributes(row, &["r", "spans"]))
        })
        .collect()
    };
    let (old, new) = (list(old), list(new));
    let lost = old.iter().find(|(row, attributes)| new.get(row) != Some(attributes));
    let added = new.iter().find(|(row, attributes)| !old.contains_key(row) && !attributes.is_empty());
    match lost.or(added) {
        None => Verdict::Own,
        Some((row, attributes)) => Verdict::Wrong(format!("row {row} is no longer {attributes:?}")),
    }
}

/// The old entries of a list of relationships or types, in their order, but for what has gone with the calculation chain.
fn entries(name: &str, old: &str, new: &str) -> Vec<String> {
    let list = |text: &str| -> Vec<String> {
        let document = Document::parse(text).unwrap();
        let all = document.root_element().children().filter(Node::is_element);
        all.map(|entry| text[entry.range()].to_owned()).collect()
    };
    let new = list(new);
    let mut rest = new.iter();
    let gone = list(old).into_iter().filter(|entry| !entry.to_lowercase().contains("calcchain"));
    gone.filter(|entry| !rest.any(|found| found == entry))
        .map(|entry| format!("{name}: no {entry}"))
        .collect()
}
