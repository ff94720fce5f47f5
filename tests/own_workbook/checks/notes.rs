//! WB-08: notes of others keep their words, ours say enough, hide, and are large enough to be read.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};
use ziping::value::CellRef;

use crate::book::{Book, elements, text_of};
use crate::log::Log;

/// One note of a comments part.
#[derive(Debug)]
pub(crate) struct Comment {
    pub(crate) author: String,
    pub(crate) text: String,
    /// The size of its letters in points.
    size: f64,
}

/// The notes of a sheet.
pub(crate) fn comments(book: &Book, sheet_part: &str) -> BTreeMap<CellRef, Comment> {
    let Some(part) = related(book, sheet_part, "comments") else { return BTreeMap::new() };
    let document = Document::parse(book.package.text(&part)).unwrap();
    let authors: Vec<_> = elements(&document)
        .filter(|node| node.tag_name().name() == "author")
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect();
    let notes = elements(&document).filter(|node| node.tag_name().name() == "comment");
    notes
        .map(|note| {
            let author: usize = note.attribute("authorId").unwrap().parse().unwrap();
            let text = note.children().find(Node::is_element).map(text_of).unwrap_or_default();
            let size = note.descendants().find(|node| node.tag_name().name() == "sz");
            let size = size.map_or(9.0, |size| size.attribute("val").unwrap().parse().unwrap());
            (
                note.attribute("ref").unwrap().parse().unwrap(),
                Comment { author: authors[author].clone(), text, size },
            )
        })
        .collect()
}

fn related(book: &Book, sheet_part: &str, kind: &str) -> Option<String> {
    let mut relations = book.package.relations(sheet_part).into_iter();
    relations.find(|relation| relation.kind == kind).map(|relation| relation.target)
}

/// A note's box in the drawing. The drawing need not be XML: programs leave `<br>` open in it.
struct Shape<'t> {
    id: &'t str,
    raw: &'t str,
}

fn shapes(drawing: &str) -> Vec<Shape<'_>> {
    let elements = drawing.match_indices('<').filter_map(|(at, _)| {
        let (name, _) = drawing[at + 1..].split_once([' ', '\n', '>'])?;
        // Any prefix will do: openpyxl makes its own.
        name.ends_with(":shape").then(|| &drawing[at..])
    });
    elements
        .map(|rest| Shape {
            id: quoted(rest, " id="),
            raw: &rest[..rest.find(":shape>").unwrap_or(rest.len())],
        })
        .collect()
}

/// What stands in quotation marks, of either kind, behind a word.
fn quoted<'t>(raw: &'t str, word: &str) -> &'t str {
    let Some((_, rest)) = raw.split_once(word) else { return "" };
    let mark = rest.chars().next().unwrap();
    rest[1..].split(mark).next().unwrap()
}

impl Shape<'_> {
    /// The cell of a note; `None` for any other shape.
    fn at(&self) -> Option<CellRef> {
        let number = |name: &str| {
            let (_, rest) = self.raw.split_once(&format!(":{name}>"))?;
            rest.split('<').next()?.trim().parse::<u32>().ok()
        };
        Some(CellRef::new(number("Row")?, u16::try_from(number("Column")?).ok()?))
    }

    /// A length of its style, in points.
    fn points(&self, name: &str) -> f64 {
        let style = quoted(self.raw, "style=");
        let property =
            style.split(';').find_map(|entry| entry.trim().strip_prefix(name)?.trim().strip_prefix(':'));
        let length = property.unwrap_or("0pt").trim();
        let (number, factor) = match length.strip_suffix("px") {
            Some(pixels) => (pixels, 0.75),
            None => (length.trim_end_matches("pt"), 1.0),
        };
        number.parse::<f64>().unwrap_or(0.0) * factor
    }
}

/// The height that a text takes in a box of this width, in points.
fn height(text: &str, size: f64, width: f64) -> f64 {
    let line_width = |line: &str| -> f64 {
        line.chars().map(|letter| if letter.is_ascii() { size * 0.55 } else { size }).sum()
    };
    let lines: f64 = text.lines().map(|line| (line_width(line) / (width - 10.0)).ceil().max(1.0)).sum();
    lines * size * 1.15
}

