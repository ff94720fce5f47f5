//! The sheets that carry a form, as a grid that the page draws as on paper.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::looks::{Align, Look, Looks, looks};
use crate::check::Input;
use crate::read::{self, CellValue, FileKind, Merge, Workbook};
use crate::rules::CheckedForm;
use crate::value::CellRef;

/// No form is longer or wider; what a sheet holds beyond it is not drawn, and the sheet says so.
const MOST_ROWS: u32 = 2_000;
const MOST_COLS: u16 = 100;
/// Widths in characters of a column: of one that was given none, and of those that are told by their texts.
const USUAL_WIDTH: f64 = 8.43;
const NARROWEST: f64 = 6.0;
const WIDEST: f64 = 30.0;
/// A text up to so many characters is set in the middle where the file does not say how.
const SHORT: usize = 12;

/// A sheet to be drawn.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    name: String,
    /// The first row drawn, from 1, as on the sheet.
    first: u32,
    /// The first column drawn, from 1.
    first_column: u16,
    /// How many rows are drawn.
    rows: u32,
    /// The width of each column drawn, in characters.
    columns: Vec<f64>,
    /// Whether the sheet goes on where the drawing ends.
    #[serde(skip_serializing_if = "is_false")]
    cut: bool,
    cells: Vec<SheetCell>,
}

/// A cell of it; of a merged block the first only.
#[derive(Debug, Serialize)]
struct SheetCell {
    at: String,
    text: String,
    #[serde(skip_serializing_if = "is_one")]
    colspan: u32,
    #[serde(skip_serializing_if = "is_one")]
    rowspan: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    align: Option<Align>,
    #[serde(skip_serializing_if = "is_false")]
    bold: bool,
    #[serde(skip_serializing_if = "is_false")]
    wrap: bool,
}

