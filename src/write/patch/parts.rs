//! The parts of the user's package that a patch reads.

use std::collections::HashMap;

use super::Touched;
use super::obstacle::Obstacle;
use crate::package::{Dialect, Package, Relation, TagKind, WorkbookPart, relations, relations_part, tags};

/// The list of the package's content types.
pub(super) const TYPES: &str = "[Content_Types].xml";

/// A worksheet and what goes with it.
#[derive(Debug)]
pub(super) struct SheetText {
    /// Its part's name.
    pub(super) part: String,
    pub(super) xml: String,
    pub(super) relations: Vec<Relation>,
    /// The list of its relationships, name and text.
    pub(super) list: (String, Option<String>),
    /// Its comments, name and text.
    pub(super) comments: Option<(String, String)>,
    /// The drawing of its notes and controls, name and text.
    pub(super) drawing: Option<(String, String)>,
}

/// The parts of a package that a patch reads, as they are.
#[derive(Debug)]
pub(in crate::write) struct Parts {
    /// The names of all parts, in the package's order.
    pub(super) names: Vec<String>,
    pub(super) workbook: WorkbookPart,
    pub(super) workbook_xml: String,
    pub(super) workbook_list: (String, String),
    pub(super) types: String,
    pub(super) dialect: Dialect,
    /// The styles part, name and text.
    pub(super) styles: (String, Option<String>),
    /// The worksheets by name.
    pub(super) sheets: HashMap<String, SheetText>,
}

impl Parts {
    /// Reads the parts that a patch of the given sheets needs.
    ///
    /// # Errors
    ///
    /// If the package is of a kind that cannot be patched.
    pub(in crate::write) fn open(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Self, Obstacle> {
        let mut package = Package::open(bytes)?;
        let names = package.sound_names()?;
        let workbook = WorkbookPart::read(&mut package)?;
        let workbook_xml = text(&mut package, &workbook.part)?.unwrap_or_default();
        let dialect = Dialect::of(&workbook_xml);
        let list = relations_part(&workbook.part);
        let workbook_list = (own_name(&names, &list), text(&mut package, &list)?.unwrap_or_default());
        let types = text(&mut package, TYPES)?.unwrap_or_default();
        let styles_part =
            workbook.related("styles").map_or_else(|| beside(&workbook.part, "styles.xml"), str::to_owned);
        let styles = (own_name(&names, &styles_part), text(&mut package, &styles_part)?);
        let mut sheets = HashMap::new();
        for entry in &workbook.sheets {
            if entry.kind != "worksheet" || !wanted(&entry.name) {
                continue;
            }
            let Some(part) = &entry.part else { continue };
            let Some(xml) = text(&mut package, part)? else { continue };
            sheets.insert(entry.name.clone(), sheet_text(&mut package, &names, part, xml)?);
        }
        let workbook = WorkbookPart { part: own_name(&names, &workbook.part), ..workbook };
        Ok(Self { names, workbook, workbook_xml, workbook_list, types, dialect, styles, sheets })
    }

    /// Whether the sheet's part was read.
    pub(in crate::write) fn has(&self, sheet: &str) -> bool {
        self.sheets.contains_key(sheet)
    }

    /// Whether a part's name holds this.
    pub(in crate::write) fn has_part(&self, piece: &str) -> bool {
        self.names.iter().any(|name| name.contains(piece))
    }

    /// The sheet that is shown first.
    pub(in crate::write) fn first_sheet(&self) -> Option<&str> {
        self.workbook.sheets.get(self.workbook.active).map(|entry| entry.name.as_str())
    }

    /// The sheets with changed cells that are protected.
    pub(in crate::write) fn protected_sheets(&self, touched: &Touched) -> Vec<&str> {
        let is_protected =
            |text: &SheetText| touched.changed.contains(&text.part) && text.xml.contains("sheetProtection ");
        let names = self.workbook.sheets.iter().map(|entry| entry.name.as_str());
        names.filter(|name| self.sheets.get(*name).is_some_and(is_protected)).collect()
    }

    /// A part name of this pattern (`xl/comments{}.xml`) whose number is free, also among `taken`.
    pub(super) fn free_name(&self, pattern: &str, taken: impl Fn(&str) -> bool) -> String {
        let is_free =
            |name: &String| !taken(name) && self.names.iter().all(|own| !own.eq_ignore_ascii_case(name));
        (1_u32..).map(|number| pattern.replace("{}", &number.to_string())).find(is_free).unwrap_or_default()
    }
}

fn sheet_text(
    package: &mut Package<'_>,
    names: &[String],
    part: &str,
    xml: String,
) -> Result<SheetText, Obstacle> {
    let relations = relations(package, part)?;
    let list = relations_part(part);
    let list = (own_name(names, &list), text(package, &list)?);
    let drawing_id = legacy_drawing(&xml);
    let mut related = |found: Option<&Relation>| -> Result<Option<(String, String)>, Obstacle> {
        let Some(relation) = found else { return Ok(None) };
        Ok(text(package, &relation.part)?.map(|text| (own_name(names, &relation.part), text)))
    };
    let comments = related(relations.iter().find(|relation| relation.kind == "comments"))?;
    let drawing = related(relations.iter().find(|relation| drawing_id.as_ref() == Some(&relation.id)))?;
    Ok(SheetText { part: own_name(names, part), xml, relations, list, comments, drawing })
}

/// The id that a worksheet's drawing of notes goes by.
fn legacy_drawing(xml: &str) -> Option<String> {
    // Its end and the word for drawings of headers come behind it at most.
    let tag = xml.rmatch_indices("legacyDrawing").take(8).find_map(|(at, _)| {
        let start = xml[..at].rfind('<')?;
        tags(&xml[start..]).next().filter(|tag| tag.is("legacyDrawing") && tag.kind != TagKind::Closes)
    })?;
    tag.attributes().find(|(name, _)| name.ends_with(":id")).map(|(_, id)| id.to_owned())
}

/// A part's text as it is; a patch keeps its encoding, so this has to be UTF-8.
fn text(package: &mut Package<'_>, name: &str) -> Result<Option<String>, Obstacle> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    let text = String::from_utf8(bytes).map_err(|_| Obstacle::Encoding(name.to_owned()))?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

fn beside(part: &str, name: &str) -> String {
    part.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// The name as the package spells it; as it is where the package has none.
fn own_name(names: &[String], name: &str) -> String {
    let alike = |own: &&String| own.replace('\\', "/").eq_ignore_ascii_case(name);
    names.iter().find(alike).cloned().unwrap_or_else(|| name.to_owned())
}

impl SheetText {
    /// Whether a relationship of this id leads to the drawing of the notes.
    pub(super) fn is_drawing(&self, id: &str) -> bool {
        let drawing = self.drawing.as_ref().map(|(name, _)| name);
        let leads =
            |own: &Relation| own.id == id && drawing.is_some_and(|name| own.part.eq_ignore_ascii_case(name));
        self.relations.iter().any(leads)
    }
}
