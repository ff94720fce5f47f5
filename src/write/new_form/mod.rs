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

/// Draws a new form: blank, or filled with `content`.
///
/// 执行率, 得分, 偏差度 and 总分 are live formulas with their results; where the content states something else, the
/// statement is written instead. Content that was read from a form gives that form again: its labels, columns and rows,
/// and every value as it was stated. The same input gives the same bytes.
///
/// # Errors
///
/// If the workbook cannot be built.
pub fn new_form(profile: &'static Profile, content: Option<&FormContent>) -> Result<Vec<u8>, WriteError> {
    let blank = FormContent::default();
    let composed = compose(profile, content.unwrap_or(&blank));
    let mut workbook = empty_workbook()?;
    let mut formats = FormatStore::default();
    let worksheet = draw(&mut workbook, &composed.sheet, &mut formats)?;
    shade(worksheet, &composed, &mut formats)?;
    accept(worksheet, &composed.profile, &composed.places)?;
    warn(worksheet, &composed.profile, &composed.places)?;
    draw(&mut workbook, &guide(&composed.profile), &mut formats)?;
    Ok(workbook.save_to_buffer()?)
}
