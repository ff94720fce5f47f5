//! The corrected workbook: the forms with what is wrong put right, and five sheets of ziping's own behind them.
//!
//! `settle` decides what is written, `edits` what that means cell by cell. `in_place` then changes the user's own package, and
//! `redrawn` draws everything anew, for files of other formats. The added sheets are the same either way.

mod about;
mod answers;
mod change_log;
mod changes;
mod edits;
mod form_sheet;
mod formula_text;
mod in_place;
mod issue_list;
mod layout;
mod live;
mod new_value;
mod own_days;
mod page;
mod redrawn;
mod remarks;
mod reverted;
mod settle;
mod verdict;
mod working_paper;

use std::collections::{HashMap, HashSet};

use self::changes::{Earlier, Kept};
use self::in_place::in_place;
use self::own_days::in_own_days;
use self::redrawn::redrawn;
use self::settle::Settled;
use super::WriteError;
use crate::model::Wording;
use crate::read::{FileKind, Workbook, own_suffix};
use crate::rules::{CheckedForm, Request, requests};
use crate::value::CellRef;
use crate::write::patch::{Patch, Touched};

pub use self::answers::{Marks, marks};
pub use self::changes::{Change, ChangeKind};
pub(super) use self::page::Page;
pub use self::reverted::{Reverted, reverted};

/// The names of our sheets, in their order.
const OWN_NAMES: [&str; 5] =
    [verdict::NAME, issue_list::NAME, change_log::NAME, working_paper::NAME, about::NAME];

/// The file a corrected workbook is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its name, without folders.
    pub file_name: &'a str,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: &'a str,
    /// The bytes themselves: given back where nothing is to be changed.
    pub bytes: &'a [u8],
}

/// A corrected workbook.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The xlsx file.
    pub bytes: Vec<u8>,
    /// What this run changed; earlier changes stand in 更正记录 too.
    pub changes: Vec<Change>,
    /// What the user has to know of the copy beside the changes.
    pub remarks: Vec<Wording>,
    /// Whether nothing was to be done and the input was given back as it was.
    pub is_copy: bool,
    /// Whether the forms were drawn anew instead of being changed in place.
    pub is_redrawn: bool,
    /// The forms as written: their fixes applied, and checked again under the same profile.
    pub after: Vec<CheckedForm>,
}

/// Makes the corrected, scored workbook: safe fixes written, and those for review whose rule is in `accepted`.
///
/// An xlsx is changed in place, unless `redraw` asks for a drawing. Where the file already carries ziping's sheets, nothing is
/// to be written and its list of findings still holds, the file itself is given back.
///
/// # Errors
///
/// If the workbook cannot be built, or the package not be changed part by part.
pub fn corrected(
    workbook: &Workbook,
    forms: &[CheckedForm],
    accepted: &[String],
    request: &Request<'_>,
    source: Source<'_>,
    redraw: bool,
) -> Result<Corrected, WriteError> {
    let is_xlsx = workbook.kind == FileKind::Xlsx;
    let moved = if is_xlsx && !redraw { in_own_days(workbook, source.bytes) } else { None };
    let workbook = moved.as_ref().unwrap_or(workbook);
    let job = Job::new(workbook, forms, accepted, request, source);
    let mut settled: Vec<Settled<'_>> = forms.iter().map(Settled::new).collect();
    job.settle(&mut settled);
    let open = issue_list::open_lines(&settled, &job.earlier);
    let untouched = settled.iter().all(|settled| settled.written.is_empty());
    let is_whole = job.own_names().iter().all(|name| workbook.sheet(name).is_some());
    if is_whole && untouched && open == job.earlier.open && is_xlsx {
        let after = settled.into_iter().map(|settled| settled.after).collect();
        let (bytes, changes, remarks) = (source.bytes.to_vec(), Vec::new(), Vec::new());
        return Ok(Corrected { bytes, changes, remarks, is_copy: true, is_redrawn: false, after });
    }
    if is_xlsx && !redraw { in_place(&job, settled) } else { redrawn(&job, settled) }
}

/// What a correction is made from.
struct Job<'a> {
    workbook: &'a Workbook,
    source: Source<'a>,
    accepted: &'a [String],
    request: &'a Request<'a>,
    /// The request as it holds for each form.
    requests: Vec<Request<'a>>,
    earlier: Earlier,
    suffix: String,
}

