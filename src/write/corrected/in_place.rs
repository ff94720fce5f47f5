//! The corrected workbook as the user's own, with only the wrong cells changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::changes::{Change, ChangeKind};
use super::edits::{Edit, add_note, earlier_corrections, edits, reviews};
use super::remarks::remarks;
use super::settle::{MAX_ROUNDS, Settled};
use super::{Corrected, Job, Pages};
use crate::model::EvaluationForm;
use crate::read::{
    Cell, CellValue, Dependant, NumberFormat, Sheet, Workbook, dependants, own_results, read_forms,
};
use crate::rules::check_under;
use crate::value::CellRef;
use crate::write::WriteError;
use crate::write::drawn::{Cached, Mark};
use crate::write::patch::{CellChange, NewContent, Parts, Patch, SheetChange, Wanted, block_of};

/// A cell of the workbook: its sheet's place and its address.
type Place = (usize, CellRef);

/// Corrects the workbook where it is.
///
/// # Errors
///
/// If the package cannot be changed part by part.
pub(super) fn in_place(job: &Job<'_>, mut settled: Vec<Settled<'_>>) -> Result<Corrected, WriteError> {
    let workbook = job.workbook;
    let (edits, followers) = edits_and_followers(job, &mut settled);
    let names = job.own_names();
    let is_form = |name: &str| settled.iter().any(|settled| settled.after.form.sheet == name);
    let follows = |name: &str| followers.iter().any(|own| workbook.sheets[own.sheet].name == name);
    let parts = Parts::open(job.source.bytes, |name| {
        is_form(name) || follows(name) || names.iter().any(|own| own == name)
    })?;
    let mut patch = Patch::new(job.source.bytes, &parts)?;
    let kept = job.kept_styles(&patch);
    // Other sheets keep their parts as they are, so ours comes first only where one that changes did, or ours.
    let is_first =
        parts.first_sheet().is_some_and(|name| is_form(name) || names.iter().any(|own| own == name));
    let (mut changes, mut bases, mut unplaced) = (Vec::new(), HashMap::new(), Vec::new());
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if !parts.has(&sheet.name) || names.contains(&sheet.name) {
            continue;
        }
        let own: BTreeMap<CellRef, &Edit> =
            edits.iter().filter(|((own, _), _)| *own == index).map(|((_, at), edit)| (*at, edit)).collect();
        let followers: Vec<&Dependant> = followers.iter().filter(|own| own.sheet == index).collect();
        let marks = marks(job, &settled, sheet, &own);
        let mut change = SheetChange {
            sheet,
            cells: cells(job, sheet, &own, &followers, &marks),
            notes: marks.into_iter().map(|(at, (_, text))| Wanted { at, text }).collect(),
            unmarked: HashMap::new(),
            sweeps: job.earlier.present,
            steps_back: is_first,
        };
        let unmarked = kept.iter().filter(|((name, _), _)| *name == sheet.name);
        change.unmarked.extend(unmarked.map(|((_, at), style)| (*at, *style)));
        let outcome = patch.change(&change)?;
        bases.extend(outcome.styles.into_iter().map(|(at, style)| ((sheet.name.clone(), at), style)));
        unplaced.extend(outcome.unplaced.into_iter().map(|at| (sheet.name.clone(), at)));
        let own = own.into_values().map(|edit| edit.change.clone());
        let all = own.chain(followers.into_iter().filter_map(|own| follower_change(workbook, &settled, own)));
        changes.extend(all.map(|change| match outcome.uncached.contains(&change.cell) {
            // What it showed was worked out in reading; the file has nothing.
            true => Change { old: CellValue::Empty, old_text: String::new(), ..change },
            false => change,
        }));
    }
    patch.reserve(&names)?;
    let touched = patch.touched();
    let remarks = remarks(&touched, &parts, &unplaced, !changes.is_empty());
    let styles_of = |name: &str, first: CellRef| -> Vec<(CellRef, u32)> {
        let Some(sheet) = workbook.sheet(name) else { return Vec::new() };
        let style = |at: CellRef| {
            let place = (name.to_owned(), at);
            bases.get(&place).or_else(|| kept.get(&place)).map(|style| (at, *style))
        };
        block_of(sheet, first).into_iter().filter_map(style).collect()
    };
    let pages = Pages { changes: &changes, styles_of: &styles_of, touched: Some((&touched, &remarks)) };
    for (place, page) in job.pages(&settled, &pages).into_iter().enumerate() {
        patch.draw(&page, is_first && place == 0)?;
    }
    let bytes = patch.finish()?;
    let after = settled.into_iter().map(|settled| settled.after).collect();
    Ok(Corrected { bytes, changes, remarks, is_copy: false, is_redrawn: false, after })
}

