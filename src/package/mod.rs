//! Floor 1: the xlsx package itself, its parts and their XML; also the zip and XML of other formats.
//!
//! Nothing here knows what a form is. A [`Bundle`] is an archive of whole files. Parts are inflated within a budget whatever they declare; XML is read by [`Markup`] and
//! [`sheet::scan`], found its way about by [`tree()`] and [`tags()`], and changed by [`Splices`] only.

mod archive;
mod bundle;
mod cell_styles;
mod dialect;
mod ending;
mod error;
mod ink;
mod known;
mod markup;
#[cfg(test)]
mod packed;
mod places;
mod relations;
mod rewrite;
pub mod sheet;
mod splice;
mod tags;
mod text;
mod tree;
mod workbook;

pub use archive::Package;
pub use bundle::{Bundle, BundleError, safe_path};
#[cfg(test)]
pub(crate) use bundle::{Packed, handmade};
pub use cell_styles::CellStyles;
pub use dialect::Dialect;
pub use ending::ending;
pub use error::{Flaw, PackageError};
pub use ink::Invisible;
pub use known::Known;
pub use markup::{Element, Markup, Piece, text_of};
#[cfg(test)]
pub use packed::{packed, packed_bytes};
pub use places::{appended, child, prefix_of, written_name};
pub use relations::{Relation, attribute, each_element, relations, relations_part};
pub use rewrite::{Changes, checksum, rewrite};
pub use splice::Splices;
pub use tags::{Tag, TagKind, tags};
pub use text::{escaped, spelled, xml_escaped};
pub use tree::tree;
pub use workbook::{NameEntry, SheetEntry, WorkbookPart};
