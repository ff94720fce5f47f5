//! Texts on a grid, and the workbook they are drawn into.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::truth::{At, Truth, compare};

/// The cells of one sheet; a text that is a plain number becomes a number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Canvas {
    cells: BTreeMap<At, String>,
    merges: Vec<(At, At)>,
    hidden_rows: BTreeSet<u32>,
    pub(crate) numbers_as_text: bool,
}

impl Canvas {
    pub(crate) fn put(&mut self, at: At, text: &str) {
        if !text.is_empty() {
            self.cells.insert(at, text.to_owned());
        }
    }

    /// One cell from `from` to `to`.
    pub(crate) fn block(&mut self, from: At, to: At, text: &str) {
        self.put(from, text);
        if from != to {
            self.merges.push((from, to));
        }
    }

    pub(crate) fn erase(&mut self, at: At) {
        self.cells.remove(&at);
    }

    pub(crate) fn hide_row(&mut self, row: u32) {
        self.hidden_rows.insert(row);
    }

    /// One text a row in this column from `first` down, instead of what was merged there.
    pub(crate) fn split_column(&mut self, col: u16, first: u32, texts: &[&str]) {
        self.merges.retain(|(from, to)| from.1 != col || to.1 != col || from.0 < first);
        for (row, text) in (first..).zip(texts) {
            self.put((row, col), text);
        }
    }

    /// One past the last row and column.
    pub(crate) fn size(&self) -> (u32, u16) {
        let ends = self.merges.iter().map(|(_, to)| to).chain(self.cells.keys());
        ends.fold((0, 0), |(rows, cols), at| (rows.max(at.0 + 1), cols.max(at.1 + 1)))
    }

    /// Every cell where `to` puts it; a merged block grows with what is inserted into it.
    pub(crate) fn moved(&self, to: impl Fn(At) -> At) -> Self {
        Self {
            cells: self.cells.iter().map(|(at, text)| (to(*at), text.clone())).collect(),
            merges: self.merges.iter().map(|(first, last)| (to(*first), to(*last))).collect(),
            hidden_rows: self.hidden_rows.iter().map(|row| to((*row, 0)).0).collect(),
            numbers_as_text: self.numbers_as_text,
        }
    }

    fn add(&mut self, other: Self) {
        self.cells.extend(other.cells);
        self.merges.extend(other.merges);
        self.hidden_rows.extend(other.hidden_rows);
    }

    pub(crate) fn draw(&self, sheet: &mut Worksheet) {
        let plain = Format::new();
        for ((row, col), (last_row, last_col)) in &self.merges {
            sheet
                .merge_range(*row, *col, *last_row, *last_col, "", &plain)
                .expect("a block inside the sheet");
        }
        for ((row, col), text) in &self.cells {
            let number = text.parse::<f64>().ok().filter(|number| number.to_string() == *text);
            match number.filter(|_| !self.numbers_as_text) {
                Some(number) => sheet.write(*row, *col, number),
                None => sheet.write(*row, *col, text),
            }
            .expect("a cell inside the sheet");
        }
        for row in &self.hidden_rows {
            sheet.set_row_hidden(*row).expect("a row inside the sheet");
        }
    }
}

/// One sheet: what stands on it, and the forms that a reader should find, top to bottom.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) canvas: Canvas,
    pub(crate) truths: Vec<Truth>,
}

impl Page {
    pub(crate) fn new(canvas: Canvas, truths: Vec<Truth>) -> Self {
        Self { name: "自评表".to_owned(), hidden: false, canvas, truths }
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    pub(crate) fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    pub(crate) fn size(&self) -> (u32, u16) {
        self.canvas.size()
    }

    pub(crate) fn moved(&self, to: impl Fn(At) -> At) -> Self {
        let truths = self.truths.iter().map(|truth| truth.moved(&to)).collect();
        Self { canvas: self.canvas.moved(&to), truths, ..self.clone() }
    }

    pub(crate) fn shifted(&self, down: u32, right: u16) -> Self {
        self.moved(|(row, col)| (row + down, col + right))
    }

    pub(crate) fn with_blank_row(&self, before: u32) -> Self {
        self.moved(|(row, col)| (row + u32::from(row >= before), col))
    }

    pub(crate) fn with_blank_column(&self, before: u16) -> Self {
        self.moved(|(row, col)| (row, col + u16::from(col >= before)))
    }

    /// `below` under this, `gap` blank rows between.
    pub(crate) fn above(mut self, below: &Self, gap: u32) -> Self {
        let below = below.shifted(self.size().0 + gap, 0);
        self.canvas.add(below.canvas);
        self.truths.extend(below.truths);
        self
    }

    /// What a reader gets wrong; empty if nothing.
    pub(crate) fn faults(&self) -> Vec<String> {
        faults(std::slice::from_ref(self))
    }

    #[track_caller]
    pub(crate) fn check(&self) {
        check(std::slice::from_ref(self));
    }
}

pub(crate) fn saved(pages: &[Page]) -> Vec<u8> {
    let mut writer = Workbook::new();
    for page in pages {
        let sheet = writer.add_worksheet();
        sheet.set_name(&page.name).expect("a sheet name").set_hidden(page.hidden);
        page.canvas.draw(sheet);
    }
    writer.save_to_buffer().expect("a workbook in memory")
}

pub(crate) fn faults(pages: &[Page]) -> Vec<String> {
    let expected: Vec<(String, Truth)> = pages
        .iter()
        .flat_map(|page| page.truths.iter().map(|truth| (page.name.clone(), truth.clone())))
        .collect();
    compare(&expected, &saved(pages))
}

#[track_caller]
pub(crate) fn check(pages: &[Page]) {
    let faults = faults(pages);
    assert!(faults.is_empty(), "{} differences:\n{}", faults.len(), faults.join("\n"));
}

/// Several pages tried one after another; all that fail are told together.
#[derive(Debug, Default)]
pub(crate) struct Trials {
    tried: usize,
    failed: Vec<String>,
}

impl Trials {
    pub(crate) fn add(&mut self, name: &str, page: &Page) {
        self.tried += 1;
        let faults = page.faults();
        if let Some(first) = faults.first() {
            self.failed.push(format!("{name:?}: {} differences, the first {first}", faults.len()));
        }
    }

    #[track_caller]
    pub(crate) fn end(self) {
        let Self { tried, failed } = self;
        assert!(failed.is_empty(), "{} of {tried} go wrong:\n{}", failed.len(), failed.join("\n"));
    }
}
