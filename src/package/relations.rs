//! Which part of a package stands for a relationship id.

use std::cell::RefCell;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::archive::Package;
use super::error::PackageError;
use super::known::Known;
use super::markup::{MarkupError, hold_attributes};
use crate::budget::{self, Limit};

/// One relationship inside the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id, as the part uses it.
    pub id: String,
    /// The type's last word: strict files differ from the others only before it.
    pub kind: String,
    /// The part's name in the package.
    pub part: String,
}

/// The part that lists the relationships of a part, or of the package itself (`part` is empty).
pub fn relations_part(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The relationships of a part, or of the package itself (`part` is empty); none if it has no list of them.
///
/// # Errors
///
/// If the list is damaged.
pub fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, PackageError> {
    thread_local! {
        static KNOWN: RefCell<Known<Vec<Relation>>> = const { RefCell::new(Known::new()) };
    }
    let (folder, _) = part.rsplit_once('/').unwrap_or_default();
    let list = KNOWN.with_borrow_mut(|known| {
        package.read_known(&relations_part(part), known, |list| listed(list, folder))
    })?;
    Ok(list.map(|list| list.to_vec()).unwrap_or_default())
}

/// The relationships that a list names, of a part in `folder`.
fn listed(list: &str, folder: &str) -> Result<Vec<Relation>, PackageError> {
    let mut found = Vec::new();
    each_element(list, |element| {
        if element.local_name().as_ref() == "Relationship"
            && let Some(id) = attribute(element, "Id")
            && let Some(kind) = attribute(element, "Type")
            && let Some(target) = attribute(element, "Target")
            && attribute(element, "TargetMode").is_none_or(|mode| mode != "External")
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relation { id, kind, part: resolved(folder, &target) });
        }
    })?;
    // No more than there can be parts.
    budget::hold(Limit::Entries, found.len() as u64)?;
    Ok(found)
}

/// Looks at every opening tag of a document.
///
/// # Errors
///
/// If it is not well formed.
pub fn each_element(text: &str, mut look: impl FnMut(&BytesStart<'_>)) -> Result<(), PackageError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    // A part may be looked at from its middle.
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event().map_err(PackageError::damaged)? {
            Event::Start(element) | Event::Empty(element) => {
                budget::step()?;
                hold_attributes(&element)?;
                look(&element);
            }
            Event::DocType(_) => return Err(MarkupError::DocumentType.into()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its name without prefix.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let own = element.attributes().flatten().find(|own| own.key.local_name().as_ref() == name)?;
    Some(own.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// A target as the package names the part: from its root, without `.` and `..`.
fn resolved(folder: &str, target: &str) -> String {
    let (start, target) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target),
    };
    let mut steps: Vec<&str> = start.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_targets_as_a_package_does() {
        for (target, part) in [
            ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("./sheet1.xml", "xl/sheet1.xml"),
            ("../other/sheet1.xml", "other/sheet1.xml"),
            ("../../../sheet1.xml", "sheet1.xml"),
        ] {
            assert_eq!(resolved("xl", target), part, "{target}");
        }
    }
}