pub(crate) fn violations(before: &Book, after: &Book, log: &Log) -> Vec<String> {
    let mut found = Vec::new();
    for sheet in before.sheets.iter().filter(|sheet| after.sheet(&sheet.name).is_some()) {
        let (old, new) = (comments(before, &sheet.part), comments(after, &sheet.part));
        let corrected = |at| log.change(&sheet.name, at).is_some_and(|change| change.class == "更正");
        let drawing = |book: &Book| {
            let part = related(book, &sheet.part, "vmlDrawing");
            part.map(|part| String::from_utf8_lossy(&book.package.part(&part).unwrap().bytes).into_owned())
        };
        let (was, is) = (drawing(before).unwrap_or_default(), drawing(after).unwrap_or_default());
        let boxes: BTreeMap<_, _> =
            shapes(&is).into_iter().filter_map(|shape| Some((shape.at()?, shape))).collect();
        let mut report = |at: CellRef, why: &str| found.push(format!("note on {}!{at}: {why}", sheet.name));
        for (at, note) in &old {
            let threaded = note.author.starts_with("tc=");
            match new.get(at) {
                None => report(*at, "is gone"),
                Some(now) if now.author != note.author => report(*at, "has another author"),
                Some(now) if now.text == note.text && (threaded || !corrected(*at)) => {}
                Some(now) if threaded || !now.text.starts_with(&note.text) => report(*at, "lost its words"),
                Some(now) if !now.text[note.text.len()..].starts_with('\n') => {
                    report(*at, "has no line between");
                }
                Some(_) if !corrected(*at) && !log.has_issue(&sheet.name, *at) => {
                    report(*at, "speaks of nothing");
                }
                Some(_) => {}
            }
        }
        for (at, note) in new.iter().filter(|(at, _)| !old.contains_key(at)) {
            if note.author != "ziping" || note.text.trim().is_empty() {
                report(*at, "has no author or no words");
            }
            if !corrected(*at) && !log.has_issue(&sheet.name, *at) {
                report(*at, "speaks of nothing");
            }
            let Some(shape) = boxes.get(at) else {
                report(*at, "has no box");
                continue;
            };
            let (width, tall) = (shape.points("width"), shape.points("height"));
            if width < 96.0 || tall < 36.0 || tall < height(&note.text, note.size, width) {
                report(*at, &format!("has a box of {width} × {tall} pt for {:?}", note.text));
            }
            if !quoted(shape.raw, "style=").replace(' ', "").contains("visibility:hidden") {
                report(*at, "is not hidden");
            }
        }
        for change in log.changes.iter().filter(|change| change.sheet == sheet.name && corrected(change.at)) {
            if !new.contains_key(&change.at) {
                report(change.at, "is missing");
            }
        }
        for at in boxes.keys().filter(|at| !new.contains_key(at)) {
            report(*at, "is a box without words");
        }
        let had: BTreeSet<_> = shapes(&was).iter().map(|shape| shape.id.to_owned()).collect();
        let mut ids = BTreeSet::new();
        for shape in shapes(&is).iter().filter(|shape| shape.at().is_some_and(|at| !old.contains_key(&at))) {
            if had.contains(shape.id) || !ids.insert(shape.id) {
                found.push(format!("{}: shape {} has another's id", sheet.name, shape.id));
            }
        }
        let well_formed = |text: &str| text.is_empty() || Document::parse(text).is_ok();
        if well_formed(&was) && !well_formed(&is) {
            found.push(format!("{}: the drawing of the notes is no longer XML", sheet.name));
        }
        found.extend(shapes(&was).iter().filter_map(|shape| {
            // The box of a note that got more words may grow.
            let grown =
                shape.at().is_some_and(|at| new.get(&at).is_some_and(|now| now.text != old[&at].text));
            let kept = grown || shapes(&is).iter().any(|now| now.raw == shape.raw);
            (!kept).then(|| format!("{}: shape {} is not what it was", sheet.name, shape.id))
        }));
    }
    found
}
