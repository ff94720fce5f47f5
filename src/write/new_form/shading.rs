//! The colours of a new form: where to fill in, and what works itself out.

use rust_xlsxwriter::{Color, Worksheet, XlsxError};

use super::compose::Composed;
use super::form_places::Places;
use crate::write::drawn::{Content, Role};
use crate::write::format_store::FormatStore;
use crate::write::sizes::Extent;

/// Behind cells to be filled in: a yellow lighter than that of corrected cells.
const ENTRY_FILL: Color = Color::RGB(0xFF_FB_E6);
/// Behind cells that work themselves out.
const FORMULA_FILL: Color = Color::RGB(0xE8_F3_E2);
/// Of the sentence about what is not complete: 5.9:1 on white.
pub(super) const WARNING_COLOR: Color = Color::RGB(0xC0_00_00);
/// Height in points of a blank row for longer texts.
const TEXT_ROW_POINTS: f64 = 54.0;

/// Colours the drawn form, and keeps blank text rows high enough to write in.
pub(super) fn shade(
    worksheet: &mut Worksheet,
    Composed { sheet, places, .. }: &Composed,
    formats: &mut FormatStore,
) -> Result<(), XlsxError> {
    for (at, cell) in &sheet.cells {
        let merge = sheet.merges.iter().find(|merge| merge.first == *at);
        let extent = if merge.is_some() { Extent::Merged } else { Extent::Single };
        let format = formats.of(Some(cell), extent).clone();
        let format = if Some(*at) == places.message {
            format.set_font_color(WARNING_COLOR).set_bold()
        } else if matches!(cell.role, Role::Plain | Role::Subtitle) {
            continue;
        } else if cell.unlocked {
            format.set_background_color(ENTRY_FILL)
        } else if matches!(cell.content, Content::Formula { .. }) {
            format.set_background_color(FORMULA_FILL)
        } else {
            continue;
        };
        let last = merge.map_or(*at, |merge| merge.last);
        for row in at.row..=last.row {
            for col in at.col..=last.col {
                worksheet.set_cell_format(row, col, &format)?;
            }
        }
    }
    for row in blank_text_rows(sheet, places) {
        worksheet.set_row_height(row, TEXT_ROW_POINTS)?;
    }
    Ok(())
}

/// Rows for goals and tasks in which nothing is written yet.
fn blank_text_rows<'a>(
    sheet: &'a crate::write::drawn::DrawnSheet,
    places: &'a Places,
) -> impl Iterator<Item = u32> + 'a {
    places.text_rows.iter().copied().filter(|row| {
        let mut own = sheet.cells.iter().filter(|(at, _)| at.row == *row);
        own.all(|(_, cell)| !cell.unlocked || cell.content == Content::Blank)
    })
}
