//! The styles part, to which fonts, fills, borders and cell styles are added; nothing that is there is touched.

mod copied;
mod default_font;
mod list;
mod marks;
mod number_formats;
mod pools;
#[cfg(test)]
mod tests;
mod written;

use std::collections::HashMap;

use roxmltree::Document;

use self::copied::with_attributes;
use self::list::{List, child};
use self::number_formats::NumberFormats;
use self::pools::Pools;
use self::written::{EMPTY_STRICT, EMPTY_TRANSITIONAL, Parts};
use crate::package::{Dialect, PackageError, Splices, tree};
use crate::read::Merge;
use crate::value::CellRef;
use crate::write::drawn::Mark;
use crate::write::look::{Border, CORRECTED_FILL, Look};

/// The most cell styles that a workbook may have.
const MAX_CELL_STYLES: usize = 65_490;

/// Why cell styles cannot be added.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(super) enum StylesError {
    /// The part is not XML, or out of all proportion.
    #[error("cannot read the styles part")]
    Unreadable(#[from] PackageError),
    /// The part is XML of another kind.
    #[error("the styles part begins with <{0}>")]
    NotStyles(String),
    /// There is no room for another cell style.
    #[error("the workbook has more than {MAX_CELL_STYLES} cell styles")]
    TooMany,
    /// A cell asks for a style that is not there; one that is added would become its own.
    #[error("there is no cell style {0}")]
    Missing(u32),
    /// The tree and the text of the part do not agree.
    #[error("the styles part cannot be taken apart")]
    Unclear,
}

/// The sides of a cell that carry the border of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Edges {
    pub(super) left: bool,
    pub(super) right: bool,
    pub(super) top: bool,
    pub(super) bottom: bool,
}

impl Edges {
    /// Those of a cell that is merged with no other.
    pub(super) const ALL: Self = Self { left: true, right: true, top: true, bottom: true };

    /// Those of a cell in a merged block: where the block ends.
    pub(super) fn in_block(at: CellRef, Merge { first, last }: Merge) -> Self {
        Self {
            left: at.col == first.col,
            right: at.col == last.col,
            top: at.row == first.row,
            bottom: at.row == last.row,
        }
    }

    /// The sides' names, and what strict files may call them.
    fn names(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let sides = [
            (self.left, "left", "start"),
            (self.right, "right", "end"),
            (self.top, "top", "top"),
            (self.bottom, "bottom", "bottom"),
        ];
        sides.into_iter().filter(|(is_marked, ..)| *is_marked).map(|(_, name, strict)| (name, strict))
    }
}

/// What a cell style of the user's is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Marked {
    base: u32,
    /// None where one is to go whose old style is not known.
    mark: Option<Mark>,
    edges: Edges,
    number_format: Option<u32>,
}

/// A styles part and what is added to it.
#[derive(Debug)]
pub(super) struct StyleBook<'x> {
    text: &'x str,
    doc: Document<'x>,
    number_formats: NumberFormats,
    pools: Pools,
    cell_styles: List,
    /// Whether there are named styles for a cell style to rest on.
    is_named: bool,
    marks: Vec<Option<Mark>>,
    digit_pixels: f64,
    marked: HashMap<Marked, u32>,
    looks: HashMap<Look, u32>,
}

impl<'x> StyleBook<'x> {
    /// Reads a styles part; of a package that has none, one that says nothing is begun.
    ///
    /// # Errors
    ///
    /// If the part cannot be read.
    pub(super) fn open(styles: Option<&'x str>, dialect: Dialect) -> Result<Self, StylesError> {
        let text = styles.unwrap_or(match dialect {
            Dialect::Transitional => EMPTY_TRANSITIONAL,
            Dialect::Strict => EMPTY_STRICT,
        });
        let doc = tree(text)?;
        let root = doc.root_element();
        if root.tag_name().name() != "styleSheet" {
            return Err(StylesError::NotStyles(root.tag_name().name().chars().take(40).collect()));
        }
        let pools = Pools::open(text, &doc);
        let cell_styles = List::open(text, &doc, "cellXfs", "xf");
        let marks = marks::marks(&doc, pools.fills(), pools.borders(), &cell_styles);
        Ok(Self {
            text,
            number_formats: NumberFormats::open(text, &doc),
            pools,
            cell_styles,
            is_named: child(root, "cellStyleXfs").is_some_and(|list| child(list, "xf").is_some()),
            marks,
            digit_pixels: default_font::digit_pixels(&doc),
            marked: HashMap::new(),
            looks: HashMap::new(),
            doc,
        })
    }

