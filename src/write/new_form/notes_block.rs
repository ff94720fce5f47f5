//! What stands under the form: its notes, the legend of the colours, the signatures.

use super::canvas::{Canvas, label, plain, text_entry};
use super::form_places::halves;
use super::grid::span;
use super::head_block::{whole, with_colon};
use crate::model::FormContent;
use crate::template::Drawing;
use crate::value::CellRef;
use crate::write::drawn::DrawnCell;

/// What the colours mean; the corrected workbook has the line too, and other colours.
const LEGEND: &str = "说明：空白表上浅黄色格填写，浅绿色格自动计算；填写方法见“填表说明”。";
/// The blank signature line.
const SIGNATURES: &str = "填表人：　　　　　　　　审核人：　　　　　　　　单位负责人：　　　　　　　　填表日期：　　　　年　　月　　日";
/// The longest text that the reader may take for a heading across the indicators.
const LONGEST_BANNER: usize = 24;

/// Draws the lines from `row` on; gives the place of the sentence about what is not complete, if the form has one.
pub(super) fn draw_notes(
    canvas: &mut Canvas,
    form: &Drawing,
    content: &FormContent,
    mut row: u32,
    has_total: bool,
) -> Option<CellRef> {
    let all = whole(form);
    for note in &form.notes {
        if content.origin.is_none() {
            canvas.put(&all, row, plain(note));
            row += 1;
        }
    }
    let Some(origin) = &content.origin else {
        for note in &content.notes {
            draw_note(canvas, form, note, row, has_total);
            row += 1;
        }
        let message = draw_legend(canvas, form, row);
        canvas.put(&all, row + 1, DrawnCell { unlocked: true, ..plain(SIGNATURES) });
        return Some(message);
    };
    let (legend, signatures) = (as_read(LEGEND), as_read(SIGNATURES));
    let is_line =
        |(label, text): &(String, String), line: (&str, &str)| (label.as_str(), text.as_str()) == line;
    let mut message = None;
    let mut legend_row = None;
    for (at, note) in content.notes.iter().enumerate() {
        let own_row = origin.note_rows.get(at);
        if legend_row.is_some() && legend_row == own_row {
            // The sentence beside the legend is live.
            continue;
        }
        if is_line(note, legend) && message.is_none() {
            message = Some(draw_legend(canvas, form, row));
            legend_row = own_row;
        } else if is_line(note, signatures) {
            canvas.put(&all, row, DrawnCell { unlocked: true, ..plain(SIGNATURES) });
        } else {
            draw_note(canvas, form, note, row, has_total);
        }
        row += 1;
    }
    message
}

fn draw_legend(canvas: &mut Canvas, form: &Drawing, row: u32) -> CellRef {
    let (left, right) = halves(form);
    canvas.put(&left, row, plain(LEGEND));
    // The sentence needs what has not been drawn yet.
    canvas.put(&right, row, plain(""))
}

/// A line as it is read: what stands before its first colon, and after it.
fn as_read(line: &str) -> (&str, &str) {
    line.split_once('：').map_or(("", line), |(label, text)| (label.trim(), text.trim()))
}

/// One note, so that it is read as it is, and never for an indicator.
fn draw_note(
    canvas: &mut Canvas,
    form: &Drawing,
    (name, text): &(String, String),
    row: u32,
    has_total: bool,
) {
    let (left, right) = (span(0, 0), span(1, usize::from(form.last_column())));
    let unlocked = |cell: DrawnCell| DrawnCell { unlocked: true, ..cell };
    if !name.is_empty() && text.trim() != text {
        canvas.put(&left, row, label(name));
        canvas.put(&right, row, text_entry(text));
    } else if text.is_empty() {
        // Only in the column of the labels: elsewhere it would have an entry, or none beside it.
        canvas.put(&left, row, unlocked(plain(name)));
    } else {
        let line = if name.is_empty() { with_colon(text) } else { format!("{name}：{text}") };
        let is_banner = line.contains("指标") && line.chars().count() <= LONGEST_BANNER;
        let at = if is_banner && !has_total && !name.is_empty() { left } else { whole(form) };
        canvas.put(&at, row, unlocked(plain(&line)));
    }
}
