//! What the corrected workbook says of itself on its added sheets.

use std::collections::{BTreeMap, BTreeSet};

use ziping::value::CellRef;

use super::book::{Book, Cell, Cells, area};

/// The sheets that `fix` adds, in their order.
pub(crate) const ADDED: [&str; 5] = ["核对结论", "问题清单", "更正记录", "重算底稿", "规则与版本"];

/// A line of 更正记录.
pub(crate) struct Change {
    pub(crate) class: String,
    pub(crate) sheet: String,
    pub(crate) at: CellRef,
    pub(crate) old: Cell,
    pub(crate) old_formula: String,
    pub(crate) new: Cell,
    pub(crate) new_formula: String,
}

/// The lines of the added sheets that the checks go by.
pub(crate) struct Log {
    pub(crate) changes: Vec<Change>,
    /// The areas that 问题清单 names.
    pub(crate) issues: Vec<(String, (CellRef, CellRef))>,
    pub(crate) changed_parts: BTreeSet<String>,
    pub(crate) added_parts: BTreeSet<String>,
    pub(crate) removed_parts: BTreeSet<String>,
}

impl Log {
    pub(crate) fn of(book: &Book) -> Self {
        let about = book.cells("规则与版本");
        Self {
            changes: table(&book.cells("更正记录")).iter().map(change).collect(),
            issues: table(&book.cells("问题清单")).iter().filter_map(issue).collect(),
            changed_parts: listed(&about, "改动的部件"),
            added_parts: listed(&about, "新增的部件"),
            removed_parts: listed(&about, "删去的部件"),
        }
    }

    /// The line on a cell.
    pub(crate) fn change(&self, sheet: &str, at: CellRef) -> Option<&Change> {
        self.changes.iter().find(|change| change.sheet == sheet && change.at == at)
    }

    /// Whether 问题清单 names the cell.
    pub(crate) fn has_issue(&self, sheet: &str, at: CellRef) -> bool {
        let inside = |(first, last): (CellRef, CellRef)| {
            (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
        };
        self.issues.iter().any(|(name, area)| name == sheet && inside(*area))
    }

    /// `class sheet!cell old → new` of every line, numbers as numbers.
    pub(crate) fn spoken(&self) -> Vec<String> {
        let line = |change: &Change| {
            let (class, sheet, at) = (&change.class, &change.sheet, change.at);
            format!("{class} {sheet}!{at} {} → {}", change.old.value, change.new.value)
        };
        self.changes.iter().map(line).collect()
    }
}

/// The rows of a numbered table, each by its column headings.
pub(crate) fn table(cells: &Cells) -> Vec<BTreeMap<String, Cell>> {
    let head = cells.iter().find(|(_, cell)| cell.value == "序号").map(|(at, _)| *at).unwrap();
    let headings: BTreeMap<u16, String> = cells
        .iter()
        .filter(|(at, _)| at.row == head.row)
        .map(|(at, cell)| (at.col, cell.value.clone()))
        .collect();
    let mut rows = Vec::new();
    for row in head.row + 1.. {
        let number = cells.get(&CellRef::new(row, head.col));
        if number.and_then(Cell::number).is_none() {
            return rows;
        }
        let cell = |col: &u16| cells.get(&CellRef::new(row, *col)).cloned().unwrap_or_default();
        rows.push(headings.iter().map(|(col, heading)| (heading.clone(), cell(col))).collect());
    }
    rows
}

fn change(row: &BTreeMap<String, Cell>) -> Change {
    let cell = |heading: &str| row.get(heading).unwrap_or_else(|| panic!("更正记录 has no column {heading}"));
    let text = |heading: &str| cell(heading).value.clone();
    Change {
        class: text("类别"),
        sheet: text("工作表"),
        at: text("单元格").parse().unwrap(),
        old: cell("原值").clone(),
        old_formula: text("原公式"),
        new: cell("新值").clone(),
        new_formula: text("新公式"),
    }
}

fn issue(row: &BTreeMap<String, Cell>) -> Option<(String, (CellRef, CellRef))> {
    let place = &row.get("位置").unwrap().value;
    let (sheet, at) = place.rsplit_once('!')?;
    let sheet = sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\'')).unwrap_or(sheet);
    Some((sheet.replace("''", "'"), area(at)))
}

/// The names beside a label, over as many lines or rows as they take.
fn listed(cells: &Cells, label: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    let last = cells.keys().map(|at| at.row).max().unwrap_or(0);
    for row in 0..=last {
        let text = |col| cells.get(&CellRef::new(row, col)).map_or("", |cell| cell.value.as_str());
        inside = text(0) == label || (inside && text(0).is_empty());
        if inside {
            let value = (1..4).map(text).find(|text| !text.is_empty()).unwrap_or("");
            names.extend(value.lines().map(|name| name.trim().trim_start_matches('/').to_owned()));
        }
    }
    names.remove("");
    names.remove("无");
    names
}