    /// A cell style like `base`, marked: with fill and border for a corrected cell, with the border alone for one to be
    /// looked at; in another number format where one is given. A base that the part does not have counts as its first.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub(super) fn marked(
        &mut self,
        base: u32,
        mark: Mark,
        edges: Edges,
        format: Option<&str>,
    ) -> Result<u32, StylesError> {
        self.changed(base, Some(mark), edges, format)
    }

    /// A cell style like `marked`, which bears a mark, without it: thin lines and no fill, as drawn forms have them.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub(super) fn cleared(&mut self, marked: u32, edges: Edges) -> Result<u32, StylesError> {
        self.changed(marked, None, edges, None)
    }

    fn changed(
        &mut self,
        base: u32,
        mark: Option<Mark>,
        edges: Edges,
        format: Option<&str>,
    ) -> Result<u32, StylesError> {
        let base = if index(base) < self.cell_styles.entries().len() { base } else { 0 };
        let number_format = format.map(|code| self.number_formats.id(code));
        let key = Marked { base, mark, edges, number_format };
        if let Some(made) = self.marked.get(&key) {
            return Ok(*made);
        }
        self.make_room()?;
        let own = self.cell_styles.entries().get(index(base)).and_then(|id| self.doc.get_node(*id));
        let own_border = own.and_then(|own| own.attribute("borderId")?.trim().parse().ok()).unwrap_or(0);
        let border = self
            .pools
            .marked_border(self.text, &self.doc, own_border, mark.map_or(Border::Thin, Border::of), edges)
            .ok_or(StylesError::Unclear)?;
        let mut attributes = vec![("borderId", border), ("applyBorder", 1)];
        match mark {
            Some(Mark::Corrected) => {
                attributes.extend([("fillId", self.pools.fill(CORRECTED_FILL)), ("applyFill", 1)]);
            }
            Some(Mark::Review) => {}
            None => attributes.push(("fillId", 0)),
        }
        if let Some(id) = number_format {
            attributes.extend([("numFmtId", id), ("applyNumberFormat", 1)]);
        }
        let made = match own {
            Some(own) => {
                let copy = with_attributes(self.text, own, &attributes).ok_or(StylesError::Unclear)?;
                self.cell_styles.add(|out, _| out.push_str(&copy))
            }
            // The part has no cell styles at all.
            None => self.cell_styles.add(|out, prefix| written::bare_style(out, prefix, &attributes)),
        };
        self.marked.insert(key, made);
        Ok(made)
    }

    /// The cell style of an added sheet's cell.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub(super) fn look(&mut self, look: &Look) -> Result<u32, StylesError> {
        if let Some(made) = self.looks.get(look) {
            return Ok(*made);
        }
        self.make_room()?;
        let parts = Parts {
            number_format: look.format.as_deref().map_or(0, |code| self.number_formats.id(code)),
            font: self.pools.font(look.font),
            fill: look.fill.map_or(0, |color| self.pools.fill(color)),
            border: self.pools.border(look.border),
            is_named: self.is_named,
        };
        let made = self.cell_styles.add(|out, prefix| written::cell_style(out, prefix, parts, look));
        self.looks.insert(look.clone(), made);
        Ok(made)
    }

    /// Makes sure that the part has these cell styles.
    ///
    /// # Errors
    ///
    /// If one is missing.
    pub(super) fn require(&self, mut styles: impl Iterator<Item = u32>) -> Result<(), StylesError> {
        let count = self.cell_styles.entries().len();
        let missing = styles.find(|style| *style != 0 && index(*style) >= count);
        missing.map_or(Ok(()), |style| Err(StylesError::Missing(style)))
    }

    /// The mark that a cell style of the part bears, told by its look.
    pub(super) fn mark_of(&self, style: u32) -> Option<Mark> {
        self.marks.get(index(style)).or(self.marks.first()).copied().flatten()
    }

    /// The width in pixels of a digit of the default font, which column widths are counted in.
    pub(super) fn digit_pixels(&self) -> f64 {
        self.digit_pixels
    }

    /// The part with everything that was added; `None` if nothing was.
    ///
    /// # Errors
    ///
    /// If the part cannot be taken apart.
    pub(super) fn finish(self) -> Result<Option<String>, StylesError> {
        let mut splices = Splices::default();
        let mut tail = String::new();
        let lists =
            [self.number_formats.list()].into_iter().chain(self.pools.lists()).chain([&self.cell_styles]);
        for list in lists {
            list.splice(self.text, &self.doc, &mut splices, &mut tail);
        }
        if !tail.is_empty() {
            splices.append(self.text, self.doc.root_element(), &tail);
        }
        if splices.is_empty() {
            return Ok(None);
        }
        splices.apply(self.text).map(Some).ok_or(StylesError::Unclear)
    }

    /// Makes sure of room for one more cell style, and of all that an empty list must begin with.
    fn make_room(&mut self) -> Result<(), StylesError> {
        self.pools.complete();
        if self.cell_styles.len() == 0 {
            self.cell_styles.add(|out, prefix| written::bare_style(out, prefix, &[]));
        }
        if self.cell_styles.len() >= MAX_CELL_STYLES { Err(StylesError::TooMany) } else { Ok(()) }
    }
}

/// An id as an index.
fn index(id: u32) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX)
}
