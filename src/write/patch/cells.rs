//! Cells of a worksheet part changed in place: a cell that is there is replaced, a missing one put in where it belongs.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::Range;

use rust_decimal::Decimal;

use super::obstacle::Obstacle;
use crate::package::sheet::{FormulaKind, RawCell, RawRow, SheetPart};
use crate::package::{Splices, escaped};
use crate::read::CellValue;
use crate::value::{Block, CellRef, trimmed};
use crate::write::drawn::{Cached, Content};

/// What a cell is to hold.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::write) enum NewContent {
    /// What it holds already.
    Same,
    /// A value or a formula of ours.
    Content(Content),
    /// Its own formula, with another result; without one, the program that opens it works it out.
    Result(Option<CellValue>),
}

/// A cell as it is to be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewCell {
    pub(super) content: NewContent,
    pub(super) style: u32,
}

/// A worksheet part whose cells are to be changed.
pub(super) struct Cells<'x, 'p> {
    xml: &'x str,
    part: &'p SheetPart<'x>,
    index: HashMap<CellRef, usize>,
}

impl<'x, 'p> Cells<'x, 'p> {
    /// The cells of a part.
    pub(super) fn new(xml: &'x str, part: &'p SheetPart<'x>, sheet: &str) -> Result<Self, Obstacle> {
        let mut index = HashMap::with_capacity(part.cells.len());
        for (place, cell) in part.cells.iter().enumerate() {
            if index.insert(cell.at, place).is_some() {
                return Err(Obstacle::RepeatedCell { sheet: sheet.to_owned(), cell: cell.at });
            }
        }
        if !part.rows.is_sorted_by(|one, next| one.row < next.row) {
            return Err(Obstacle::UnorderedRows { sheet: sheet.to_owned() });
        }
        Ok(Self { xml, part, index })
    }

    /// The cell at `at`, if the part has it.
    pub(super) fn cell(&self, at: CellRef) -> Option<&'p RawCell<'x>> {
        self.index.get(&at).map(|place| &self.part.cells[*place])
    }

    /// The style of a cell, or the one that a missing cell takes from its row or column.
    pub(super) fn style(&self, at: CellRef) -> u32 {
        if let Some(cell) = self.cell(at) {
            return cell.style;
        }
        let of_row = self.row(at.row).ok().and_then(|place| self.part.rows[place].style);
        let of_column = || {
            let mut runs = self.part.columns.iter();
            runs.find(|run| run.cols.contains(&u32::from(at.col))).and_then(|run| run.style)
        };
        of_row.or_else(of_column).unwrap_or(0)
    }

    fn row(&self, row: u32) -> Result<usize, usize> {
        self.part.rows.binary_search_by_key(&row, |own| own.row)
    }

