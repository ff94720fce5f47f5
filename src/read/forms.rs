//! The grid → typed forms.

use std::collections::BTreeSet;

use super::blocks::{Kind, Segment, line_at, segments};
use super::error::{NoFormGuess, ReadError};
use super::gate::is_form;
use super::grid::{CellValue, FileKind, Sheet, Workbook};
use super::indicator_columns::Columns;
use super::oddities::note_oddities;
use super::page::Page;
use super::{funding, goals, header, indicators, notes, parents, totals};
use crate::budget;
use crate::model::{EvaluationForm, Field, FormPlan, Hidden};
use crate::value::CellRef;

/// The sheets that ziping adds to a workbook; the last one carries its mark.
const OWN_SHEETS: [&str; 5] = ["核对结论", "问题清单", "更正记录", "重算底稿", "规则与版本"];

/// What the sheet 规则与版本 says in a cell of its own when ziping wrote the workbook.
const OWN_MARK: &str = "ziping/workbook/1";

/// Reads every form of a workbook, hidden sheets included, in tab order.
///
/// Blocks and columns are found by their headings, never by address; the sheets ziping itself added are left out.
///
/// # Errors
///
/// If no sheet carries a form, or the time to read them is over.
pub fn read_forms(workbook: &Workbook) -> Result<Vec<EvaluationForm>, ReadError> {
    let suffix = own_suffix(workbook);
    let (mut forms, mut refused) = (Vec::new(), false);
    // The sheet of each form.
    let mut places = Vec::new();
    for (place, sheet) in workbook.sheets.iter().enumerate() {
        if sheet.cells.is_empty() || suffix.is_some_and(|suffix| is_own(&sheet.name, suffix)) {
            continue;
        }
        let page = Page::new(sheet);
        for segment in &segments(&page) {
            budget::in_time()?;
            let form = read_form(&page, segment);
            let is_form = is_form(segment, &form);
            refused |= !is_form && segment.of(Kind::Indicators).next().is_some();
            if is_form {
                forms.push(form);
                places.push(place);
            }
        }
    }
    if forms.is_empty() {
        let sheets = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        return Err(ReadError::NoForm {
            sheets,
            guess: if refused { NoFormGuess::AnotherForm } else { guess(workbook) },
        });
    }
    note_oddities(workbook, &mut forms, &places);
    Ok(forms)
}

/// Whether `name` is one of the sheets that ziping added to this workbook.
pub fn is_own_sheet(workbook: &Workbook, name: &str) -> bool {
    own_suffix(workbook).is_some_and(|suffix| is_own(name, suffix))
}

/// What the names of the sheets that ziping added to this workbook end with, so that they differ from the user's own; mostly
/// nothing. `None` where there are no such sheets.
pub fn own_suffix(workbook: &Workbook) -> Option<&str> {
    let says_so = |sheet: &Sheet| {
        sheet.cells.iter().any(|cell| matches!(&cell.value, CellValue::Text(text) if text == OWN_MARK))
    };
    let suffix = |sheet: &'_ Sheet| sheet.name.strip_prefix(OWN_SHEETS[4]).is_some() && says_so(sheet);
    workbook.sheets.iter().find(|sheet| suffix(sheet)).map(|sheet| &sheet.name[OWN_SHEETS[4].len()..])
}

fn is_own(name: &str, suffix: &str) -> bool {
    name.strip_suffix(suffix).is_some_and(|name| OWN_SHEETS.contains(&name))
}

fn guess(workbook: &Workbook) -> NoFormGuess {
    let mut texts =
        workbook.sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| cell.text.as_str()).peekable();
    if texts.peek().is_none() && workbook.kind == FileKind::Docx {
        NoFormGuess::NoTable
    } else if texts.peek().is_none() {
        NoFormGuess::NothingInside
    } else if texts.any(|text| ["绩效", "指标", "自评"].iter().any(|word| text.contains(word))) {
        NoFormGuess::NoHeadings
    } else {
        NoFormGuess::OtherTable
    }
}

fn read_form(page: &Page<'_>, segment: &Segment<'_>) -> EvaluationForm {
    let header = header::read(page, segment);
    let mut used = vec![false; segment.end];
    for block in &segment.blocks {
        used[block.first..=block.last].fill(true);
    }
    let amount_unit = funding::amount_unit(page, segment);
    let budget_points = funding::printed_points(page, segment);
    let (funding, funding_columns) = funding::read(page, segment, &amount_unit, &mut used);
    let blocks: Vec<_> =
        segment.of(Kind::Indicators).map(|block| (block, Columns::new(page, block))).collect();
    let (indicators, after) = indicators::read(page, segment, &blocks, &mut used);
    let goals = goals::read(page, segment, &mut used);
    let tasks = goals::read_tasks(page, segment, &mut used);
    let (total, grade) = totals::read(page, segment, &header.entries, (&blocks, after), &mut used);
    let mut notes = notes::read(page, segment, &used, grade.as_ref().map(|grade| grade.at));
    notes.extend(goals::beside(page, segment, &used, &goals, &tasks));
    let first_row = line_at(page, segment.first).map_or(0, |line| line.row);
    let last_row =
        segment.end.checked_sub(1).and_then(|at| line_at(page, at)).map_or(first_row, |line| line.row);
    let heading_rows = segment
        .blocks
        .iter()
        .flat_map(|block| block.first..=block.last)
        .filter_map(|at| line_at(page, at))
        .map(|line| line.row)
        .collect();
    let mut form = EvaluationForm {
        sheet: page.sheet.name.clone(),
        title: segment.title.map_or_else(
            || Field::blank(CellRef::new(first_row, 0)),
            |cell| Field::from_text(cell.at, &cell.text),
        ),
        kind: header.kind,
        fiscal_year: header.fiscal_year,
        unit_name: header.unit_name,
        amount_unit,
        header: header.entries,
        budget_points,
        goals,
        tasks,
        plan: FormPlan {
            first_row,
            last_row,
            heading_rows,
            indicator_columns: blocks.first().map_or_else(Vec::new, |(_, columns)| columns.plan()),
            funding_columns,
            guessed: blocks.iter().flat_map(|(_, columns)| columns.guessed()).collect(),
        },
        hidden: hidden(page.sheet, first_row, last_row),
        oddities: Vec::new(),
        funding,
        indicators,
        total,
        grade,
        notes,
    };
    parents::mark(&mut form);
    form
}

/// What of the rows from `first` to `last` is hidden and holds something.
fn hidden(sheet: &Sheet, first: u32, last: u32) -> Hidden {
    let mut hidden = Hidden { is_sheet: !sheet.visible, ..Hidden::default() };
    if sheet.hidden_rows.is_empty() && sheet.hidden_cols.is_empty() {
        return hidden;
    }
    let (mut rows, mut cols) = (BTreeSet::new(), BTreeSet::new());
    for cell in sheet.rows(first, last).iter().filter(|cell| !cell.text.trim().is_empty()) {
        rows.extend(sheet.hidden_rows.binary_search(&cell.at.row).ok().map(|_| cell.at.row));
        cols.extend(sheet.hidden_cols.binary_search(&cell.at.col).ok().map(|_| cell.at.col));
    }
    hidden.rows.extend(rows);
    hidden.cols.extend(cols);
    hidden
}
