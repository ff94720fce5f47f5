//! The corrected workbook: the form redrawn at its own addresses, and five sheets of ziping's own behind it.

mod about;
mod answers;
mod change_log;
mod changes;
mod form_sheet;
mod formula_text;
mod issue_list;
mod layout;
mod live;
mod new_value;
mod page;
mod settle;
mod verdict;
mod working_paper;

use std::collections::HashSet;

use self::changes::Earlier;
use self::form_sheet::redraw;
use self::settle::{Settled, settle};
use super::WriteError;
use crate::read::{Workbook, is_own_sheet};
use crate::rules::{CheckedForm, Request, requests};
use crate::value::CellRef;
use crate::write::draw::{draw, empty_workbook};
use crate::write::format_store::FormatStore;

pub use self::answers::{Marks, marks};
pub use self::changes::Change;

/// How hard the package is deflated, from 1 to 9; the format's usual level is 6.
const COMPRESSION_LEVEL: u8 = 3;

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
    /// Whether nothing was to be done and the input was given back as it was.
    pub is_copy: bool,
    /// The forms as written: their fixes applied, and checked again under the same profile.
    pub after: Vec<CheckedForm>,
}

/// Makes the corrected, scored workbook: safe fixes written, and those for review whose rule is in `accepted`.
///
/// Where the file already carries ziping's sheets, nothing is to be written and its list of findings still holds, the
/// file itself is given back.
///
/// # Errors
///
/// If the workbook cannot be built.
pub fn corrected(
    workbook: &Workbook,
    forms: &[CheckedForm],
    accepted: &[String],
    request: &Request<'_>,
    source: Source<'_>,
) -> Result<Corrected, WriteError> {
    let renamed = free_own_names(workbook, forms);
    let (workbook, forms) =
        renamed.as_ref().map_or((workbook, forms), |(workbook, forms)| (workbook, forms.as_slice()));
    let earlier = Earlier::read(workbook);
    let requests = requests(request, &forms.iter().map(|checked| &checked.form).collect::<Vec<_>>());
    let settled: Vec<Settled<'_>> =
        forms.iter().zip(&requests).map(|(form, request)| settle(form, accepted, request)).collect();
    let open = issue_list::open_lines(&settled, &earlier);
    let untouched = settled.iter().all(|settled| settled.written.is_empty());
    if earlier.present && untouched && open == earlier.open && is_xlsx(source.bytes) {
        let after = settled.into_iter().map(|settled| settled.after).collect();
        return Ok(Corrected { bytes: source.bytes.to_vec(), changes: Vec::new(), is_copy: true, after });
    }
    let mut book = empty_workbook()?;
    // Deflating is the dearest part of a correction; level 3 costs a few kilobytes.
    book.set_zip_compression_level(COMPRESSION_LEVEL);
    let mut formats = FormatStore::default();
    let mut changes = Vec::new();
    for sheet in workbook.sheets.iter().filter(|sheet| !is_own_sheet(workbook, &sheet.name)) {
        let own: Vec<&Settled<'_>> =
            settled.iter().filter(|settled| settled.after.form.sheet == sheet.name).collect();
        let mut redrawn = redraw(sheet, &own, &earlier);
        draw(&mut book, &redrawn.sheet, &mut formats)?;
        changes.append(&mut redrawn.changes);
    }
    let log = || earlier.changes.iter().chain(&changes);
    let cells: HashSet<(&str, CellRef)> = log().map(|change| (change.sheet.as_str(), change.cell)).collect();
    verdict::page(&settled, cells.len()).draw(&mut book, &mut formats, true)?;
    issue_list::page(&settled, &earlier).draw(&mut book, &mut formats, false)?;
    change_log::page(log()).draw(&mut book, &mut formats, false)?;
    working_paper::page(&settled, workbook).draw(&mut book, &mut formats, false)?;
    about::page(&settled, source, workbook.kind, request).draw(&mut book, &mut formats, false)?;
    let after = settled.into_iter().map(|settled| settled.after).collect();
    Ok(Corrected { bytes: book.save_to_buffer()?, changes, is_copy: false, after })
}

/// Whether the bytes are an xlsx package, which alone can be given back as one: a copy saved as .xls or .ods is not.
fn is_xlsx(bytes: &[u8]) -> bool {
    let part = b"xl/workbook.xml";
    bytes.starts_with(b"PK") && bytes.windows(part.len()).any(|window| window == part)
}

/// The input under other sheet names, where a sheet of the user's own has a name that ziping's sheets need.
fn free_own_names(workbook: &Workbook, forms: &[CheckedForm]) -> Option<(Workbook, Vec<CheckedForm>)> {
    let reserved = [verdict::NAME, issue_list::NAME, change_log::NAME, working_paper::NAME, about::NAME];
    let clashes = |name: &str| reserved.contains(&name) && !is_own_sheet(workbook, name);
    if !workbook.sheets.iter().any(|sheet| clashes(&sheet.name)) {
        return None;
    }
    let (mut workbook, mut forms) = (workbook.clone(), forms.to_vec());
    let new_name = |name: &str| format!("{name}（原）");
    forms.iter_mut().map(|checked| &mut checked.form.sheet).for_each(|name| {
        if reserved.contains(&name.as_str()) {
            *name = new_name(name);
        }
    });
    for sheet in workbook.sheets.iter_mut().filter(|sheet| reserved.contains(&sheet.name.as_str())) {
        sheet.name = new_name(&sheet.name);
    }
    Some((workbook, forms))
}
