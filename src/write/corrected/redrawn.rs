//! The corrected workbook drawn anew, every cell at its own address.

use super::form_sheet::redraw;
use super::settle::Settled;
use super::{Corrected, Job, Pages};
use crate::write::WriteError;
use crate::write::draw::{draw, empty_workbook};
use crate::write::format_store::FormatStore;

/// How hard the package is deflated, from 1 to 9; the format's usual level is 6.
const COMPRESSION_LEVEL: u8 = 3;

/// Draws the workbook.
///
/// # Errors
///
/// If it cannot be built.
pub(super) fn redrawn(job: &Job<'_>, settled: Vec<Settled<'_>>) -> Result<Corrected, WriteError> {
    let mut book = empty_workbook()?;
    // Deflating is the dearest part of a correction; level 3 costs a few kilobytes.
    book.set_zip_compression_level(COMPRESSION_LEVEL);
    let mut formats = FormatStore::default();
    let mut changes = Vec::new();
    let names = job.own_names();
    for sheet in
        job.workbook.sheets.iter().filter(|sheet| !(job.earlier.present && names.contains(&sheet.name)))
    {
        let own: Vec<&Settled<'_>> =
            settled.iter().filter(|settled| settled.after.form.sheet == sheet.name).collect();
        let mut redrawn = redraw(sheet, &own, &job.earlier);
        draw(&mut book, &redrawn.sheet, &mut formats)?;
        changes.append(&mut redrawn.changes);
    }
    let pages = Pages { changes: &changes, styles_of: &|_, _| Vec::new(), touched: None };
    for (place, page) in job.pages(&settled, &pages).into_iter().enumerate() {
        page.draw(&mut book, &mut formats, place == 0)?;
    }
    let after = settled.into_iter().map(|settled| settled.after).collect();
    let (bytes, remarks) = (book.save_to_buffer()?, Vec::new());
    Ok(Corrected { bytes, changes, remarks, is_copy: false, is_redrawn: true, after })
}
