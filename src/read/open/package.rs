//! A zip package and its parts, each inflated up to a limit whatever size it declares.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::error::ReadError;

/// More than the largest part of any form.
pub(super) const PART_LIMIT: u64 = 32 << 20;

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the zip's directory.
    ///
    /// # Errors
    ///
    /// If it is missing or broken.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Incomplete)?;
        Ok(Self { archive })
    }

    /// The names of all parts that have a readable one.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(Cow::into_owned).collect()
    }

    /// Whether a part may inflate beyond the limit: deflate makes at most 1,032 bytes of one.
    pub(super) fn may_be_too_large(&mut self, name: &str) -> bool {
        self.archive
            .by_name(name)
            .map_or(true, |entry| entry.compressed_size().saturating_mul(1032) > PART_LIMIT)
    }

    /// One part's bytes, or `None` if the package has no such part.
    ///
    /// # Errors
    ///
    /// If the part is damaged, encrypted or larger than any form's.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        if entry.encrypted() {
            return Err(ReadError::Encrypted);
        }
        // The declared size is a hint only, and believed up to what a form's parts have.
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size().min(1 << 16)).unwrap_or(0));
        entry.take(PART_LIMIT + 1).read_to_end(&mut bytes).map_err(damaged)?;
        if bytes.len() as u64 > PART_LIMIT {
            return Err(ReadError::PartTooLarge { part: name.to_owned(), limit: PART_LIMIT });
        }
        Ok(Some(bytes))
    }
}

/// A part that cannot be read to its end.
pub(super) fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> ReadError {
    ReadError::Damaged { sheet: None, source: Box::new(error) }
}
