//! What a package lists: relationships and content types, with entries added and taken out.

use std::fmt::Write as _;

use roxmltree::Node;

use crate::package::{Dialect, PackageError, Splices, child, escaped, prefix_of, tree};

/// A relationship to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewRelation {
    pub(super) id: String,
    /// The type's last word.
    pub(super) kind: &'static str,
    /// The part, as the list's own part names it.
    pub(super) target: String,
}

/// An id of this beginning that the list does not have yet, nor `taken` has.
pub(super) fn free_id(list: Option<&str>, taken: &[NewRelation]) -> String {
    let text = list.unwrap_or_default();
    let is_free = |id: &String| {
        !text.contains(&format!("\"{id}\""))
            && !text.contains(&format!("'{id}'"))
            && taken.iter().all(|own| own.id != *id)
    };
    (1..).map(|number: u32| format!("rIdZ{number}")).find(is_free).unwrap_or_default()
}

/// A list of relationships with entries added and those of some ids taken out; `None` where none is left.
pub(super) fn with_relations(
    list: Option<&str>,
    added: &[NewRelation],
    removed: &[String],
    dialect: Dialect,
) -> Result<Option<String>, PackageError> {
    let entry = |prefix: &str, new: &NewRelation| {
        let NewRelation { id, kind, target } = new;
        let (kind, target) = (dialect.relation_type(kind), escaped(target));
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
    };
    let Some(list) = list else {
        let entries: String = added.iter().map(|new| entry("", new)).collect();
        let whole = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{entries}</Relationships>"
        );
        return Ok((!added.is_empty()).then_some(whole));
    };
    let document = tree(list)?;
    let root = document.root_element();
    let prefix = prefix_of(list, root);
    let mut splices = Splices::default();
    let mut left = added.len();
    for own in root.children().filter(Node::is_element) {
        if own.attribute("Id").is_some_and(|id| removed.iter().any(|gone| gone == id)) {
            splices.remove(own.range());
        } else {
            left += 1;
        }
    }
    let entries: String = added.iter().map(|new| entry(prefix, new)).collect();
    if !entries.is_empty() {
        splices.append(list, root, &entries);
    }
    Ok(if left == 0 { None } else { splices.apply(list) })
}

/// The content types with entries added and those of some parts taken out.
///
/// `defaults`: file ending and type; `overrides`: part, with its leading `/`, and type.
pub(super) fn with_types(
    types: &str,
    defaults: &[(&str, &str)],
    overrides: &[(String, &str)],
    removed: &[String],
) -> Result<String, PackageError> {
    let document = tree(types)?;
    let root = document.root_element();
    let prefix = prefix_of(types, root);
    let mut splices = Splices::default();
    let (mut known_endings, mut known_parts) = (Vec::new(), Vec::new());
    for own in root.children().filter(Node::is_element) {
        if let Some(part) = own.attribute("PartName") {
            if removed.iter().any(|gone| gone.eq_ignore_ascii_case(part)) {
                splices.remove(own.range());
            } else {
                known_parts.push(part.to_ascii_lowercase());
            }
        }
        known_endings.extend(own.attribute("Extension").map(str::to_ascii_lowercase));
    }
    let mut entries = String::new();
    for (ending, kind) in defaults {
        if known_endings.iter().any(|own| own == ending) {
            continue;
        }
        known_endings.push((*ending).to_owned());
        write!(entries, "<{prefix}Default Extension=\"{ending}\" ContentType=\"{kind}\"/>")
            .expect("a String takes all text");
    }
    for (part, kind) in overrides {
        if known_parts.contains(&part.to_ascii_lowercase()) {
            continue;
        }
        known_parts.push(part.to_ascii_lowercase());
        let part = escaped(part);
        write!(entries, "<{prefix}Override PartName=\"{part}\" ContentType=\"{kind}\"/>")
            .expect("a String takes all text");
    }
    if !entries.is_empty() {
        splices.append(types, root, &entries);
    }
    splices.apply(types).ok_or(PackageError::Incomplete)
}

/// What the workbook part is to say of its sheets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SheetList {
    /// Places of sheets that go.
    pub(super) removed: Vec<usize>,
    /// Name and relationship id of sheets that come, last.
    pub(super) added: Vec<(String, String)>,
    /// Names of one sheet each: its place once the others have come and gone, the name, what it stands for.
    pub(super) names: Vec<(usize, String, String)>,
    /// Places, as they are now, of sheets whose built-in names are given anew.
    pub(super) renamed: Vec<usize>,
    /// The place of the sheet to be shown first.
    pub(super) active: Option<usize>,
    /// Whether the program that opens the workbook is to work all formulas out.
    pub(super) recalculate: bool,
}