    /// Writes the new cells. `formula` gives the text of a cell's own formula, for cells that shared one with a cell that
    /// loses it.
    pub(super) fn write<'f>(
        &self,
        cells: &BTreeMap<CellRef, NewCell>,
        formula: impl Fn(CellRef) -> Option<&'f str>,
        splices: &mut Splices,
    ) {
        let freed = self.freed(cells);
        let mut missing: BTreeMap<u32, Vec<(CellRef, &NewCell)>> = BTreeMap::new();
        for (at, new) in cells {
            match self.cell(*at) {
                Some(old) => {
                    self.rewrite(old, new, freed.contains(at).then(|| formula(*at)).flatten(), splices);
                }
                None => missing.entry(at.row).or_default().push((*at, new)),
            }
        }
        for at in freed.iter().filter(|at| !cells.contains_key(at)) {
            if let (Some(old), Some(text)) = (self.cell(*at), formula(*at))
                && let Some(own) = &old.formula
            {
                splices.replace(own.span.clone(), self.formula_xml(text));
            }
        }
        let mut last = String::new();
        for (row, cells) in missing {
            self.insert(row, &cells, &mut last, splices);
        }
        if !last.is_empty() {
            self.append_rows(&last, splices);
        }
        self.grow_dimension(cells.keys(), splices);
    }

    /// The cells that share a formula whose first cell, which alone has its text, is to hold something else.
    fn freed(&self, cells: &BTreeMap<CellRef, NewCell>) -> Vec<CellRef> {
        let group = |cell: &RawCell<'_>| match cell.formula.as_ref()?.kind {
            FormulaKind::Shared(index) => Some(index),
            _ => None,
        };
        let loses = |(at, new): (&CellRef, &NewCell)| {
            let own = self.cell(*at).filter(|_| matches!(new.content, NewContent::Content(_)))?;
            group(own).filter(|_| own.formula.as_ref().is_some_and(|formula| !formula.text.is_empty()))
        };
        let lost: Vec<u32> = cells.iter().filter_map(loses).collect();
        if lost.is_empty() {
            return Vec::new();
        }
        let shares = |cell: &&RawCell<'_>| group(cell).is_some_and(|index| lost.contains(&index));
        self.part.cells.iter().filter(shares).map(|cell| cell.at).collect()
    }

    fn rewrite(&self, old: &RawCell<'_>, new: &NewCell, own_formula: Option<&str>, splices: &mut Splices) {
        let prefix = self.part.prefix;
        let value = match &new.content {
            NewContent::Same => {
                if new.style != old.style {
                    let tag = self.xml.get(old.tag.clone()).unwrap_or_default();
                    splices.replace(old.tag.clone(), with_attribute(tag, "s", &new.style.to_string()));
                }
                if let (Some(text), Some(own)) = (own_formula, &old.formula) {
                    splices.replace(own.span.clone(), self.formula_xml(text));
                }
                return;
            }
            NewContent::Content(content) => self.content_xml(content),
            NewContent::Result(result) => {
                let Some(formula) = &old.formula else { return };
                let kept = match own_formula {
                    Some(text) => self.formula_xml(text),
                    None => self.xml.get(formula.span.clone()).unwrap_or_default().to_owned(),
                };
                let (kind, value) =
                    result.as_ref().map_or_else(Default::default, |result| self.result_xml(result));
                (kind, kept + &value)
            }
        };
        splices.replace(old.span.clone(), cell_xml(prefix, old.at, new.style, &value));
    }

    /// Puts missing cells into their row; where that is missing too and the others stand before it, it goes to `last`.
    fn insert(&self, row: u32, cells: &[(CellRef, &NewCell)], last: &mut String, splices: &mut Splices) {
        let prefix = self.part.prefix;
        let xml = |(at, new): &(CellRef, &NewCell)| {
            let value = match &new.content {
                NewContent::Content(content) => self.content_xml(content),
                NewContent::Same | NewContent::Result(_) => Default::default(),
            };
            cell_xml(prefix, *at, new.style, &value)
        };
        let inner: String = cells.iter().map(xml).collect();
        let place = match self.row(row) {
            Ok(place) => place,
            Err(next) => {
                let whole = format!("<{prefix}row r=\"{}\">{inner}</{prefix}row>", row + 1);
                match self.part.rows.get(next) {
                    Some(next) => splices.insert(next.span.start, whole),
                    None => last.push_str(&whole),
                }
                return;
            }
        };
        let own = &self.part.rows[place];
        let tag = self.xml.get(own.tag.clone()).unwrap_or_default();
        let new_tag = without_short_spans(tag, cells.iter().map(|(at, _)| *at));
        if let Some(open) = new_tag.strip_suffix("/>") {
            splices.replace(own.span.clone(), format!("{open}>{inner}</{prefix}row>"));
            return;
        }
        if new_tag != tag {
            splices.replace(own.tag.clone(), new_tag);
        }
        for cell in cells {
            splices.insert(self.place_in(own, cell.0), xml(cell));
        }
    }

    /// Where in a row a cell belongs: before the first one right of it.
    fn place_in(&self, row: &RawRow, at: CellRef) -> usize {
        let own = self.part.cells.get(row.cells.clone()).unwrap_or_default();
        match own.iter().find(|cell| cell.at.col > at.col) {
            Some(next) => next.span.start,
            None => own.last().map_or(row.tag.end, |last| last.span.end),
        }
    }

    /// Puts rows behind all that are there.
    fn append_rows(&self, rows: &str, splices: &mut Splices) {
        let Some(data) = self.part.element("sheetData") else { return };
        let text = self.xml.get(data.span.clone()).unwrap_or_default();
        match text.strip_suffix("/>") {
            Some(open) => {
                splices.replace(data.span.clone(), format!("{open}>{rows}</{}sheetData>", self.part.prefix));
            }
            None => {
                let end = text.rfind("</").unwrap_or(text.len());
                splices.insert(data.span.start + end, rows);
            }
        }
    }

    /// The sheet's stated extent takes in the new cells.
    fn grow_dimension<'c>(&self, cells: impl Iterator<Item = &'c CellRef>, splices: &mut Splices) {
        let Some(dimension) = self.part.element("dimension") else { return };
        let text = self.xml.get(dimension.span.clone()).unwrap_or_default();
        let Some((_, value)) = attribute_range(text, "ref") else { return };
        let Some(old) = Block::parse(&text[value.clone()]) else { return };
        let new = cells.fold(old, |block, at| Block {
            first: CellRef::new(block.first.row.min(at.row), block.first.col.min(at.col)),
            last: CellRef::new(block.last.row.max(at.row), block.last.col.max(at.col)),
        });
        if new != old {
            let start = dimension.span.start;
            let range = start + value.start..start + value.end;
            splices.replace(range, format!("{}:{}", new.first, new.last));
        }
    }

    /// The `t` of a cell and what stands inside it.
    fn content_xml(&self, content: &Content) -> (&'static str, String) {
        let prefix = self.part.prefix;
        match content {
            Content::Blank => Default::default(),
            Content::Number(number) => ("", self.value_xml(&number_text(*number))),
            Content::Bool(truth) => ("b", self.value_xml(if *truth { "1" } else { "0" })),
            Content::Text(text) | Content::Link { text, .. } => {
                let text = escaped(text);
                let inner =
                    format!("<{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is>");
                ("inlineStr", inner)
            }
            Content::Formula { text, result } => {
                let (kind, value) = match result {
                    Cached::Number(number) => ("", self.value_xml(&number_text(*number))),
                    Cached::Text(text) => ("str", self.value_xml(&escaped(text))),
                };
                (kind, self.formula_xml(text) + &value)
            }
        }
    }

    /// The `t` of a formula's cell and its result.
    fn result_xml(&self, result: &CellValue) -> (&'static str, String) {
        match result {
            CellValue::Number(number) | CellValue::Date(number) => {
                ("", self.value_xml(&number_text(*number)))
            }
            CellValue::Text(text) => ("str", self.value_xml(&escaped(text))),
            CellValue::Bool(truth) => ("b", self.value_xml(if *truth { "1" } else { "0" })),
            CellValue::Error(error) => ("e", self.value_xml(&escaped(error))),
            CellValue::Empty => ("str", self.value_xml("")),
        }
    }

    fn value_xml(&self, value: &str) -> String {
        format!("<{0}v>{value}</{0}v>", self.part.prefix)
    }

    fn formula_xml(&self, text: &str) -> String {
        format!("<{0}f>{1}</{0}f>", self.part.prefix, formula_escaped(text))
    }
}

