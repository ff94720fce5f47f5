//! Floor 4: corrected workbook, working paper, blank template; the only folder that names rust_xlsxwriter.
//!
//! `corrected/` and `new_form/` say what stands where; `draw` puts a finished sheet on paper for both.

mod corrected;
mod draw;
mod drawn;
mod format_store;
mod new_form;
mod text_size;

pub use self::corrected::{Change, Corrected, Marks, Source, corrected, marks};
pub use self::new_form::new_form;

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The spreadsheet writer refused something.
    #[error("cannot build the workbook")]
    Build(#[from] rust_xlsxwriter::XlsxError),
}
