//! Draws a sheet: the one place where cells, merges, formats, notes and the printed page are written.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula, Note, ProtectionOptions, Url, Workbook, Worksheet,
    XlsxError,
};

use super::drawn::{Cached, Content, DrawnCell, DrawnSheet, Role};
use super::format_store::{Extent, FormatStore, body_format};
use super::text_size::{MAX_ROW_POINTS, lines_points, wrapped_lines};
use crate::read::Merge;
use crate::value::{CellRef, trimmed};

/// A4 in the numbering of the file format.
const PAPER_A4: u8 = 9;
/// The longest text a cell can hold, in UTF-16 units.
const MAX_TEXT_UNITS: usize = 32_767;
/// Width of a note, in pixels.
const NOTE_WIDTH: u32 = 320;
/// Characters (CJK: two) that fit on a line of a note, and the height of that line in pixels.
const NOTE_LINE: (f64, u32) = (44.0, 20);
/// Longest text of a note; Excel takes a little more.
const MAX_NOTE_CHARS: usize = 8_000;
/// Width in characters of a column that was given none.
const DEFAULT_WIDTH: f64 = 8.38;
/// Width in points of a character of the default font.
const CHAR_POINTS: f64 = 6.0;
/// What the margins leave of an A4 page in landscape, in points: width and height.
const PRINTED_POINTS: (f64, f64) = (770.0, 500.0);
/// Height in points of a row that was given none.
const DEFAULT_ROW_POINTS: f64 = 18.0;

