//! What an earlier run wrote into the workbook: its corrections, and the answers people gave to its findings.

use std::collections::BTreeSet;

use super::answers::Answer;
use super::issue_list::OpenLine;
use super::{change_log, issue_list};
use crate::model::{EvaluationForm, Finding};
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
    /// The lines of findings that still stood then.
    pub(super) open: BTreeSet<OpenLine>,
    /// Lines of 问题清单 that were settled then, cell by cell.
    pub(super) settled: Vec<(Place, Vec<String>)>,
    /// What people wrote beside findings.
    pub(super) answers: Vec<Answer>,
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
            let table = Table::read(sheet, &issue_list::HEADINGS);
            for (row, line) in table.numbered() {
                earlier.take_issue(&line, table.cell(row, issue_list::ANSWER));
            }
        }
        earlier
    }

    fn take_issue(&mut self, line: &[String], answered_at: CellRef) {
        let text = |column: usize| line.get(column).cloned().unwrap_or_default();
        let Some((sheet, cell)) = split_place(&text(issue_list::PLACE)) else { return };
        let place: Place = (text(issue_list::RULE), sheet, cell);
        let state = text(issue_list::STATE);
        let is_open = issue_list::STANDING.contains(&state.as_str());
        let answer = Answer::new(&place, text(issue_list::LABEL), answered_at, is_open, text);
        self.answers.extend(answer.by_a_person());
        if is_open {
            let (answer, reason) = (text(issue_list::ANSWER), text(issue_list::REASON));
            self.open.insert(OpenLine { place, severity: text(issue_list::LEVEL), state, answer, reason });
        } else {
            self.settled.push((place, line.to_vec()));
        }
    }

    /// What a person wrote beside this finding.
    pub(super) fn answer(&self, form: &EvaluationForm, finding: &Finding) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.is_about(form, finding))
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
    let rule = id_in(&next());
    Some(Change { sheet, cell, label, old_text, old_formula, new_text, new_formula, rule })
}

/// The id in `总分与得分之和不符（total-off-sum）`.
fn id_in(rule: &str) -> String {
    rule.rsplit_once('（').map_or(rule, |(_, id)| id).trim_end_matches('）').to_owned()
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
        self.numbered().map(|(_, line)| line)
    }

    /// The same, each with its row.
    fn numbered(&self) -> impl Iterator<Item = (u32, Vec<String>)> {
        let first = self.heading.map_or(u32::MAX, |row| row + 1);
        let text = |row: u32, col: u16| {
            self.sheet.cell(CellRef::new(row, col)).map(|cell| cell.text.clone()).unwrap_or_default()
        };
        (first..u32::MAX)
            .map(move |row| (row, self.columns.iter().map(|col| text(row, *col)).collect::<Vec<_>>()))
            .take_while(|(_, line)| line.first().is_some_and(|number| number.parse::<u32>().is_ok()))
    }

    /// The cell of a row in the column of a heading.
    fn cell(&self, row: u32, heading: usize) -> CellRef {
        CellRef::new(row, self.columns.get(heading).copied().unwrap_or_default())
    }
}