fn is_one(span: &u32) -> bool {
    *span == 1
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// The sheets on which the forms stand, in tab order.
pub(super) fn drawn(input: &Input, workbook: &Workbook, forms: &[CheckedForm]) -> Vec<Sheet> {
    let carries = |sheet: &&read::Sheet| forms.iter().any(|checked| checked.form.sheet == sheet.name);
    let sheets: Vec<&read::Sheet> = workbook.sheets.iter().filter(carries).collect();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let looks = if workbook.kind == FileKind::Xlsx { looks(&input.bytes, &names) } else { HashMap::new() };
    sheets.iter().filter_map(|sheet| draw(sheet, looks.get(&sheet.name))).collect()
}

fn draw(sheet: &read::Sheet, looks: Option<&Looks>) -> Option<Sheet> {
    let area = Area::of(sheet)?;
    let blocks = area.sound_blocks(sheet);
    let mut cells: BTreeMap<CellRef, SheetCell> = BTreeMap::new();
    for block in &blocks {
        // Those that hold nothing are drawn too.
        cells.insert(block.first, SheetCell::blank(*block));
    }
    let hidden: HashSet<CellRef> =
        blocks.iter().flat_map(|block| places(block).filter(|at| *at != block.first)).collect();
    let held = sheet.cells.iter().filter(|cell| area.holds(cell.at) && !cell.text.is_empty());
    for cell in held.filter(|cell| !hidden.contains(&cell.at)) {
        let alone = || SheetCell::blank(Merge { first: cell.at, last: cell.at });
        let look = match looks {
            Some(looks) => looks.of(cell.at).unwrap_or_default(),
            None => told_by_text(&cell.text),
        };
        let by_value =
            matches!(cell.value, CellValue::Number(_) | CellValue::Date(_)).then_some(Align::Right);
        let drawn = cells.entry(cell.at).or_insert_with(alone);
        drawn.text.clone_from(&cell.text);
        drawn.align = look.align.or(by_value);
        (drawn.bold, drawn.wrap) = (look.bold, look.wrap);
    }
    let width = |col| match looks {
        Some(looks) => looks.width(col).unwrap_or(USUAL_WIDTH),
        None => needed_width(&cells, col),
    };
    Some(Sheet {
        name: sheet.name.clone(),
        first: area.first.row + 1,
        first_column: area.first.col + 1,
        rows: area.last.row - area.first.row + 1,
        columns: (area.first.col..=area.last.col).map(width).collect(),
        cut: area.is_cut,
        cells: cells.into_values().collect(),
    })
}

impl SheetCell {
    /// A cell without text over a block, or alone.
    fn blank(block: Merge) -> Self {
        Self {
            at: block.first.to_string(),
            text: String::new(),
            colspan: u32::from(block.last.col - block.first.col) + 1,
            rowspan: block.last.row - block.first.row + 1,
            align: None,
            bold: false,
            wrap: false,
        }
    }
}

/// How a cell is set whose file does not say.
fn told_by_text(text: &str) -> Look {
    let is_short = text.chars().nth(SHORT).is_none();
    Look { align: Some(if is_short { Align::Center } else { Align::Left }), bold: false, wrap: true }
}

/// What the texts of a column need, long ones broken into lines.
fn needed_width(cells: &BTreeMap<CellRef, SheetCell>, col: u16) -> f64 {
    let own = cells.iter().filter(|(at, cell)| at.col == col && cell.colspan == 1);
    let longest = own.flat_map(|(_, cell)| cell.text.lines()).map(|line| line.chars().count()).max();
    // A Chinese character is two wide.
    f64::from(u32::try_from(2 * longest.unwrap_or(0)).unwrap_or(u32::MAX)).clamp(NARROWEST, WIDEST)
}

fn places(block: &Merge) -> impl Iterator<Item = CellRef> + use<> {
    let (first, last) = (block.first, block.last);
    (first.row..=last.row).flat_map(move |row| (first.col..=last.col).map(move |col| CellRef::new(row, col)))
}

/// The part of a sheet that is drawn.
struct Area {
    first: CellRef,
    last: CellRef,
    is_cut: bool,
}

impl Area {
    /// From the first cell that shows something to the last, blocks whole.
    fn of(sheet: &read::Sheet) -> Option<Self> {
        let shown = || sheet.cells.iter().filter(|cell| !cell.text.is_empty()).map(|cell| cell.at);
        let row = shown().map(|at| at.row).min()?;
        let col = shown().map(|at| at.col).min()?;
        let mut last = shown().fold((row, col), |last, at| (last.0.max(at.row), last.1.max(at.col)));
        let most = (row.saturating_add(MOST_ROWS - 1), col.saturating_add(MOST_COLS - 1));
        let is_cut = last.0 > most.0 || last.1 > most.1;
        let starts_inside = |block: &&Merge| {
            (row..=last.0).contains(&block.first.row) && (col..=last.1).contains(&block.first.col)
        };
        let ends = sheet.merges.iter().filter(starts_inside).map(|block| block.last).collect::<Vec<_>>();
        for end in ends {
            last = (last.0.max(end.row), last.1.max(end.col));
        }
        Some(Self {
            first: CellRef::new(row, col),
            last: CellRef::new(last.0.min(most.0), last.1.min(most.1)),
            is_cut,
        })
    }

    fn holds(&self, at: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.col..=self.last.col).contains(&at.col)
    }

    /// The merged blocks within it; of two that lie over one another, which no program makes, the first.
    fn sound_blocks(&self, sheet: &read::Sheet) -> Vec<Merge> {
        let mut covered = HashSet::new();
        let mut sound = Vec::new();
        for block in sheet.merges.iter().filter(|block| self.holds(block.first)) {
            let last = CellRef::new(block.last.row.min(self.last.row), block.last.col.min(self.last.col));
            if last.row < block.first.row || last.col < block.first.col {
                continue;
            }
            let block = Merge { first: block.first, last };
            if places(&block).all(|at| !covered.contains(&at)) {
                covered.extend(places(&block));
                sound.push(block);
            }
        }
        sound
    }
}
