//! Why a workbook cannot be corrected in place.

use crate::package::PackageError;
use crate::value::CellRef;

/// Why a workbook cannot be corrected in place; drawing it anew is always possible.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Obstacle {
    /// A part is not in UTF-8.
    #[error("part {0} is not in UTF-8")]
    Encoding(String),
    /// A cell stands twice on its sheet.
    #[error("cell {cell} stands twice on sheet “{sheet}”")]
    RepeatedCell {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// The rows of a sheet are not in order.
    #[error("the rows of sheet “{sheet}” are not in order")]
    UnorderedRows {
        /// The sheet.
        sheet: String,
    },
    /// A chart or a macro has the name of a sheet of ours.
    #[error("a sheet of another kind is called “{0}”")]
    TakenName(String),
    /// A sheet that was corrected is not there any more, or has another name.
    #[error("there is no sheet “{0}” any more")]
    MissingSheet(String),
    /// A part that a change goes to is damaged or of an unknown make.
    #[error("part {part} cannot be changed")]
    Part {
        /// The part's name.
        part: String,
        /// What is wrong with it.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The package cannot be copied part by part.
    #[error("the package cannot be copied")]
    Package(#[from] PackageError),
    /// What was written is not what was meant.
    #[error("the copy was checked and differs: {0}")]
    Proof(String),
}
