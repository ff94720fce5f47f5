//! The parts that a sheet's notes stand in, and the worksheet's word for them.

use super::listing::{NewRelation, free_id, with_relations};
use super::notes::{Existing, Wanted, with_notes};
use super::obstacle::Obstacle;
use super::parts::SheetText;
use super::{Patch, of_part};
use crate::package::Splices;
use crate::package::sheet::SheetPart;
use crate::value::CellRef;

const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// What a worksheet has before the word for the drawing of its notes, the last first.
const BEFORE: [&str; 29] = [
    "drawing",
    "smartTags",
    "ignoredErrors",
    "cellWatches",
    "customProperties",
    "colBreaks",
    "rowBreaks",
    "headerFooter",
    "pageSetup",
    "pageMargins",
    "printOptions",
    "hyperlinks",
    "dataValidations",
    "conditionalFormatting",
    "phoneticPr",
    "mergeCells",
    "customSheetViews",
    "dataConsolidate",
    "sortState",
    "autoFilter",
    "scenarios",
    "protectedRanges",
    "sheetProtection",
    "sheetCalcPr",
    "sheetData",
    "cols",
    "sheetFormatPr",
    "sheetViews",
    "dimension",
];

impl Patch<'_> {
    /// Writes all notes of ours on a sheet, those of an earlier run taken out; gives back the cells that can carry none.
    pub(super) fn write_notes(
        &mut self,
        text: &SheetText,
        part: &SheetPart<'_>,
        wanted: &[Wanted],
        splices: &mut Splices,
    ) -> Result<Vec<CellRef>, Obstacle> {
        if wanted.is_empty() && text.comments.is_none() {
            return Ok(Vec::new());
        }
        let own = |part: &Option<(String, String)>| part.as_ref().map(|(_, text)| text.clone());
        let (comments, drawing) = (own(&text.comments), own(&text.drawing));
        let existing = Existing { comments: comments.as_deref(), drawing: drawing.as_deref() };
        let name = text.comments.as_ref().map_or(text.part.as_str(), |(name, _)| name);
        let written = with_notes(existing, wanted, self.parts.dialect.main());
        let written = written.map_err(|error| of_part(name, error))?;
        let (mut added, mut gone) = (Vec::new(), Vec::new());
        let comments = Place { existing: &text.comments, kind: "comments", pattern: "xl/comments{}.xml" };
        self.put(&comments, written.comments, text, (&mut added, &mut gone));
        let pattern = "xl/drawings/vmlDrawing{}.vml";
        let drawing = Place { existing: &text.drawing, kind: "vmlDrawing", pattern };
        self.put(&drawing, written.drawing, text, (&mut added, &mut gone));
        if let Some(new) = added.iter().find(|new| new.kind == "vmlDrawing") {
            let (prefix, namespace) = (part.prefix, self.parts.dialect.relationships());
            let word = format!("<{prefix}legacyDrawing xmlns:r=\"{namespace}\" r:id=\"{}\"/>", new.id);
            match part.element("legacyDrawing") {
                // The drawing that it leads to is not there.
                Some(own) => splices.replace(own.span.clone(), word),
                None => {
                    let at =
                        BEFORE.iter().find_map(|name| part.elements.iter().rfind(|own| own.name == *name));
                    splices.insert(at.map_or(part.root.end, |own| own.span.end), word);
                }
            }
        }
        if text.drawing.is_some()
            && gone.iter().any(|id| text.is_drawing(id))
            && let Some(word) = part.element("legacyDrawing")
        {
            splices.remove(word.span.clone());
        }
        let (list, old) = &text.list;
        if !added.is_empty() || !gone.is_empty() {
            let new = with_relations(old.as_deref(), &added, &gone, self.parts.dialect);
            match new.map_err(|error| of_part(list, error))? {
                Some(new) => self.changes.put(&self.parts.names, list, new),
                None => self.changes.removed.push(list.clone()),
            }
        }
        Ok(written.unplaced)
    }

    /// Puts a part of the notes where it stands, or where there is room, or takes it out.
    fn put(
        &mut self,
        place: &Place<'_>,
        content: Option<String>,
        text: &SheetText,
        (added, gone): (&mut Vec<NewRelation>, &mut Vec<String>),
    ) {
        match (place.existing, content) {
            (None, None) => {}
            (Some((name, old)), Some(new)) => {
                if *old != new {
                    self.changes.changed.insert(name.clone(), new);
                }
            }
            (Some((name, _)), None) => {
                let ids = text.relations.iter().filter(|own| own.part.eq_ignore_ascii_case(name));
                gone.extend(ids.map(|own| own.id.clone()));
                self.remove(name);
            }
            (None, Some(new)) => {
                let name = self.parts.free_name(place.pattern, |name| self.changes.added.contains_key(name));
                let id = free_id(text.list.1.as_deref(), added);
                added.push(NewRelation { id, kind: place.kind, target: format!("/{name}") });
                if place.kind == "comments" {
                    self.overrides.push((format!("/{name}"), COMMENTS_TYPE));
                } else {
                    self.defaults.push(("vml", DRAWING_TYPE));
                }
                self.changes.added.insert(name, new);
            }
        }
    }
}

/// Where one of the two parts of a sheet's notes stands, or could.
struct Place<'t> {
    existing: &'t Option<(String, String)>,
    kind: &'static str,
    pattern: &'static str,
}
