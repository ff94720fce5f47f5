//! A zip package and its parts, each inflated up to a limit whatever size it declares.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::PackageError;
use super::markup::text_of;

/// More than the largest part of any form, in bytes.
const PART_LIMIT: u64 = 32 << 20;
/// More than all parts of any form together, in bytes.
const TOTAL_LIMIT: u64 = 64 << 20;

/// An open package.
pub struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be inflated.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the zip's directory.
    ///
    /// # Errors
    ///
    /// If it is missing or broken.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::Incomplete)?;
        Ok(Self { bytes, archive, left: TOTAL_LIMIT })
    }

    /// Whether the package has such a part.
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Where a part stands in the directory: by its name, or by one that differs in case only, or has `\` for `/`.
    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            let alike = |own: &str| {
                own.len() == name.len()
                    && own.bytes().zip(name.bytes()).all(|(own, wanted)| {
                        own.eq_ignore_ascii_case(&wanted) || (own == b'\\' && wanted == b'/')
                    })
            };
            (0..self.archive.len())
                .find(|index| matches!(self.archive.name_for_index(*index), Some(Ok(own)) if alike(&own)))
        })
    }

    /// The names of all parts in the package's order, where it can be copied part by part without losing anything.
    ///
    /// # Errors
    ///
    /// If two parts have names that some programs take for one, a part is encrypted, or the file holds more than the package.
    pub fn sound_names(&mut self) -> Result<Vec<String>, PackageError> {
        let mut names = Vec::with_capacity(self.archive.len());
        let mut met = HashSet::new();
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(PackageError::damaged)?;
            if entry.encrypted() {
                return Err(PackageError::Encrypted);
            }
            let name = entry.name().map_err(PackageError::damaged)?.into_owned();
            if !met.insert(name.replace('\\', "/").to_ascii_lowercase()) {
                return Err(PackageError::RepeatedPart(name));
            }
            names.push(name);
        }
        // The directory lists an entry once, so of two alike the archive itself shows one only.
        if self.archive.has_duplicate_names() {
            return Err(PackageError::RepeatedPart(String::new()));
        }
        // The record that ends a package is 22 bytes long, and a comment follows it.
        let end = self.bytes.len().checked_sub(22 + self.archive.comment().len());
        let ends =
            end.and_then(|end| self.bytes.get(end..)).is_some_and(|end| end.starts_with(b"PK\x05\x06"));
        if self.archive.offset() != 0 || !ends {
            return Err(PackageError::MoreThanPackage);
        }
        Ok(names)
    }

    /// One part's bytes, or `None` if the package has no such part.
    ///
    /// # Errors
    ///
    /// If the part is damaged, encrypted or larger than any form's, or all parts together are.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(PackageError::damaged)?;
        if entry.encrypted() {
            return Err(PackageError::Encrypted);
        }
        // The declared size is a hint only, and believed up to what a form's parts have.
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size().min(1 << 16)).unwrap_or(0));
        let limit = PART_LIMIT.min(self.left);
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(PackageError::damaged)?;
        let len = bytes.len() as u64;
        if len > limit {
            return Err(PackageError::PartTooLarge { part: name.to_owned(), limit });
        }
        self.left -= len;
        Ok(Some(bytes))
    }

    /// One part's bytes as the package keeps them, still deflated, with the checksum of what they inflate to.
    ///
    /// # Errors
    ///
    /// If the package's directory is broken.
    pub fn raw(&mut self, name: &str) -> Result<Option<(u32, &'a [u8])>, PackageError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index_raw(index).map_err(PackageError::damaged)?;
        let start = entry.data_start().and_then(|start| usize::try_from(start).ok());
        let len = usize::try_from(entry.compressed_size()).ok();
        let bytes = start.zip(len).and_then(|(start, len)| self.bytes.get(start..start.checked_add(len)?));
        Ok(bytes.map(|bytes| (entry.crc32(), bytes)))
    }

    /// One part's text, or `None` if the package has no such part.
    ///
    /// # Errors
    ///
    /// Those of [`Self::part`], or if it is neither UTF-8 nor UTF-16.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        self.part(name)?.map(text_of).transpose()
    }
}
