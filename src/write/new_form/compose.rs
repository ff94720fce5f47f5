//! Lays a new form out as cells: the profile's drawing, fitted to the content and filled with it.

use super::canvas::Canvas;
use super::completeness::completeness;
use super::fitted::{Fitted, fit};
use super::form_places::Places;
use super::funding_block::{draw_funding, funding_height};
use super::head_block::draw_head;
use super::indicator_block::draw_indicators;
use super::notes_block::draw_notes;
use super::planned_row::planned_rows;
use super::text_blocks::{draw_goals, draw_tasks};
use super::total_block::{Sums, draw_total};
use crate::model::FormContent;
use crate::template::Profile;
use crate::write::drawn::DrawnSheet;

/// A form sheet ready to be drawn, and where its parts are.
pub(super) struct Composed {
    /// The profile with its form as it was drawn.
    pub(super) profile: Profile,
    pub(super) sheet: DrawnSheet,
    pub(super) places: Places,
}

/// Lays out `content` in the profile's form, which gets a place for whatever it has none for. What content by hand does
/// not give stays blank; what a form that was read does not have is left out.
pub(super) fn compose(profile: &Profile, content: &FormContent) -> Composed {
    let fitted = fit(profile, content);
    let (profile, form) = (&fitted.profile, &fitted.profile.form);
    let mut canvas = Canvas::default();
    let mut row = draw_head(&mut canvas, form, content);
    let funding_top = row;
    row += funding_height(profile, content);
    let mut text_rows = Vec::new();
    row = draw_goals(&mut canvas, form, content, row, &mut text_rows);
    row = draw_tasks(&mut canvas, form, (content, &fitted.task_fields), row, &mut text_rows);
    let heading_row = row;
    let planned = planned_rows(form, content);
    let block = (!planned.is_empty()).then(|| draw_indicators(&mut canvas, profile, heading_row, &planned));
    let target = block.as_ref().and_then(|block| block.execution_target);
    let budget = draw_funding(&mut canvas, &fitted, funding_top, content, target);
    row = block.as_ref().map_or(row, |block| block.rows.last + 1);
    let sums = Sums { block: block.as_ref(), budget: &budget };
    let total = draw_total(&mut canvas, profile, content, row, &sums);
    let message = draw_notes(&mut canvas, form, content, total.next, total.total_row.is_some());
    let places = Places {
        funding: budget.rows,
        indicators: block.as_ref().map(|block| block.rows),
        level1: block.as_ref().map(|block| block.level1.clone()).unwrap_or_default(),
        total_row: total.total_row,
        grade: total.grade,
        message,
        text_rows,
    };
    if let Some((at, sentence)) =
        message.zip(block.as_ref().and_then(|block| completeness(profile, &places, block, budget.weight)))
    {
        canvas.cells.insert(at, sentence);
    }
    let repeat_rows = places.indicators.map(|_| (heading_row, heading_row));
    let Canvas { cells, merges } = canvas;
    let (name, widths) = (form.sheet.clone(), form.widths.clone());
    let sheet = DrawnSheet {
        name,
        visible: true,
        hidden: Default::default(),
        cells: cells.into_iter().collect(),
        merges,
        widths,
        repeat_rows,
        protected: true,
    };
    let Fitted { profile, .. } = fitted;
    Composed { profile, sheet, places }
}