/// The styles that a cell had, and the others of its merged block.
type StylesOf<'a> = dyn Fn(&str, CellRef) -> Vec<(CellRef, u32)> + 'a;

/// What the added sheets say beside the forms.
struct Pages<'a> {
    /// The changes of this run.
    changes: &'a [Change],
    /// The styles of the changed and marked cells before they were.
    styles_of: &'a StylesOf<'a>,
    /// The parts touched and what else is to be known, of a workbook changed in place.
    touched: Option<(&'a Touched, &'a [Wording])>,
}

impl<'a> Job<'a> {
    fn new(
        workbook: &'a Workbook,
        forms: &[CheckedForm],
        accepted: &'a [String],
        request: &'a Request<'a>,
        source: Source<'a>,
    ) -> Self {
        let earlier = Earlier::read(workbook);
        let requests = requests(request, &forms.iter().map(|checked| &checked.form).collect::<Vec<_>>());
        let suffix = own_suffix(workbook).map_or_else(|| free_suffix(workbook), str::to_owned);
        Self { workbook, source, accepted, request, requests, earlier, suffix }
    }

    /// Applies what is to be written to the forms, and says whether there was anything.
    fn settle(&self, settled: &mut [Settled<'_>]) -> bool {
        let mut any = false;
        for (settled, request) in settled.iter_mut().zip(&self.requests) {
            // Blocks in which no cell can be changed alone.
            let sheet = self.workbook.sheet(&settled.after.form.sheet);
            let frozen = sheet.map_or(&[][..], |sheet| &sheet.arrays);
            any |= settled.settle(self.accepted, request, frozen);
        }
        any
    }

    /// The names of the added sheets.
    fn own_names(&self) -> Vec<String> {
        OWN_NAMES.map(|name| format!("{name}{}", self.suffix)).into()
    }

    /// The cells of a sheet that an earlier run marked.
    fn earlier_places(&self, sheet: &str) -> impl Iterator<Item = CellRef> {
        self.earlier.places.iter().filter(move |(own, _)| own == sheet).map(|(_, at)| *at)
    }

    /// The styles that cells had before an earlier run marked them.
    fn kept_styles(&self, patch: &Patch<'_>) -> HashMap<(String, CellRef), u32> {
        let mut by_sheet: HashMap<&str, HashMap<CellRef, u32>> = HashMap::new();
        let mut kept = HashMap::new();
        for Kept { sheet, cell, list, keeper } in &self.earlier.kept_styles {
            let styles =
                by_sheet.entry(list).or_insert_with(|| patch.styles(&format!("{list}{}", self.suffix)));
            if let Some(style) = styles.get(keeper) {
                // The first that names a cell has the style it came with.
                kept.entry((sheet.clone(), *cell)).or_insert(*style);
            }
        }
        kept
    }

    /// The added sheets, in their order.
    fn pages(&self, settled: &[Settled<'_>], pages: &Pages<'_>) -> Vec<Page> {
        let log = || self.earlier.changes.iter().chain(pages.changes);
        let fixes = log().filter(|change| change.is_fix());
        let cells: HashSet<(&str, CellRef)> =
            fixes.map(|change| (change.sheet.as_str(), change.cell)).collect();
        let all = [
            verdict::page(settled, cells.len(), &self.suffix),
            issue_list::page(settled, &self.earlier, pages.styles_of),
            change_log::page(log(), pages.styles_of),
            working_paper::page(settled, self.workbook),
            about::page(settled, self, pages),
        ];
        all.into_iter().zip(self.own_names()).map(|(page, name)| page.named(&name)).collect()
    }
}

/// What the names of our sheets are to end with, so that no sheet of the user's has one of them.
fn free_suffix(workbook: &Workbook) -> String {
    let is_free =
        |suffix: &String| OWN_NAMES.iter().all(|name| workbook.sheet(&format!("{name}{suffix}")).is_none());
    let numbered = (2_u32..).map(|number| format!("（自评核对{number}）"));
    let mut all = [String::new(), "（自评核对）".to_owned()].into_iter().chain(numbered);
    all.find(is_free).unwrap_or_default()
}
