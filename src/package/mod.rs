//! Floor 1: the xlsx package itself, its parts and their XML; also the zip and XML of other formats.
//!
//! Nothing here knows what a form is. Parts are inflated within a budget whatever they declare; XML is read by [`Markup`],
//! and changed by [`Splices`] only.

mod archive;
mod error;
mod markup;
mod relations;
mod splice;

pub use archive::{PART_LIMIT, Package};
pub use error::PackageError;
pub use markup::{Element, Markup, Piece, text_of};
pub use relations::{Relation, attribute, each_element, relations};
pub use splice::Splices;
