//! Floor 4: corrected workbook, working paper, blank template; the only folder that names rust_xlsxwriter.
//!
//! `corrected/` and `new_form/` say what stands where. `patch/` puts it into the user's own package, `draw` into a workbook
//! of ours.

mod corrected;
mod draw;
mod drawn;
mod format_store;
mod look;
mod new_form;
mod note_look;
mod patch;
mod sizes;
mod text_size;

pub use self::corrected::{
    Change, ChangeKind, Corrected, Marks, Reverted, Source, corrected, marks, reverted,
};
pub use self::new_form::new_form;
pub use self::patch::Obstacle;

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The spreadsheet writer refused something.
    #[error("cannot build the workbook")]
    Build(#[from] rust_xlsxwriter::XlsxError),
    /// The user's own package cannot be changed part by part.
    #[error("cannot correct the workbook in place")]
    InPlace(#[from] Obstacle),
}
