//! The fonts, fills and borders that cell styles point at, each added once.

use std::collections::HashMap;

use roxmltree::Document;

use super::Edges;
use super::copied::bordered;
use super::list::List;
use super::written::{self, Fill};
use crate::write::drawn::Role;
use crate::write::look::{Border, Font, Look, Rgb};

/// The three lists of a part, and what was added to them.
#[derive(Debug)]
pub(super) struct Pools {
    fonts: List,
    fills: List,
    borders: List,
    made_fonts: HashMap<Font, u32>,
    made_fills: HashMap<Rgb, u32>,
    made_borders: HashMap<Border, u32>,
    marked_borders: HashMap<(usize, Border, Edges), u32>,
}

impl Pools {
    /// Reads what the part has.
    pub(super) fn open(text: &str, doc: &Document<'_>) -> Self {
        Self {
            fonts: List::open(text, doc, "fonts", "font"),
            fills: List::open(text, doc, "fills", "fill"),
            borders: List::open(text, doc, "borders", "border"),
            made_fonts: HashMap::new(),
            made_fills: HashMap::new(),
            made_borders: HashMap::new(),
            marked_borders: HashMap::new(),
        }
    }

    /// The lists in the schema's order.
    pub(super) fn lists(&self) -> [&List; 3] {
        [&self.fonts, &self.fills, &self.borders]
    }

    /// The part's fills.
    pub(super) fn fills(&self) -> &List {
        &self.fills
    }

    /// The part's borders.
    pub(super) fn borders(&self) -> &List {
        &self.borders
    }

    /// Gives every list the entries that a cell style points at which names none: without them, what is added would be
    /// taken for these. The first two fills are no fill and dots whatever a part says.
    pub(super) fn complete(&mut self) {
        if self.fonts.len() == 0 {
            self.fonts.add(|out, prefix| written::font(out, prefix, Look::of_role(Role::Plain).font));
        }
        for fill in [Fill::None, Fill::Gray].into_iter().skip(self.fills.len()) {
            self.fills.add(|out, prefix| written::fill(out, prefix, fill));
        }
        if self.borders.len() == 0 {
            self.borders.add(|out, prefix| written::border(out, prefix, Border::None, Edges::ALL));
        }
    }

    /// The index of a font.
    pub(super) fn font(&mut self, font: Font) -> u32 {
        let fonts = &mut self.fonts;
        *self
            .made_fonts
            .entry(font)
            .or_insert_with(|| fonts.add(|out, prefix| written::font(out, prefix, font)))
    }

    /// The index of a colour's fill.
    pub(super) fn fill(&mut self, color: Rgb) -> u32 {
        let fills = &mut self.fills;
        *self
            .made_fills
            .entry(color)
            .or_insert_with(|| fills.add(|out, prefix| written::fill(out, prefix, Fill::Solid(color))))
    }

    /// The index of a border that is alike on all sides.
    pub(super) fn border(&mut self, border: Border) -> u32 {
        let borders = &mut self.borders;
        *self
            .made_borders
            .entry(border)
            .or_insert_with(|| borders.add(|out, prefix| written::border(out, prefix, border, Edges::ALL)))
    }

    /// The index of a copy of a border that has these sides replaced; `None` if the part cannot be taken apart.
    pub(super) fn marked_border(
        &mut self,
        text: &str,
        doc: &Document<'_>,
        base: usize,
        border: Border,
        edges: Edges,
    ) -> Option<u32> {
        if let Some(made) = self.marked_borders.get(&(base, border, edges)) {
            return Some(*made);
        }
        let own = self.borders.entries().get(base).and_then(|id| doc.get_node(*id));
        let made = match own {
            Some(own) => {
                let xml = bordered(text, own, edges, border)?;
                self.borders.add(|out, _| out.push_str(&xml))
            }
            None => self.borders.add(|out, prefix| written::border(out, prefix, border, edges)),
        };
        self.marked_borders.insert((base, border, edges), made);
        Some(made)
    }
}