/// The workbook part with another list of sheets.
pub(super) fn with_sheets(
    workbook: &str,
    list: &SheetList,
    dialect: Dialect,
) -> Result<String, PackageError> {
    let document = tree(workbook)?;
    let root = document.root_element();
    let prefix = prefix_of(workbook, root);
    let mut splices = Splices::default();
    let Some(sheets) = child(root, "sheets") else { return Err(PackageError::Incomplete) };
    let entries: Vec<_> = sheets.children().filter(Node::is_element).collect();
    let mut last_id = 0_u32;
    for (place, entry) in entries.iter().enumerate() {
        last_id = last_id.max(entry.attribute("sheetId").and_then(|id| id.parse().ok()).unwrap_or(0));
        if list.removed.contains(&place) {
            splices.remove(entry.range());
        }
    }
    let mut added = String::new();
    for (name, id) in &list.added {
        last_id = last_id.saturating_add(1);
        let (name, namespace) = (escaped(name), dialect.relationships());
        write!(
            added,
            "<{prefix}sheet xmlns:r=\"{namespace}\" name=\"{name}\" sheetId=\"{last_id}\" r:id=\"{id}\"/>"
        )
        .expect("a String takes all text");
    }
    if !added.is_empty() {
        splices.append(workbook, sheets, &added);
    }
    // Where a new child of the root goes: behind the last of those that the schema has before it.
    let behind = |before: &[&str]| {
        let found = root.children().rfind(|own| before.contains(&own.tag_name().name()));
        found.map_or(sheets.range().end, |own| own.range().end)
    };
    let moved = |place: usize| place - list.removed.iter().filter(|gone| **gone < place).count();
    let new_names: String = list
        .names
        .iter()
        .map(|(place, name, formula)| {
            let hidden = if name == "_xlnm._FilterDatabase" { " hidden=\"1\"" } else { "" };
            let formula = escaped(formula);
            format!("<{prefix}definedName name=\"{name}\" localSheetId=\"{place}\"{hidden}>{formula}</{prefix}definedName>")
        })
        .collect();
    match child(root, "definedNames") {
        Some(names) => {
            let own: Vec<_> = names.children().filter(Node::is_element).collect();
            let place =
                |own: &Node<'_, '_>| own.attribute("localSheetId").and_then(|place| place.parse().ok());
            let goes = |own: &&Node<'_, '_>| {
                let is_builtin = own.attribute("name").is_some_and(|name| name.starts_with("_xlnm."));
                place(own).is_some_and(|place: usize| {
                    list.removed.contains(&place) || (is_builtin && list.renamed.contains(&place))
                })
            };
            if new_names.is_empty() && own.iter().all(|own| goes(&own)) {
                splices.remove(names.range());
            } else {
                for own in &own {
                    match place(own) {
                        _ if goes(&own) => splices.remove(own.range()),
                        Some(place) if moved(place) != place => {
                            splices.set_attribute(workbook, *own, "localSheetId", &moved(place).to_string());
                        }
                        _ => {}
                    }
                }
                if !new_names.is_empty() {
                    splices.append(workbook, names, &new_names);
                }
            }
        }
        None if new_names.is_empty() => {}
        None => splices.insert(
            behind(&["sheets", "functionGroups", "externalReferences"]),
            format!("<{prefix}definedNames>{new_names}</{prefix}definedNames>"),
        ),
    }
    if list.recalculate {
        match child(root, "calcPr") {
            Some(own) => splices.set_attribute(workbook, own, "fullCalcOnLoad", "1"),
            None => splices.insert(
                behind(&["sheets", "functionGroups", "externalReferences", "definedNames"]),
                format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>"),
            ),
        }
    }
    let views = child(root, "bookViews");
    match (views.and_then(|views| child(views, "workbookView")), list.active) {
        (Some(view), Some(place)) => splices.set_attribute(workbook, view, "activeTab", &place.to_string()),
        (Some(view), None) if !list.removed.is_empty() => {
            let active = view.attribute("activeTab").and_then(|place| place.parse::<usize>().ok());
            if let Some(active) = active {
                let place = if list.removed.contains(&active) { 0 } else { moved(active) };
                splices.set_attribute(workbook, view, "activeTab", &place.to_string());
            }
        }
        (None, Some(place)) if views.is_none() => splices.insert(
            sheets.range().start,
            format!("<{prefix}bookViews><{prefix}workbookView activeTab=\"{place}\"/></{prefix}bookViews>"),
        ),
        _ => {}
    }
    splices.apply(workbook).ok_or(PackageError::Incomplete)
}
