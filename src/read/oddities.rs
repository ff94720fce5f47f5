//! What is odd about how a file holds a form, gathered from its cells and its workbook.

use std::collections::BTreeSet;

use super::formula::rings;
use super::grid::{Cell, CellValue, FileKind, Workbook};
use super::misleading::Misleading;
use super::reaching::reached;
use crate::model::{Active, EvaluationForm, Odd, Oddity};
use crate::value::CellRef;

/// How many cells of a ring are named; of a longer one the first four and the last two.
const NAMED: usize = 8;

/// Notes on each form what is odd about it; `places` holds the index of each one's sheet.
pub(super) fn note_oddities(workbook: &Workbook, forms: &mut [EvaluationForm], places: &[usize]) {
    let mut formulas = Vec::new();
    for (form, place) in forms.iter_mut().zip(places) {
        let Some(sheet) = workbook.sheets.get(*place) else { continue };
        let (first, last) = (form.plan.first_row, form.plan.last_row);
        let cells = sheet.rows(first, last);
        let own = sheet.oddities.iter().filter(|oddity| (first..=last).contains(&oddity.at.row));
        let mut oddities: Vec<Oddity> = own.cloned().collect();
        note_misleading(cells, &mut oddities);
        let with_formula = cells.iter().filter(|cell| cell.formula.is_some());
        formulas.extend(with_formula.clone().map(|cell| (*place, cell.at)));
        oddities.extend(active(workbook, form.title.at, with_formula));
        form.oddities = oddities;
    }
    for ring in rings(workbook, &formulas) {
        let Some((sheet, at)) = ring.first().copied() else { continue };
        let is_on = |(form, place): &(&mut EvaluationForm, &usize)| {
            **place == sheet && (form.plan.first_row..=form.plan.last_row).contains(&at.row)
        };
        if let Some((form, _)) = forms.iter_mut().zip(places).find(is_on) {
            let shown = ring.iter().enumerate().filter(|(index, _)| {
                ring.len() <= NAMED || *index < NAMED / 2 || *index + NAMED / 4 >= ring.len()
            });
            let name = |(_, (sheet, at)): (usize, &(usize, CellRef))| {
                format!("{}!{at}", workbook.sheets.get(*sheet).map_or("", |sheet| &sheet.name))
            };
            let what = Odd::Ring { cells: shown.map(name).collect(), count: ring.len() };
            form.oddities.push(Oddity { at, what });
        }
    }
    for form in forms {
        form.oddities.sort_by_key(|oddity| oddity.at);
    }
}

/// Notes the numbers that their formats show as others.
fn note_misleading(cells: &[Cell], oddities: &mut Vec<Oddity>) {
    // A form has few formats, and each is looked at once.
    let mut met: Vec<(&str, Option<Misleading>)> = Vec::new();
    for cell in cells {
        let (CellValue::Number(number), Some(code)) = (&cell.value, cell.format.as_deref()) else { continue };
        let known = met.iter().position(|(own, _)| *own == code).unwrap_or_else(|| {
            met.push((code, Misleading::of(code)));
            met.len() - 1
        });
        if let Some(misread) = met[known].1.as_ref().and_then(|misleading| misleading.misread(*number)) {
            let what = Odd::ShowsOther { shown: misread.shown, stored: misread.meant };
            oddities.push(Oddity { at: cell.at, what });
        }
    }
}

/// What the workbook and a form's own formulas could run or reach, if anything.
fn active<'c>(
    workbook: &Workbook,
    title: CellRef,
    formulas: impl Iterator<Item = &'c Cell>,
) -> Option<Oddity> {
    let mut found: BTreeSet<Active> = workbook.active.iter().copied().collect();
    let mut at = (!found.is_empty()).then_some(title);
    for cell in formulas {
        let own = reached(cell.formula.as_deref().unwrap_or_default());
        if !own.is_empty() {
            at.get_or_insert(cell.at);
            found.extend(own);
        }
    }
    let what = Odd::Active { found: found.into_iter().collect(), is_kept: workbook.kind == FileKind::Xlsx };
    at.map(|at| Oddity { at, what })
}
