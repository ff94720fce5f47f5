//! One table as the document has it: rows of cells that span columns of its grid.

use std::borrow::Cow;

use super::text::Lines;
use super::{SHEET, is_on, is_wrapper, val};
use crate::package::{Element, Markup};
use crate::read::error::ReadError;
use crate::read::open::tally::{Tally, too_many};
use crate::value::strip_blanks;

/// As wide as a sheet; Word itself stops at 63 columns.
pub(super) const COLS: usize = 16_384;

/// A table's rows and, where they are stated and fit, the edges of its columns.
#[derive(Default)]
pub(super) struct Table {
    /// Distances from the first edge in twentieths of a point, ascending; one more than columns.
    pub(super) edges: Option<Vec<u32>>,
    pub(super) rows: Vec<Row>,
}

#[derive(Default)]
pub(super) struct Row {
    pub(super) hidden: bool,
    pub(super) cells: Vec<GridCell>,
    /// Where the row ends on the grid, cells left out at its end included.
    end: usize,
}

impl Row {
    /// What its cells say, blanks and line breaks left out.
    pub(super) fn texts(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.cells.iter().map(|cell| strip_blanks(&cell.text)).filter(|text| !text.is_empty())
    }
}

/// A cell between two edges of the grid.
pub(super) struct GridCell {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) upright: Upright,
    pub(super) text: String,
}

/// A cell's part in one that spreads over several rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Upright {
    Alone,
    Begins,
    GoesOn,
}

impl Table {
    /// How many columns its grid has.
    pub(super) fn columns(&self) -> usize {
        let needed = || self.rows.iter().map(|row| row.end).max().unwrap_or(0);
        self.edges.as_ref().map_or_else(needed, |edges| edges.len().saturating_sub(1))
    }
}

/// Reads the table just opened.
pub(super) fn read(xml: &mut Markup<'_>, tally: &mut Tally) -> Result<Table, ReadError> {
    let mut table = Table::default();
    read_parts(xml, &mut table, tally)?;
    let needed = table.rows.iter().map(|row| row.end).max().unwrap_or(0);
    // A grid too narrow for its rows is not theirs.
    table.edges = table.edges.filter(|edges| edges.len() > needed);
    Ok(table)
}

fn read_parts(xml: &mut Markup<'_>, table: &mut Table, tally: &mut Tally) -> Result<(), ReadError> {
    while let Some(part) = xml.element()? {
        match part.name() {
            "tblGrid" => table.edges = read_edges(xml)?,
            "tr" => {
                tally.take(1, SHEET)?;
                let (mut row, mut deleted) = (Row::default(), false);
                read_row(xml, &mut row, &mut deleted, tally)?;
                if !deleted {
                    table.rows.push(row);
                }
            }
            name if is_wrapper(name) => read_parts(xml, table, tally)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// The edges, or `None` if a width is missing.
fn read_edges(xml: &mut Markup<'_>) -> Result<Option<Vec<u32>>, ReadError> {
    let (mut edges, mut known) = (vec![0_u32], true);
    while let Some(column) = xml.element()? {
        if column.name() == "gridCol" {
            if edges.len() > COLS {
                return Err(too_many(SHEET));
            }
            let width = column.attribute("w")?.and_then(|width| width.split('.').next()?.parse::<u32>().ok());
            known &= width.is_some();
            let last = edges.last().copied().unwrap_or(0);
            edges.push(last.saturating_add(width.unwrap_or(0)));
        }
        xml.skip()?;
    }
    Ok(Some(edges).filter(|_| known))
}

fn read_row(
    xml: &mut Markup<'_>,
    row: &mut Row,
    deleted: &mut bool,
    tally: &mut Tally,
) -> Result<(), ReadError> {
    let mut after = 0;
    while let Some(part) = xml.element()? {
        match part.name() {
            "trPr" => {
                while let Some(setting) = xml.element()? {
                    match setting.name() {
                        "gridBefore" => row.end = span(&setting)?,
                        "gridAfter" => after = span(&setting)?,
                        "hidden" => row.hidden = is_on(&setting)?,
                        "del" => *deleted = true,
                        _ => {}
                    }
                    xml.skip()?;
                }
            }
            "tc" => read_cell(xml, row, tally)?,
            name if is_wrapper(name) => read_row(xml, row, deleted, tally)?,
            _ => xml.skip()?,
        }
        if row.end > COLS {
            return Err(too_many(SHEET));
        }
    }
    row.end = row.end.saturating_add(after);
    Ok(())
}

fn span(element: &Element<'_>) -> Result<usize, ReadError> {
    Ok(val(element)?.and_then(|count| count.trim().parse().ok()).unwrap_or(0))
}

fn read_cell(xml: &mut Markup<'_>, row: &mut Row, tally: &mut Tally) -> Result<(), ReadError> {
    tally.take(1, SHEET)?;
    let (mut width, mut upright, mut goes_on_left) = (1, Upright::Alone, false);
    let mut lines = Lines::default();
    while let Some(part) = xml.element()? {
        if part.name() != "tcPr" {
            lines.read_block(xml, part.name())?;
            continue;
        }
        while let Some(setting) = xml.element()? {
            // Without a value a merge goes on.
            let goes = |setting: &Element<'_>| val(setting).map(|own| own.as_deref() != Some("restart"));
            match setting.name() {
                "gridSpan" => width = span(&setting)?.max(1),
                "vMerge" if goes(&setting)? => upright = Upright::GoesOn,
                "vMerge" => upright = Upright::Begins,
                "hMerge" => goes_on_left = goes(&setting)?,
                _ => {}
            }
            xml.skip()?;
        }
    }
    let (first, end) = (row.end, row.end.saturating_add(width));
    row.end = end;
    if goes_on_left && let Some(left) = row.cells.last_mut() {
        left.end = end;
        return Ok(());
    }
    let text = lines.finish();
    tally.take_text(text.len(), SHEET)?;
    row.cells.push(GridCell { first, end, upright, text });
    Ok(())
}
