//! Draws a sheet: the one place where cells, merges, formats, notes and the printed page are written.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula, Note, ProtectionOptions, Url, Workbook, Worksheet,
    XlsxError,
};

use super::drawn::{Cached, Content, DrawnCell, DrawnSheet};
use super::format_store::{FormatStore, body_format};
use super::note_look;
use super::sizes::{Extent, FOOTER, MARGINS, PAPER_A4, extents, fitting, last_corner, row_heights};
use crate::read::Merge;
use crate::value::{CellRef, trimmed};

/// An empty workbook: 宋体 as its default font, and a fixed date, so that the same input gives the same bytes.
pub(crate) fn empty_workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("ziping").set_creation_datetime(&created));
    // What Chinese Excel itself uses for 宋体 11: rows of 18 pixels, columns of 72.
    workbook.set_default_format(&body_format(), 18, 72)?;
    Ok(workbook)
}

/// Adds `sheet` to the workbook.
///
/// # Errors
///
/// If the writer refuses something, such as a sheet name that is already taken.
pub(super) fn draw<'w>(
    workbook: &'w mut Workbook,
    sheet: &DrawnSheet,
    formats: &mut FormatStore,
) -> Result<&'w mut Worksheet, XlsxError> {
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(&sheet.name)?;
    worksheet.set_hidden(!sheet.visible);
    for (col, width) in (0_u16..).zip(&sheet.widths) {
        worksheet.set_column_width(col, *width)?;
    }
    let heights = row_heights(sheet);
    let extents = extents(sheet, &heights);
    for merge in &sheet.merges {
        // Every cell of the block gets the first one's borders; its value follows with the other cells.
        let format = formats.of(sheet.cell(merge.first), extents[&merge.first]);
        let Merge { first, last } = merge;
        worksheet.merge_range(first.row, first.col, last.row, last.col, "", format)?;
    }
    for (at, cell) in &sheet.cells {
        let extent = extents.get(at).copied().unwrap_or(Extent::Single);
        draw_cell(worksheet, *at, cell, formats.of(Some(cell), extent))?;
        if let Some(text) = &cell.note {
            worksheet.insert_note(at.row, at.col, &note(text))?;
        }
    }
    for (row, points) in heights {
        worksheet.set_row_height(row, points)?;
    }
    for row in &sheet.hidden.0 {
        worksheet.set_row_hidden(*row)?;
    }
    for col in &sheet.hidden.1 {
        worksheet.set_column_hidden(*col)?;
    }
    set_up_page(worksheet, sheet)?;
    if sheet.protected {
        worksheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        });
    }
    Ok(worksheet)
}

fn draw_cell(
    worksheet: &mut Worksheet,
    CellRef { row, col }: CellRef,
    cell: &DrawnCell,
    format: &Format,
) -> Result<(), XlsxError> {
    match &cell.content {
        Content::Blank => worksheet.write_blank(row, col, format)?,
        Content::Number(number) => worksheet.write_number_with_format(row, col, to_float(*number), format)?,
        Content::Text(text) => worksheet.write_string_with_format(row, col, fitting(text), format)?,
        Content::Bool(truth) => worksheet.write_boolean_with_format(row, col, *truth, format)?,
        Content::Link { target, text } => {
            let url = Url::new(format!("internal:{target}")).set_text(text.as_str());
            worksheet.write_url_with_format(row, col, url, format)?
        }
        Content::Formula { text, result } => {
            let result = match result {
                Cached::Number(number) => trimmed(*number).to_string(),
                Cached::Text(text) => text.clone(),
            };
            let formula = Formula::new(text.as_str()).set_result(result.as_str());
            worksheet.write_formula_with_format(row, col, formula, format)?;
            // The writer takes an empty text for no result and would store 0.
            if result.is_empty() { worksheet.set_formula_result(row, col, "") } else { worksheet }
        }
    };
    Ok(())
}

/// The float nearest to the decimal: what Excel itself would make of its text.
pub(crate) fn to_float(number: Decimal) -> f64 {
    trimmed(number).to_string().parse().expect("a decimal reads as a number")
}

/// A hidden note large enough for its text; without a size of its own Excel would cut it.
fn note(text: &str) -> Note {
    let text = note_look::fitting(text);
    let height = note_look::height(text);
    Note::new(text)
        .set_author(note_look::AUTHOR)
        .add_author_prefix(false)
        .set_font_name(note_look::FONT)
        .set_font_size(note_look::FONT_SIZE)
        .set_width(note_look::WIDTH)
        .set_height(height)
        .set_visible(false)
}

/// A4 in landscape, one page wide, with the pages counted at the foot.
pub(crate) fn set_up_paper(worksheet: &mut Worksheet) {
    worksheet
        .set_paper_size(PAPER_A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer(FOOTER)
        .set_margins(
            MARGINS.left,
            MARGINS.right,
            MARGINS.top,
            MARGINS.bottom,
            MARGINS.header,
            MARGINS.footer,
        );
}

fn set_up_page(worksheet: &mut Worksheet, sheet: &DrawnSheet) -> Result<(), XlsxError> {
    set_up_paper(worksheet);
    if let Some((first, last)) = sheet.repeat_rows {
        worksheet.set_repeat_rows(first, last)?;
    }
    if let Some(last) = last_corner(sheet) {
        worksheet.set_print_area(0, 0, last.row, last.col)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::drawn::Role;

    fn sheet() -> DrawnSheet {
        let cell = |role, text: &str| DrawnCell::new(role, Content::Text(text.to_owned()));
        let at = |text: &str| text.parse::<CellRef>().expect("an address");
        let long = "指标完成情况说明".repeat(20);
        let mut title = cell(Role::Title, "部门整体自评表");
        title.note = Some(long.clone());
        DrawnSheet {
            name: "表".to_owned(),
            visible: true,
            hidden: Default::default(),
            cells: [
                (at("A1"), title),
                (at("A2"), cell(Role::Label, "说明")),
                (at("B2"), cell(Role::Text, &long)),
                (at("B4"), cell(Role::Text, "=1+1")),
            ]
            .into(),
            merges: vec![
                Merge { first: at("A1"), last: at("C1") },
                Merge { first: at("B2"), last: at("C3") },
            ],
            widths: vec![10.0, 20.0, 20.0],
            repeat_rows: None,
            protected: false,
        }
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes() {
        let bytes = || {
            let mut workbook = empty_workbook().expect("an empty workbook");
            draw(&mut workbook, &sheet(), &mut FormatStore::default()).expect("drawn");
            workbook.save_to_buffer().expect("saved")
        };
        assert_eq!(bytes(), bytes());
    }
}
