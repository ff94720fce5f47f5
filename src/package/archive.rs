//! A zip package and its parts, each inflated up to a limit whatever size it declares.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::PackageError;

/// More than the largest part of any form.
pub const PART_LIMIT: u64 = 32 << 20;

/// An open package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the zip's directory.
    ///
    /// # Errors
    ///
    /// If it is missing or broken.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::Incomplete)?;
        Ok(Self { archive })
    }

    /// The names of all parts that have a readable one.
    pub fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(Cow::into_owned).collect()
    }

    /// Whether a part may inflate beyond the limit: deflate makes at most 1,032 bytes of one.
    pub fn may_be_too_large(&mut self, name: &str) -> bool {
        self.archive
            .by_name(name)
            .map_or(true, |entry| entry.compressed_size().saturating_mul(1032) > PART_LIMIT)
    }

    /// One part's bytes, or `None` if the package has no such part.
    ///
    /// # Errors
    ///
    /// If the part is damaged, encrypted or larger than any form's.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(PackageError::damaged(error)),
        };
        if entry.encrypted() {
            return Err(PackageError::Encrypted);
        }
        // The declared size is a hint only, and believed up to what a form's parts have.
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size().min(1 << 16)).unwrap_or(0));
        entry.take(PART_LIMIT + 1).read_to_end(&mut bytes).map_err(PackageError::damaged)?;
        if bytes.len() as u64 > PART_LIMIT {
            return Err(PackageError::PartTooLarge { part: name.to_owned(), limit: PART_LIMIT });
        }
        Ok(Some(bytes))
    }
}
