//! A new form: a blank template that scores itself in Excel, or one filled with content.

mod blank_formulas;
mod canvas;
mod completeness;
mod compose;
mod fitted;
mod form_places;
mod funding_block;
mod grid;
mod guide;
mod head_block;
mod indicator_block;
mod notes_block;
mod planned_row;
mod shading;
mod shown;
mod text_blocks;
mod total_block;
mod validation;

use self::compose::compose;
use self::guide::guide;
use self::shading::shade;
use self::validation::{accept, warn};
use super::WriteError;
use crate::model::FormContent;
use crate::template::Profile;
use crate::write::draw::{draw, empty_workbook};
use crate::write::format_store::FormatStore;

/// Draws new forms, one a sheet, filled with `contents`; a blank one if there are none.
///
/// 执行率, 得分, 偏差度 and 总分 are live formulas with their results; where the content states something else, the
/// statement is written instead. Content that was read from a form gives that form again: its labels, columns and rows,
/// and every value as it was stated. The same input gives the same bytes.
///
/// # Errors
///
/// If the workbook cannot be built.
pub fn new_form(profile: &'static Profile, contents: &[FormContent]) -> Result<Vec<u8>, WriteError> {
    let blank = [FormContent::default()];
    let mut workbook = empty_workbook()?;
    let mut formats = FormatStore::default();
    let mut guided = profile.clone();
    for (number, content) in (1..).zip(if contents.is_empty() { &blank } else { contents }) {
        let mut composed = compose(profile, content);
        if number > 1 {
            composed.sheet.name = format!("{}（{number}）", composed.sheet.name);
        }
        let worksheet = draw(&mut workbook, &composed.sheet, &mut formats)?;
        shade(worksheet, &composed, &mut formats)?;
        accept(worksheet, &composed.profile, &composed.places)?;
        warn(worksheet, &composed.profile, &composed.places)?;
        if number == 1 {
            guided = composed.profile;
        }
    }
    draw(&mut workbook, &guide(&guided), &mut formats)?;
    Ok(workbook.save_to_buffer()?)
}
