//! What an earlier run wrote into the workbook: its corrections, and the answers people gave to its findings.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::answers::Answer;
use super::issue_list::OpenLine;
use super::{change_log, issue_list};
use crate::model::{EvaluationForm, Finding};
use crate::read::{CellValue, Sheet, Workbook, own_suffix};
use crate::value::CellRef;

/// Why a cell changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// 更正: a fix is written into it.
    Corrected,
    /// 随动: its own formula gives another result because other cells changed.
    Follows,
}

impl ChangeKind {
    /// As 更正记录 says it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Corrected => "更正",
            Self::Follows => "随动",
        }
    }
}

/// One changed cell, as 更正记录 lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Why it changes.
    pub kind: ChangeKind,
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// The row's own label.
    pub label: String,
    /// What the cell held.
    pub old: CellValue,
    /// What it showed.
    pub old_text: String,
    /// Its number format; `None` is General.
    pub old_format: Option<Arc<str>>,
    /// Its formula, without `=`; empty if none.
    pub old_formula: String,
    /// What it holds now; nothing where the program that opens the workbook has to work it out.
    pub new: CellValue,
    /// What it shows now.
    pub new_text: String,
    /// Its number format now.
    pub new_format: Option<Arc<str>>,
    /// Its formula now.
    pub new_formula: String,
    /// The rule that called for it; empty where the cell only follows.
    pub rule: String,
}

impl Change {
    /// Whether a fix called for it; the others follow from one.
    pub fn is_fix(&self) -> bool {
        !self.rule.is_empty()
    }
}

/// Where a finding stands: rule, sheet, cell.
pub(super) type Place = (String, String, CellRef);

/// A cell that an earlier run marked, and where the style is kept that it had.
#[derive(Debug)]
pub(super) struct Kept {
    /// The cell's sheet.
    pub(super) sheet: String,
    /// The cell.
    pub(super) cell: CellRef,
    /// The sheet of ours that keeps its style.
    pub(super) list: &'static str,
    /// The cell that does: it says whose style it has, so that lines can be sorted.
    pub(super) keeper: CellRef,
}

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
    /// The cells that the lists name, with their sheets: those that may carry a mark.
    pub(super) places: Vec<(String, CellRef)>,
    /// The styles that cells had before they were marked.
    pub(super) kept_styles: Vec<Kept>,
}

impl Earlier {
    /// Reads what the workbook carries.
    pub(super) fn read(workbook: &Workbook) -> Self {
        let suffix = own_suffix(workbook);
        let own = |name: &str| workbook.sheet(&format!("{name}{}", suffix?));
        let mut earlier = Self { present: own(super::about::NAME).is_some(), ..Self::default() };
        if let Some(sheet) = own(change_log::NAME) {
            let table = Table::read(sheet, &change_log::HEADINGS);
            for (row, line) in table.numbered() {
                if let Some(change) = change(&table, row, &line) {
                    earlier.places.push((change.sheet.clone(), change.cell));
                    earlier.changes.push(change);
                }
            }
            earlier.kept_styles.extend(table.kept(change_log::NAME));
        }
        if let Some(sheet) = own(issue_list::NAME) {
            let table = Table::read(sheet, &issue_list::HEADINGS);
            for (row, line) in table.numbered() {
                earlier.places.extend(split_place(&line[issue_list::PLACE]));
                earlier.take_issue(&line, table.cell(row, issue_list::ANSWER));
            }
            earlier.kept_styles.extend(table.kept(issue_list::NAME));
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

fn change(table: &Table<'_>, row: u32, line: &[String]) -> Option<Change> {
    let text = |column: usize| line.get(column).cloned().unwrap_or_default();
    let cell = |column| table.sheet.cell(table.cell(row, column));
    let value = |column| cell(column).map_or(CellValue::Empty, |cell| cell.value.clone());
    let format = |column| cell(column).and_then(|cell| cell.format.clone());
    let is_follower = text(change_log::KIND) == ChangeKind::Follows.word();
    Some(Change {
        kind: if is_follower { ChangeKind::Follows } else { ChangeKind::Corrected },
        sheet: text(change_log::SHEET),
        cell: text(change_log::CELL).parse().ok()?,
        label: text(change_log::LABEL),
        old: value(change_log::OLD),
        old_text: text(change_log::OLD),
        old_format: format(change_log::OLD),
        old_formula: without_sign(&text(change_log::OLD_FORMULA)),
        new: value(change_log::NEW),
        new_text: text(change_log::NEW),
        new_format: format(change_log::NEW),
        new_formula: without_sign(&text(change_log::NEW_FORMULA)),
        rule: id_in(&text(change_log::RULE)),
    })
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

    /// The numbered lines below the heading, up to the first one without a number, each with its row; somebody may have
    /// sorted them.
    fn numbered(&self) -> Vec<(u32, Vec<String>)> {
        let first = self.heading.map_or(u32::MAX, |row| row + 1);
        let text = |row: u32, col: u16| {
            self.sheet.cell(CellRef::new(row, col)).map(|cell| cell.text.clone()).unwrap_or_default()
        };
        let lines =
            (first..u32::MAX).map(|row| (row, self.columns.iter().map(|col| text(row, *col)).collect()));
        let number = |line: &Vec<String>| line.first()?.parse::<u32>().ok();
        let mut lines: Vec<_> = lines.take_while(|(_, line)| number(line).is_some()).collect();
        lines.sort_by_key(|(_, line)| number(line));
        lines
    }

    /// The cells beside the table that keep styles.
    fn kept(&self, list: &'static str) -> impl Iterator<Item = Kept> {
        let beside = self.sheet.cells.iter().filter(|cell| !self.columns.contains(&cell.at.col));
        beside.filter_map(move |keeper| {
            let (sheet, cell) = split_place(&keeper.text)?;
            Some(Kept { sheet, cell, list, keeper: keeper.at })
        })
    }

    /// The cell of a row in the column of a heading.
    fn cell(&self, row: u32, heading: usize) -> CellRef {
        CellRef::new(row, self.columns.get(heading).copied().unwrap_or_default())
    }
}
