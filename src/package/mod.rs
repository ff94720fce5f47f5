//! Floor 1: the xlsx package itself, its parts and their XML; also the zip and XML of other formats.
//!
//! Nothing here knows what a form is. Parts are inflated within a budget whatever they declare; XML is read by [`Markup`],
//! and changed by [`Splices`] only.

mod archive;
mod error;
mod markup;
mod number_formats;
mod relations;
pub mod sheet;
mod splice;
mod workbook;

pub use archive::Package;
pub use error::PackageError;
pub use markup::{Element, Markup, Piece, text_of};
pub use number_formats::NumberFormats;
pub use relations::{Relation, attribute, each_element, relations};
pub use splice::Splices;
pub use workbook::{NameEntry, SheetEntry, WorkbookPart};
