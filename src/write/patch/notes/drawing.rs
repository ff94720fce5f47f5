//! The VML drawing: where the notes stand, each a shape that names its cell.
//!
//! Programs write VML that is no well-formed XML, so it is searched for tags, never parsed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::shape::{self, Anchor};
use super::{Changes, NotesError};
use crate::package::{Splices, Tag, TagKind, tags};
use crate::value::CellRef;

/// Everything a drawing may show.
const SHAPES: [&str; 11] = [
    "shape",
    "group",
    "rect",
    "roundrect",
    "oval",
    "line",
    "polyline",
    "curve",
    "arc",
    "image",
    "ClientData",
];
/// The prefixes our shapes use, and what they must stand for.
const PREFIXES: [(&str, &str); 3] = [
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:x", "urn:schemas-microsoft-com:office:excel"),
];
/// The number before that of a drawing's first shape, as Excel counts.
const BEFORE_FIRST_SHAPE: u32 = 1024;

/// The drawing after its comments have changed; `None` if nothing is left in it.
pub(super) fn follow(drawing: Option<&str>, changes: &Changes) -> Result<Option<String>, NotesError> {
    let left = match drawing {
        Some(drawing) => without_ours(drawing, changes)?,
        None => None,
    };
    match left {
        None if changes.added.is_empty() => Ok(None),
        None => Ok(Some(with_ours(&empty_drawing(), changes)?)),
        Some(left) if changes.added.is_empty() && changes.extended.is_empty() => Ok(Some(left)),
        Some(left) => Ok(Some(with_ours(&left, changes)?)),
    }
}

fn without_ours(drawing: &str, changes: &Changes) -> Result<Option<String>, NotesError> {
    let mut splices = Splices::default();
    let mut cut = changes.cut.clone();
    for shape in note_shapes(drawing) {
        // A shape whose comment is gone would stand beside the new one of its cell.
        if changes.removed.contains(&shape.at) || changes.added.contains_key(&shape.at) {
            splices.remove(shape.range);
        } else if let Some(words) = cut.remove(&shape.at)
            && let Some((anchor, bottom)) = shape.anchor
            && let Some(less) = anchor.shortened(&words)
        {
            splices.replace(bottom, less.to_string());
        }
    }
    let is_changed = !splices.is_empty();
    let mut left = splices.apply(drawing).ok_or(NotesError::Tangled)?;
    if is_changed && !left.contains(&format!("#{}", shape::TYPE)) {
        left = left.replacen(&shape::shapetype(&declarations(&left)), "", 1);
    }
    let is_empty = !tags(&left).any(|tag| SHAPES.iter().any(|shape| tag.is(shape)));
    // A drawing that showed nothing before ours is written whole, now and the next time.
    Ok((!is_empty || (!is_changed && changes.added.is_empty())).then_some(left))
}

fn with_ours(drawing: &str, changes: &Changes) -> Result<String, NotesError> {
    let mut splices = Splices::default();
    let mut extended: BTreeMap<CellRef, &str> =
        changes.extended.iter().map(|(at, words)| (*at, words.as_str())).collect();
    for shape in note_shapes(drawing) {
        if let Some(words) = extended.remove(&shape.at)
            && let Some((anchor, bottom)) = shape.anchor
            && let Some(more) = anchor.lengthened(words)
        {
            splices.replace(bottom, more.to_string());
        }
    }
    if !changes.added.is_empty() {
        let declarations = declarations(drawing);
        let mut new = String::new();
        let is_type = |tag: Tag<'_>| {
            tag.is("shapetype") && tag.attributes().any(|(name, value)| name == "id" && value == shape::TYPE)
        };
        if !tags(drawing).any(is_type) {
            new.push_str(&shape::shapetype(&declarations));
        }
        let numbers = highest_number(drawing) + 1..;
        for ((number, layer), (at, words)) in numbers.zip(1_u32..).zip(&changes.added) {
            new.push_str(&shape::note(*at, words, number, layer, &declarations));
        }
        splices.insert(end(drawing).ok_or(NotesError::DrawingWithoutEnd)?, new);
    }
    splices.apply(drawing).ok_or(NotesError::Tangled)
}