/// A formula's text as XML. Of `_x0041_` a formula means just that.
fn formula_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn cell_xml(prefix: &str, at: CellRef, style: u32, (kind, inner): &(&'static str, String)) -> String {
    let mut xml = format!("<{prefix}c r=\"{at}\"");
    if style != 0 {
        write!(xml, " s=\"{style}\"").expect("a String takes all text");
    }
    if !kind.is_empty() {
        write!(xml, " t=\"{kind}\"").expect("a String takes all text");
    }
    xml + &if inner.is_empty() { "/>".to_owned() } else { format!(">{inner}</{prefix}c>") }
}

/// A number as spreadsheets write it: no more digits than a binary number tells apart.
fn number_text(number: Decimal) -> String {
    let number = trimmed(number);
    let text = number.to_string();
    // Read from its text, for the nearest binary number; `to_f64` may give the one beside it.
    match text.parse::<f64>() {
        Ok(float) if number.mantissa().unsigned_abs() >= 1_000_000_000_000_000 => float.to_string(),
        _ => text,
    }
}

/// The row's tag without the hint which columns it spans, where a new cell lies outside them.
fn without_short_spans(tag: &str, cells: impl Iterator<Item = CellRef>) -> String {
    let Some((whole, value)) = attribute_range(tag, "spans") else { return tag.to_owned() };
    let bounds = tag[value].split_once(':');
    let bounds = bounds.and_then(|(low, high)| Some(low.parse::<u32>().ok()?..=high.parse().ok()?));
    if bounds.is_some_and(|bounds| cells.map(|at| u32::from(at.col) + 1).all(|col| bounds.contains(&col))) {
        return tag.to_owned();
    }
    format!("{}{}", &tag[..whole.start], &tag[whole.end..])
}

/// A tag with an attribute's value replaced, or added behind its name.
fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    match attribute_range(tag, name) {
        Some((_, range)) => format!("{}{value}{}", &tag[..range.start], &tag[range.end..]),
        None => {
            let end =
                tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
            format!("{} {name}=\"{value}\"{}", &tag[..end], &tag[end..])
        }
    }
}

/// Where in a tag an attribute stands, with the blank before it, and where its value does.
fn attribute_range(tag: &str, name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut at = tag.find(|c: char| c.is_ascii_whitespace())?;
    loop {
        let start = at + tag[at..].find(|c: char| !c.is_ascii_whitespace())?;
        let equals = start + tag[start..].find('=')?;
        let quote_at = equals + 1 + tag[equals + 1..].find(|c: char| !c.is_ascii_whitespace())?;
        let quote = tag[quote_at..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let value = quote_at + 1..quote_at + 1 + tag[quote_at + 1..].find(quote)?;
        if tag[start..equals].trim_end() == name {
            return Some((at..value.end + 1, value));
        }
        at = value.end + 1;
    }
}
