//! A package is closed: every target is there, every part has a type, no id is used twice.

use std::collections::BTreeSet;

use roxmltree::Document;

use crate::book::{Book, elements};
use crate::package::{Package, rels_of};

pub(crate) fn violations(after: &Book) -> Vec<String> {
    let package = &after.package;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for name in package.names() {
        if !seen.insert(name.to_lowercase().replace('\\', "/")) {
            found.push(format!("{name} is there twice"));
        }
    }
    for owner in package.names().chain([""]) {
        let mut ids = BTreeSet::new();
        for relation in package.relations(owner) {
            if !relation.external && package.part(&relation.target).is_none() {
                found.push(format!("{} leads to {}, which is not there", rels_of(owner), relation.target));
            }
            if !ids.insert(relation.id.clone()) {
                found.push(format!("{} has {} twice", rels_of(owner), relation.id));
            }
        }
    }
    found.extend(untyped(package));
    found.extend(sheets(after));
    found
}

/// Parts without a content type, and types of parts that are not there.
fn untyped(package: &Package) -> Vec<String> {
    let document = Document::parse(package.text("[Content_Types].xml")).unwrap();
    let mut found = Vec::new();
    let (mut defaults, mut overrides) = (BTreeSet::new(), BTreeSet::new());
    for entry in document.root_element().children().filter(roxmltree::Node::is_element) {
        let (list, attribute) = match entry.tag_name().name() {
            "Default" => (&mut defaults, "Extension"),
            _ => (&mut overrides, "PartName"),
        };
        let name = entry.attribute(attribute).unwrap().trim_start_matches('/').to_lowercase();
        if !list.insert(name.clone()) {
            found.push(format!("[Content_Types].xml has {name} twice"));
        }
    }
    for name in package.names().filter(|name| *name != "[Content_Types].xml") {
        let plain = name.to_lowercase().replace('\\', "/");
        let extension = plain.rsplit('.').next().unwrap().to_owned();
        if !overrides.contains(&plain) && !defaults.contains(&extension) {
            found.push(format!("{name} has no content type"));
        }
    }
    for name in overrides.iter().filter(|name| package.part(name).is_none()) {
        found.push(format!("[Content_Types].xml knows {name}, which is not there"));
    }
    found
}

/// Sheets' names and numbers are unique, and every id in the XML is one of the part's relationships.
fn sheets(after: &Book) -> Vec<String> {
    let mut found = Vec::new();
    let (mut names, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    let workbook = Document::parse(after.package.text(&after.workbook_part)).unwrap();
    for sheet in elements(&workbook).filter(|node| node.tag_name().name() == "sheet") {
        let name = sheet.attribute("name").unwrap();
        if !names.insert(name.to_lowercase()) || name.encode_utf16().count() > 31 {
            found.push(format!("sheet name {name}"));
        }
        if !numbers.insert(sheet.attribute("sheetId").unwrap()) {
            found.push(format!("sheet {name} has a number that another has"));
        }
    }
    let parts = after.sheets.iter().map(|sheet| &sheet.part).chain([&after.workbook_part]);
    for part in parts {
        let ids: BTreeSet<_> =
            after.package.relations(part).into_iter().map(|relation| relation.id).collect();
        let document = Document::parse(after.package.text(part)).unwrap();
        for attribute in elements(&document).flat_map(|node| node.attributes()) {
            let of_relations = attribute.namespace().is_some_and(|space| space.ends_with("relationships"));
            if of_relations && !ids.contains(attribute.value()) {
                found.push(format!("{part} uses {}, which its relationships lack", attribute.value()));
            }
        }
    }
    found
}
