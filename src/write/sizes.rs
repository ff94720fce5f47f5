//! The sizes of a sheet: row heights, how far cells reach, the printed page.

use std::collections::BTreeMap;

use super::drawn::{Cached, Content, DrawnCell, DrawnSheet, Role};
use super::text_size::{MAX_ROW_POINTS, lines_points, wrapped_lines};
use crate::read::Merge;
use crate::value::CellRef;

/// A4 in the numbering of the file format.
pub(super) const PAPER_A4: u8 = 9;
/// What stands at the foot of every page.
pub(super) const FOOTER: &str = "&C第 &P 页 共 &N 页";
/// The page's margins.
pub(super) const MARGINS: Margins =
    Margins { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 };
/// The longest text a cell can hold, in UTF-16 units.
const MAX_TEXT_UNITS: usize = 32_767;
/// Width in characters of a column that was given none.
const DEFAULT_WIDTH: f64 = 8.38;
/// Width in points of a character of the default font.
const CHAR_POINTS: f64 = 6.0;
/// What the margins leave of an A4 page in landscape, in points: width and height.
const PRINTED_POINTS: (f64, f64) = (770.0, 500.0);
/// Height in points of a row that was given none.
const DEFAULT_ROW_POINTS: f64 = 18.0;

/// The margins of a page, in inches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) header: f64,
    pub(super) footer: f64,
}

/// How far a cell reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// It is merged with no other.
    Single,
    /// It is the first of a merged block.
    Merged,
    /// It is the first of a block so high that its middle may lie where a printed page ends: its text stands at the top.
    Tall,
}

/// The height of every row whose text needs more than one line, or sits in a merged block that does.
pub(super) fn row_heights(sheet: &DrawnSheet) -> BTreeMap<u32, f64> {
    let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
    let merges: BTreeMap<CellRef, Merge> = sheet.merges.iter().map(|merge| (merge.first, *merge)).collect();
    // Both in the order of the cells, so that nothing has to be looked up.
    let mut merges = merges.into_values().peekable();
    let mut tall = Vec::new();
    // The row being measured; cells come row by row.
    let mut present: Option<(u32, f64)> = None;
    for (at, cell) in &sheet.cells {
        while merges.next_if(|merge| merge.first < *at).is_some() {}
        let own = merges.next_if(|merge| merge.first == *at);
        let merge = own.unwrap_or(Merge { first: *at, last: *at });
        let needed = needed_points(sheet, cell, merge);
        if merge.first.row == merge.last.row {
            let height = match present {
                Some((row, height)) if row == at.row => height,
                _ => DEFAULT_ROW_POINTS,
            };
            let height = height.max(needed).min(MAX_ROW_POINTS);
            if let Some((row, height)) = present.replace((at.row, height)).filter(|(row, _)| *row != at.row) {
                heights.insert(row, height);
            }
        } else {
            tall.push((merge, needed));
        }
    }
    heights.extend(present);
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

/// The merged blocks by their first cell; on a sheet of several pages, one higher than half a page is tall.
pub(super) fn extents(sheet: &DrawnSheet, heights: &BTreeMap<u32, f64>) -> BTreeMap<CellRef, Extent> {
    let (page_width, page_height) = PRINTED_POINTS;
    let width: f64 = sheet.widths.iter().sum::<f64>() * CHAR_POINTS;
    // Everything is printed one page wide, so a wide sheet has more on a page.
    let half_page = page_height * (width / page_width).max(1.0) / 2.0;
    let height = |row| heights.get(&row).copied().unwrap_or(DEFAULT_ROW_POINTS);
    let last_row = sheet.cells.last().map_or(0, |(at, _)| at.row);
    // A workbook holds at most a million rows; more than a thousand are many pages anyway.
    let one_page = last_row < 1_000 && (0..=last_row).map(height).sum::<f64>() <= 2.0 * half_page;
    let extent = |merge: &Merge| {
        let block: f64 = (merge.first.row..=merge.last.row).map(height).sum();
        if !one_page && block > half_page { Extent::Tall } else { Extent::Merged }
    };
    sheet.merges.iter().map(|merge| (merge.first, extent(merge))).collect()
}

/// The corner that everything on the sheet lies left of and above; `None` if nothing is on it.
pub(super) fn last_corner(sheet: &DrawnSheet) -> Option<CellRef> {
    let corners = sheet.cells.iter().map(|(at, _)| *at).chain(sheet.merges.iter().map(|merge| merge.last));
    corners.reduce(|corner, at| CellRef::new(corner.row.max(at.row), corner.col.max(at.col)))
}

/// The text as far as a cell can hold it; no Excel file can carry more.
pub(crate) fn fitting(text: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> CellRef {
        text.parse().expect("an address")
    }

    fn sheet() -> DrawnSheet {
        let cell = |role, text: &str| DrawnCell::new(role, Content::Text(text.to_owned()));
        DrawnSheet {
            name: "表".to_owned(),
            visible: true,
            hidden: Default::default(),
            cells: [
                (at("A1"), cell(Role::Title, "部门整体自评表")),
                (at("A2"), cell(Role::Label, "说明")),
                (at("B2"), cell(Role::Text, &"指标完成情况说明".repeat(20))),
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
            sheet.cells.push((CellRef::new(end, 0), blank));
            sheet.merges.push(Merge { first, last: CellRef::new(last, 0) });
            extents(&sheet, &row_heights(&sheet))[&first]
        };
        // Rows of 18 points, pages of 500.
        assert_eq!(side(17, 40), Extent::Merged);
        assert_eq!(side(18, 40), Extent::Tall);
        assert_eq!(side(18, 19), Extent::Merged, "all of it is on one page");
    }

    #[test]
    fn text_is_cut_only_where_no_cell_can_hold_it() {
        let long = "长".repeat(40_000);
        assert_eq!(fitting(&long).chars().count(), MAX_TEXT_UNITS);
        assert_eq!(fitting("短"), "短");
    }

    #[test]
    fn the_last_corner_encloses_cells_and_merged_blocks() {
        assert_eq!(last_corner(&sheet()), Some(at("C3")));
        assert_eq!(last_corner(&DrawnSheet { cells: Vec::new(), merges: Vec::new(), ..sheet() }), None);
    }
}