/// An empty workbook: 宋体 as its default font, and a fixed date, so that the same input gives the same bytes.
pub(super) fn empty_workbook() -> Result<Workbook, XlsxError> {
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
        let format = formats.of(sheet.cells.get(&merge.first), extents[&merge.first]);
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

/// The merged blocks by their first cell; on a sheet of several pages, one higher than half a page is tall.
fn extents(sheet: &DrawnSheet, heights: &BTreeMap<u32, f64>) -> HashMap<CellRef, Extent> {
    let (page_width, page_height) = PRINTED_POINTS;
    let width: f64 = sheet.widths.iter().sum::<f64>() * CHAR_POINTS;
    // Everything is printed one page wide, so a wide sheet has more on a page.
    let half_page = page_height * (width / page_width).max(1.0) / 2.0;
    let height = |row| heights.get(&row).copied().unwrap_or(DEFAULT_ROW_POINTS);
    let last_row = sheet.cells.keys().map(|at| at.row).max().unwrap_or(0);
    // A workbook holds at most a million rows; more than a thousand are many pages anyway.
    let one_page = last_row < 1_000 && (0..=last_row).map(height).sum::<f64>() <= 2.0 * half_page;
    let extent = |merge: &Merge| {
        let block: f64 = (merge.first.row..=merge.last.row).map(height).sum();
        if !one_page && block > half_page { Extent::Tall } else { Extent::Merged }
    };
    sheet.merges.iter().map(|merge| (merge.first, extent(merge))).collect()
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
fn to_float(number: Decimal) -> f64 {
    trimmed(number).to_string().parse().expect("a decimal reads as a number")
}

/// The text as far as a cell can hold it; no Excel file can carry more.
fn fitting(text: &str) -> &str {
    if text.len() <= MAX_TEXT_UNITS {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MAX_TEXT_UNITS
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// A hidden note large enough for its text; without a size of its own Excel would cut it.
fn note(text: &str) -> Note {
    let text: String = text.chars().take(MAX_NOTE_CHARS).collect();
    let (room, line_height) = NOTE_LINE;
    let lines = u32::try_from(wrapped_lines(&text, room)).unwrap_or(u32::MAX);
    let height = lines.saturating_add(1).saturating_mul(line_height).clamp(48, 1200);
    Note::new(text)
        .set_author("ziping")
        .add_author_prefix(false)
        .set_font_name("宋体")
        .set_font_size(9)
        .set_width(NOTE_WIDTH)
        .set_height(height)
        .set_visible(false)
}

/// The height of every row whose text needs more than one line, or sits in a merged block that does.
fn row_heights(sheet: &DrawnSheet) -> BTreeMap<u32, f64> {
    let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
    let merges: BTreeMap<CellRef, Merge> = sheet.merges.iter().map(|merge| (merge.first, *merge)).collect();
    let mut tall = Vec::new();
    for (at, cell) in &sheet.cells {
        let merge = merges.get(at).copied().unwrap_or(Merge { first: *at, last: *at });
        let needed = needed_points(sheet, cell, merge);
        if merge.first.row == merge.last.row {
            let height = heights.entry(at.row).or_insert(DEFAULT_ROW_POINTS);
            *height = height.max(needed).min(MAX_ROW_POINTS);
        } else {
            tall.push((merge, needed));
        }
    }
    // Blocks over several rows take what their rows have already, and spread the rest.
    for (merge, needed) in tall {
        let rows = merge.first.row..=merge.last.row;
        let present: f64 =
            rows.clone().map(|row| heights.get(&row).copied().unwrap_or(DEFAULT_ROW_POINTS)).sum();
        let count = f64::from(merge.last.row - merge.first.row + 1);
        if needed > present {
            for row in rows {
                let height = heights.entry(row).or_insert(DEFAULT_ROW_POINTS);
                *height = (*height + (needed - present) / count).ceil().min(MAX_ROW_POINTS);
            }
        }
    }
    heights
}

fn needed_points(sheet: &DrawnSheet, cell: &DrawnCell, merge: Merge) -> f64 {
    let text = match &cell.content {
        Content::Text(text) | Content::Link { text, .. } => text,
        Content::Formula { result: Cached::Text(text), .. } => text,
        _ => return DEFAULT_ROW_POINTS,
    };
    let title = cell.role == Role::Title;
    let room: f64 = (merge.first.col..=merge.last.col)
        .map(|col| sheet.widths.get(usize::from(col)).copied().unwrap_or(DEFAULT_WIDTH))
        .sum();
    // Text outside the form is not wrapped where it stands alone: it runs on into the empty cells beside it.
    let lines = if cell.role == Role::Plain && merge.first == merge.last {
        text.lines().count().max(1)
    } else if title {
        wrapped_lines(text, room * 11.0 / 16.0)
    } else {
        wrapped_lines(text, room)
    };
    lines_points(lines, title).max(DEFAULT_ROW_POINTS)
}

fn set_up_page(worksheet: &mut Worksheet, sheet: &DrawnSheet) -> Result<(), XlsxError> {
    worksheet
        .set_paper_size(PAPER_A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer("&C第 &P 页 共 &N 页")
        .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    if let Some((first, last)) = sheet.repeat_rows {
        worksheet.set_repeat_rows(first, last)?;
    }
    let corners = sheet.cells.keys().copied().chain(sheet.merges.iter().map(|merge| merge.last));
    let corner = corners.fold(None, |corner: Option<CellRef>, at| {
        let corner = corner.unwrap_or(at);
        Some(CellRef::new(corner.row.max(at.row), corner.col.max(at.col)))
    });
    if let Some(last) = corner {
        worksheet.set_print_area(0, 0, last.row, last.col)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> DrawnSheet {
        let cell = |role, text: &str| DrawnCell {
            content: Content::Text(text.to_owned()),
            format: None,
            role,
            mark: None,
            note: None,
            unlocked: false,
        };
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
    fn merged_rows_are_high_enough_together() {
        let heights = row_heights(&sheet());
        // 320 units of text on lines of 39: nine lines.
        assert!(heights[&1] + heights[&2] >= 9.0 * 15.0, "{heights:?}");
    }

    #[test]
    fn a_label_beside_more_than_half_a_page_stands_at_its_top() {
        let side = |last: u32, end: u32| {
            let mut sheet = sheet();
            let first = CellRef::new(5, 0);
            let blank = DrawnCell::new(Role::Value, Content::Blank);
            sheet.cells.insert(CellRef::new(end, 0), blank);
            sheet.merges.push(Merge { first, last: CellRef::new(last, 0) });
            extents(&sheet, &row_heights(&sheet))[&first]
        };
        // Rows of 18 points, pages of 500.
        assert_eq!(side(17, 40), Extent::Merged);
        assert_eq!(side(18, 40), Extent::Tall);
        assert_eq!(side(18, 19), Extent::Merged, "all of it is on one page");
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

    #[test]
    fn text_is_cut_only_where_no_cell_can_hold_it() {
        let long = "长".repeat(40_000);
        assert_eq!(fitting(&long).chars().count(), MAX_TEXT_UNITS);
        assert_eq!(fitting("短"), "短");
    }
}
