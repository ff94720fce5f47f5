//! What an earlier run wrote into the workbook: its corrections, and the answers people gave to its findings.

use std::collections::{BTreeSet, HashMap};

use super::{change_log, issue_list};
use crate::read::{Sheet, Workbook, is_own_sheet};
use crate::value::CellRef;

/// One changed cell, as 更正记录 lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// The row's own label.
    pub label: String,
    /// What the cell showed.
    pub old_text: String,
    /// Its formula, without `=`; empty if none.
    pub old_formula: String,
    /// What it shows now.
    pub new_text: String,
    /// Its formula now.
    pub new_formula: String,
    /// The rule that called for it.
    pub rule: String,
}

/// Where a finding stands: rule, sheet, cell.
pub(super) type Place = (String, String, CellRef);

/// What an earlier run left in the workbook.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Whether the workbook carries ziping's sheets at all.
    pub(super) present: bool,
    /// The lines of 更正记录, in order.
    pub(super) changes: Vec<Change>,
    /// The findings that were open then.
    pub(super) open: BTreeSet<Place>,
    /// Lines of 问题清单 that were settled then, cell by cell.
    pub(super) settled: Vec<(Place, Vec<String>)>,
    /// 核实情况 and 经办人 by finding.
    pub(super) answers: HashMap<Place, (String, String)>,
}

impl Earlier {
    /// Reads what the workbook carries.
    pub(super) fn read(workbook: &Workbook) -> Self {
        let own = |name: &str| workbook.sheet(name).filter(|_| is_own_sheet(workbook, name));
        let mut earlier = Self { present: own(super::about::NAME).is_some(), ..Self::default() };
        if let Some(sheet) = own(change_log::NAME) {
            earlier.changes = Table::read(sheet, &change_log::HEADINGS).lines().filter_map(change).collect();
        }
        if let Some(sheet) = own(issue_list::NAME) {
            for line in Table::read(sheet, &issue_list::HEADINGS).lines() {
                earlier.take_issue(&line);
            }
        }
        earlier
    }

    fn take_issue(&mut self, line: &[String]) {
        let text = |column: usize| line.get(column).cloned().unwrap_or_default();
        let Some((sheet, cell)) = split_place(&text(issue_list::PLACE)) else { return };
        let place: Place = (text(issue_list::RULE), sheet, cell);
        let (answer, by) = (text(issue_list::ANSWER), text(issue_list::BY));
        if !answer.is_empty() || !by.is_empty() {
            self.answers.insert(place.clone(), (answer, by));
        }
        if text(issue_list::STATE) == issue_list::OPEN {
            self.open.insert(place);
        } else {
            self.settled.push((place, line.to_vec()));
        }
    }
}

fn change(line: Vec<String>) -> Option<Change> {
    let mut texts = line.into_iter();
    let mut next = || texts.next().unwrap_or_default();
    let _number = next();
    let sheet = next();
    let cell = next().parse().ok()?;
    let label = next();
    let old_text = next();
    let old_formula = without_sign(&next());
    let new_text = next();
    let new_formula = without_sign(&next());
    let rule = next();
    let rule = rule.rsplit_once('（').map_or(rule.as_str(), |(_, id)| id).trim_end_matches('）').to_owned();
    Some(Change { sheet, cell, label, old_text, old_formula, new_text, new_formula, rule })
}

fn without_sign(formula: &str) -> String {
    formula.strip_prefix('=').unwrap_or(formula).to_owned()
}

/// `绩效自评表!H19` as it is shown in a list.
pub(super) fn shown_place(sheet: &str, cell: CellRef) -> String {
    format!("{sheet}!{cell}")
}

fn split_place(text: &str) -> Option<(String, CellRef)> {
    let (sheet, cell) = text.rsplit_once('!')?;
    Some((sheet.to_owned(), cell.parse().ok()?))
}

/// A numbered table of one of ziping's sheets, found by its headings.
struct Table<'s> {
    sheet: &'s Sheet,
    heading: Option<u32>,
    columns: Vec<u16>,
}

impl<'s> Table<'s> {
    fn read(sheet: &'s Sheet, headings: &[&str]) -> Self {
        let starts = |cell: &&crate::read::Cell| cell.text == headings[0];
        let heading = sheet.cells.iter().find(starts).map(|cell| cell.at.row);
        let columns = heading.map_or_else(Vec::new, |row| {
            let column = |heading: &&str| {
                sheet.row(row).iter().find(|cell| cell.text == **heading).map_or(u16::MAX, |cell| cell.at.col)
            };
            headings.iter().map(column).collect()
        });
        Self { sheet, heading, columns }
    }

    /// The numbered lines below the heading, up to the first one without a number.
    fn lines(&self) -> impl Iterator<Item = Vec<String>> {
        let first = self.heading.map_or(u32::MAX, |row| row + 1);
        let text = |row: u32, col: u16| {
            self.sheet.cell(CellRef::new(row, col)).map(|cell| cell.text.clone()).unwrap_or_default()
        };
        (first..u32::MAX)
            .map(move |row| self.columns.iter().map(|col| text(row, *col)).collect::<Vec<_>>())
            .take_while(|line| line.first().is_some_and(|number| number.parse::<u32>().is_ok()))
    }
}
