//! Floor 4: corrected workbook, working paper, blank template; how our sheets look.
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
pub(crate) use self::draw::{empty_workbook, set_up_paper, to_float};
pub(crate) use self::format_store::body_format;
pub(crate) use self::look::{LABEL_FILL, LINK_COLOR, Rgb};
pub use self::new_form::new_form;
pub use self::patch::Obstacle;
pub(crate) use self::sizes::fitting;
pub(crate) use self::text_size::{row_points, wrapped_lines};

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