fn empty_drawing() -> String {
    let declarations: String = PREFIXES.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
    format!(
        "<xml{declarations}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>"
    )
}

/// The declarations that each shape of ours needs; none where the drawing itself has them.
fn declarations(drawing: &str) -> String {
    let root: BTreeSet<(&str, &str)> = tags(drawing)
        .next()
        .filter(|tag| tag.is("xml"))
        .into_iter()
        .flat_map(|tag| tag.attributes())
        .collect();
    let missing = PREFIXES.iter().filter(|prefix| !root.contains(*prefix));
    missing.map(|(name, value)| format!(" {name}=\"{value}\"")).collect()
}

/// Where the drawing ends: what stands within a shape is no end of it.
fn end(drawing: &str) -> Option<usize> {
    let (mut end, mut in_shape) = (None, false);
    for tag in tags(drawing) {
        match tag.kind {
            TagKind::Opens if tag.is("shape") => in_shape = true,
            TagKind::Closes if tag.is("shape") => in_shape = false,
            TagKind::Closes if tag.is("xml") && !in_shape => end = Some(tag.range.start),
            _ => {}
        }
    }
    end
}

/// The highest number that names a shape.
fn highest_number(drawing: &str) -> u32 {
    let numbers = drawing.match_indices("_x0000_s").filter_map(|(at, mark)| {
        let rest = drawing.get(at + mark.len()..)?;
        let digits = rest.get(..rest.find(|c: char| !c.is_ascii_digit())?)?;
        // What has more digits is no number that a program gave.
        (digits.len() <= 9).then(|| digits.parse().ok())?
    });
    numbers.max().unwrap_or(BEFORE_FIRST_SHAPE)
}

/// A shape that belongs to a note.
struct NoteShape {
    range: Range<usize>,
    at: CellRef,
    /// Where it stands, and the bytes of its bottom row.
    anchor: Option<(Anchor, Range<usize>)>,
}

fn note_shapes(drawing: &str) -> Vec<NoteShape> {
    let mut found = Vec::new();
    let mut open: Option<Unfinished> = None;
    for tag in tags(drawing) {
        match (tag.kind, &mut open) {
            (TagKind::Opens, _) if tag.is("shape") => {
                open = Some(Unfinished { start: tag.range.start, ..Unfinished::default() });
            }
            (TagKind::Closes, Some(_)) if tag.is("shape") => {
                found.extend(open.take().and_then(|shape| shape.finished(tag.range.end)));
            }
            (TagKind::Opens, Some(shape)) => shape.read(drawing, &tag),
            _ => {}
        }
    }
    found
}

/// A shape up to where it has been read.
#[derive(Default)]
struct Unfinished {
    start: usize,
    is_note: bool,
    row: Option<u32>,
    col: Option<u16>,
    anchor: Option<(Anchor, Range<usize>)>,
}

impl Unfinished {
    fn read(&mut self, drawing: &str, tag: &Tag<'_>) {
        let from = tag.range.end;
        let text = || drawing.get(from..).and_then(|rest| rest.split('<').next()).unwrap_or_default();
        if tag.is("ClientData") {
            self.is_note = tag.attributes().any(|attribute| attribute == ("ObjectType", "Note"));
        } else if tag.is("Row") {
            self.row = text().trim().parse().ok();
        } else if tag.is("Column") {
            self.col = text().trim().parse().ok();
        } else if tag.is("Anchor") {
            self.anchor =
                Anchor::read(text()).map(|(anchor, bottom)| (anchor, from + bottom.start..from + bottom.end));
        }
    }

    fn finished(self, end: usize) -> Option<NoteShape> {
        let at = CellRef::new(self.row?, self.col?);
        self.is_note.then_some(NoteShape { range: self.start..end, at, anchor: self.anchor })
    }
}
