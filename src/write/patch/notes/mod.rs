//! Notes of ours beside the notes a worksheet has: two of its parts in, the same two out.

mod comments;
mod drawing;
mod mark;
mod nodes;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::package::PackageError;
use crate::value::CellRef;

/// The notes of a worksheet as its package has them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Existing<'x> {
    /// The comments part: what the notes say.
    pub(super) comments: Option<&'x str>,
    /// The legacy VML drawing: where they stand; also form controls.
    pub(super) drawing: Option<&'x str>,
}

/// A note of ours: where, and what it says.
#[derive(Debug, Clone)]
pub(in crate::write) struct Wanted {
    /// The cell.
    pub(in crate::write) at: CellRef,
    /// What it says; of several notes of one cell each begins a line.
    pub(in crate::write) text: String,
}

/// The worksheet's notes with ours among them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The comments part; `None` if there is to be none.
    pub(super) comments: Option<String>,
    /// The VML drawing; `None` if there is to be none.
    pub(super) drawing: Option<String>,
    /// Cells whose note could not be written: they carry a threaded comment.
    pub(super) unplaced: Vec<CellRef>,
}

/// Why notes could not be put beside the others.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotesError {
    /// The comments part is no XML, or none that a workbook has.
    #[error("the comments part cannot be read")]
    Comments(#[source] PackageError),
    /// The comments part has no place for comments.
    #[error("the comments part has no list of comments")]
    NoCommentList,
    /// The drawing does not end, so that nothing can be put at its end.
    #[error("the drawing of the notes does not end")]
    DrawingWithoutEnd,
    /// Elements stand within each other that cannot.
    #[error("the notes are tangled")]
    Tangled,
}

/// What becomes of the cells whose comments are changed; the drawing follows it.
#[derive(Debug, Default)]
struct Changes {
    /// Ours of an earlier run, taken out.
    removed: BTreeSet<CellRef>,
    /// Others', from which ours was cut, and what was cut off, the separating line first.
    cut: BTreeMap<CellRef, String>,
    /// Ours, new, and what they say.
    added: BTreeMap<CellRef, String>,
    /// Others', behind which ours was put, and what was put there, the separating line first.
    extended: BTreeMap<CellRef, String>,
}

/// Puts all notes of ours beside the others'; ours of an earlier run are taken out first.
///
/// # Errors
///
/// If the parts are not what a workbook has.
pub(super) fn with_notes(
    existing: Existing<'_>,
    wanted: &[Wanted],
    main_namespace: &str,
) -> Result<Written, NotesError> {
    let mut texts: BTreeMap<CellRef, String> = BTreeMap::new();
    for note in wanted {
        let text = texts.entry(note.at).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&note.text);
    }
    let texts: BTreeMap<_, _> = texts.into_iter().map(|(at, text)| (at, mark::signed(&text))).collect();
    let mut changes = Changes::default();
    let left = match existing.comments {
        Some(part) => comments::without_ours(part, !texts.is_empty(), &mut changes)?,
        None => None,
    };
    let (comments, unplaced) = comments::with_ours(left, texts, main_namespace, &mut changes)?;
    let drawing = drawing::follow(existing.drawing, &changes)?;
    Ok(Written { comments, drawing, unplaced })
}