/// What the fixes write and the formulas that follow. What follows may call for further fixes: a grade, where the total is a
/// formula.
fn edits_and_followers(
    job: &Job<'_>,
    settled: &mut [Settled<'_>],
) -> (BTreeMap<Place, Edit>, Vec<Dependant>) {
    let mut rounds = 0;
    loop {
        let mut edits = all_edits(job.workbook, settled);
        let followers = follow(job.workbook, &mut edits);
        rounds += 1;
        if !followers.iter().any(|own| on_a_form(job.workbook, settled, own)) {
            return (edits, followers);
        }
        check_again(job, settled, &edits, &followers);
        if rounds == MAX_ROUNDS || !job.settle(settled) {
            return (edits, followers);
        }
    }
}

/// The mark and the note of every cell of a sheet that is to carry one.
fn marks(
    job: &Job<'_>,
    settled: &[Settled<'_>],
    sheet: &Sheet,
    own: &BTreeMap<CellRef, &Edit>,
) -> BTreeMap<CellRef, (Mark, String)> {
    let touched = own.keys().copied().collect();
    let mut marks: BTreeMap<CellRef, (Mark, String)> = BTreeMap::new();
    let on_sheet = || settled.iter().filter(|settled| settled.after.form.sheet == sheet.name);
    for settled in on_sheet() {
        for (at, note) in earlier_corrections(sheet, &settled.after.form, &job.earlier, &touched) {
            add_note(&mut marks.entry(at).or_insert((Mark::Corrected, String::new())).1, &note);
        }
    }
    // A formula of the user's own that is right once its cells are was never wrong itself.
    for (at, edit) in own.iter().filter(|(_, edit)| edit.change.kind == ChangeKind::Corrected) {
        marks.insert(*at, (Mark::Corrected, edit.note.clone()));
    }
    for settled in on_sheet() {
        for (at, note) in reviews(&settled.after.findings) {
            add_note(&mut marks.entry(at).or_insert((Mark::Review, String::new())).1, &note);
        }
    }
    marks
}

/// What becomes of each cell of a sheet that changes, follows, or carries or carried a mark.
fn cells(
    job: &Job<'_>,
    sheet: &Sheet,
    own: &BTreeMap<CellRef, &Edit>,
    followers: &[&Dependant],
    marks: &BTreeMap<CellRef, (Mark, String)>,
) -> BTreeMap<CellRef, CellChange> {
    let mut cells: BTreeMap<CellRef, CellChange> = BTreeMap::new();
    let places = job.earlier_places(&sheet.name).chain(marks.keys().copied());
    for at in places.chain(own.keys().copied()).chain(followers.iter().map(|own| own.at)) {
        let mark = marks.get(&at).map(|(mark, _)| *mark);
        cells.insert(at, CellChange { content: NewContent::Same, mark, format: None });
    }
    for (at, edit) in own {
        let Some(change) = cells.get_mut(at) else { continue };
        change.content = match edit.change.kind {
            ChangeKind::Corrected => NewContent::Content(edit.content()),
            ChangeKind::Follows => NewContent::Result(Some(edit.change.new.clone())),
        };
        let old = sheet.cell(*at).and_then(|cell| cell.format.clone());
        change.format = edit.value.format.clone().filter(|code| old.as_ref() != Some(code));
    }
    for follower in followers {
        if let Some(change) = cells.get_mut(&follower.at) {
            change.content = NewContent::Result(follower.value.clone());
        }
    }
    cells
}

/// What the fixes of all forms write.
fn all_edits(workbook: &Workbook, settled: &[Settled<'_>]) -> BTreeMap<Place, Edit> {
    let mut all = BTreeMap::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        for settled in settled.iter().filter(|settled| settled.after.form.sheet == sheet.name) {
            all.extend(edits(sheet, settled).into_iter().map(|(at, edit)| ((index, at), edit)));
        }
    }
    all
}

/// Lets the user's own formulas stay where they give the right result once the other cells are right, and finds the
/// formulas that follow.
fn follow(workbook: &Workbook, edits: &mut BTreeMap<Place, Edit>) -> Vec<Dependant> {
    let own_formula = |(index, at): &Place| {
        let cell = workbook.sheets[*index].cell(*at)?;
        cell.formula.as_deref().filter(|formula| !formula.is_empty())
    };
    let written: BTreeMap<Place, CellValue> =
        edits.iter().map(|(place, edit)| (*place, new_value(edit))).collect();
    // Each is tried with all other cells right: a wrong formula among them must not speak against those that read it.
    let right = |own: &Dependant| {
        own.value.as_ref().is_some_and(|value| alike(value, &written[&(own.sheet, own.at)]))
    };
    // To try them costs a reading of every formula.
    let results = match written.keys().any(|place| own_formula(place).is_some()) {
        true => own_results(workbook, &written),
        false => Vec::new(),
    };
    let tried = results.into_iter().filter(right).map(|own| (own.sheet, own.at));
    let mut stay: BTreeSet<Place> = tried.filter(|place| own_formula(place).is_some()).collect();
    let followers = loop {
        let changed = written.iter().filter(|(place, _)| !stay.contains(place));
        let followers =
            dependants(workbook, &changed.map(|(place, value)| (*place, value.clone())).collect());
        let gives = |place: &Place| {
            let own = followers.iter().find(|own| (own.sheet, own.at) == *place)?;
            own.value.as_ref().map(|value| alike(value, &written[place]))
        };
        let before = stay.len();
        let right: BTreeSet<Place> =
            stay.iter().filter(|place| gives(place) == Some(true)).copied().collect();
        stay = right;
        if stay.len() == before {
            break followers;
        }
    };
    for place in &stay {
        let (index, at) = place;
        if let (Some(edit), Some(formula)) = (edits.get_mut(place), own_formula(place)) {
            edit.live = None;
            edit.change.kind = ChangeKind::Follows;
            edit.change.new_formula = formula.to_owned();
            edit.change.new_format.clone_from(&edit.change.old_format);
            edit.change.new_text = shown(&edit.change.new, workbook.sheets[*index].cell(*at));
        }
    }
    followers.into_iter().filter(|own| !edits.contains_key(&(own.sheet, own.at))).collect()
}

/// What a cell holds once it is edited.
fn new_value(edit: &Edit) -> CellValue {
    match edit.live.as_ref().map(|live| &live.result) {
        Some(Cached::Number(number)) => CellValue::Number(*number),
        Some(Cached::Text(text)) => CellValue::Text(text.clone()),
        None => edit.change.new.clone(),
    }
}

fn alike(one: &CellValue, other: &CellValue) -> bool {
    match (one, other) {
        (CellValue::Number(one), CellValue::Number(other)) => {
            (one - other).abs() < rust_decimal::Decimal::new(1, 9)
        }
        (one, other) => one == other,
    }
}

fn on_a_form(workbook: &Workbook, settled: &[Settled<'_>], own: &Dependant) -> bool {
    let holds = |form: &EvaluationForm| {
        form.sheet == workbook.sheets[own.sheet].name
            && (form.plan.first_row..=form.plan.last_row).contains(&own.at.row)
    };
    settled.iter().any(|settled| holds(&settled.after.form))
}

/// Formulas of a form that no fix goes to give other results: the form is read and checked once more with them.
fn check_again(
    job: &Job<'_>,
    settled: &mut [Settled<'_>],
    edits: &BTreeMap<Place, Edit>,
    followers: &[Dependant],
) {
    let mut workbook = job.workbook.clone();
    let mut put = |(index, at): Place, value: CellValue, text: String| {
        let sheet = &mut workbook.sheets[index];
        match sheet.cells.binary_search_by_key(&at, |cell| cell.at) {
            Ok(place) => (sheet.cells[place].value, sheet.cells[place].text) = (value, text),
            Err(place) => sheet.cells.insert(place, Cell { at, value, text, format: None, formula: None }),
        }
    };
    for (place, edit) in edits {
        put(*place, new_value(edit), edit.value.shown.clone());
    }
    for own in followers {
        let value = own.value.clone().unwrap_or(CellValue::Empty);
        let shown = shown(&value, job.workbook.sheets[own.sheet].cell(own.at));
        put((own.sheet, own.at), value, shown);
    }
    let Ok(forms) = read_forms(&workbook) else { return };
    if forms.len() != settled.len() {
        return;
    }
    for ((settled, form), request) in settled.iter_mut().zip(forms).zip(&job.requests) {
        settled.after = check_under(form, settled.after.selection.clone(), request);
    }
}

/// What a value reads in a cell's number format.
fn shown(value: &CellValue, cell: Option<&Cell>) -> String {
    match value {
        CellValue::Number(number) => {
            let code = cell.and_then(|cell| cell.format.as_deref()).unwrap_or("General");
            NumberFormat::parse(code).number(*number)
        }
        CellValue::Date(number) => number.to_string(),
        CellValue::Text(text) | CellValue::Error(text) => text.clone(),
        CellValue::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        CellValue::Empty => String::new(),
    }
}

/// The line of 更正记录 for a formula that follows.
fn follower_change(workbook: &Workbook, settled: &[Settled<'_>], own: &Dependant) -> Option<Change> {
    let sheet = workbook.sheets.get(own.sheet)?;
    let cell = sheet.cell(own.at)?;
    let formula = cell.formula.clone().unwrap_or_default();
    let new = own.value.clone().unwrap_or(CellValue::Empty);
    let rows = settled.iter().filter(|settled| settled.after.form.sheet == sheet.name);
    let row = rows.flat_map(|settled| &settled.after.form.indicators).find(|row| row.row == own.at.row + 1);
    Some(Change {
        kind: ChangeKind::Follows,
        sheet: sheet.name.clone(),
        cell: own.at,
        label: row.map(|row| row.label().to_owned()).unwrap_or_default(),
        old: cell.value.clone(),
        old_text: cell.text.clone(),
        old_format: cell.format.clone(),
        old_formula: formula.clone(),
        new_text: shown(&new, Some(cell)),
        new,
        new_format: cell.format.clone(),
        new_formula: formula,
        rule: String::new(),
    })
}
