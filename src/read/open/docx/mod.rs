//! x
use crate::read::error::{OtherKind, ReadError};
use crate::read::grid::Workbook;

pub(super) fn read(_: &[u8]) -> Result<Workbook, ReadError> {
    Err(ReadError::OtherKind { kind: OtherKind::Document })
}
