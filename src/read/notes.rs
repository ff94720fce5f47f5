//! What stands on a form outside its blocks: prose between them, 其他需要说明事项, 评价结论, notes and signatures.

use super::blocks::{Segment, line_at};
use super::header::read_line;
use super::page::Page;
use crate::model::HeaderEntry;
use crate::value::CellRef;

/// The lines from the first block on that no block has read, as labels with their entries; `known` is read already.
pub(super) fn read(
    page: &Page<'_>,
    segment: &Segment<'_>,
    used: &[bool],
    known: Option<CellRef>,
) -> Vec<HeaderEntry> {
    let (mut notes, last_col) = (Vec::new(), page.last_col);
    let Some(first) = segment.blocks.first() else { return notes };
    let is_used = |at: usize| used.get(at).copied().unwrap_or_default();
    for line in (first.first..segment.end).filter(|at| !is_used(*at)).filter_map(|at| line_at(page, at)) {
        read_line(page, line, last_col, &mut notes);
    }
    notes.retain(|note| Some(note.at) != known);
    notes
}
