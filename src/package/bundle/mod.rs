//! An archive of files (`.zip`) as people pack and send it: every entry of its directory, names as they were meant.

mod entry_name;
mod error;
#[cfg(test)]
mod handmade;
mod safe_path;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;
use rawzip::{
    CompressionMethod, ErrorKind, FileReader, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord,
};

use self::entry_name::entry_name;
use super::archive::Package;
use crate::budget::{self, Exceeded, Limit};
pub use error::BundleError;
#[cfg(test)]
pub(crate) use handmade::{Packed, handmade};
pub use safe_path::safe_path;

/// What the end of the directory is looked for with, piece by piece.
const SEARCH_BUFFER: usize = 4 << 10;

/// An archive: what its directory says, without any of its content.
#[derive(Debug)]
pub struct Bundle {
    path: PathBuf,
    members: Vec<Member>,
}

/// One file of an archive.
#[derive(Debug)]
struct Member {
    name: String,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
    /// A link: its content is a path, which nobody asked to be followed.
    is_link: bool,
    /// Whether its bytes are also another's.
    overlaps: bool,
}

impl Bundle {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no zip, or holds more entries than any archive of forms.
    pub fn open(path: &Path) -> Result<Self, BundleError> {
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let archive = located(path, &mut buffer)?;
        let mut members = Vec::new();
        let mut entries = archive.entries(&mut buffer);
        let mut count = 0;
        while let Some(entry) = entries.next_entry()? {
            count += 1;
            budget::hold(Limit::ArchiveFiles, count)?;
            members.extend(Member::of(&entry));
        }
        mark_overlaps(&archive, &mut members);
        Ok(Self { path: path.to_owned(), members })
    }

    /// The archive itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file is a document itself: workbooks and Word documents are archives too.
    pub fn is_document(&self) -> bool {
        self.names().any(is_document_part)
    }

    /// The files' names in the directory's order, `/` between folders; two files may have one name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// One file's bytes.
    ///
    /// # Errors
    ///
    /// If there is a reason not to unpack it, or its bytes are not those that were packed.
    pub fn read(&self, index: usize) -> Result<Vec<u8>, BundleError> {
        let missing = || BundleError::damaged(std::io::Error::from(std::io::ErrorKind::NotFound));
        let member = self.members.get(index).ok_or_else(missing)?;
        member.refusal()?;
        let archive = located(&self.path, &mut [0; SEARCH_BUFFER])?;
        let entry = archive.get_entry(member.place)?;
        let bytes = match member.method {
            CompressionMethod::STORE => inflated(entry.verifying_reader(entry.reader()))?,
            CompressionMethod::DEFLATE => {
                inflated(entry.verifying_reader(DeflateDecoder::new(entry.reader())))?
            }
            _ => return Err(BundleError::Method),
        };
        if member.name.to_ascii_lowercase().ends_with(".zip") && is_archive(&bytes) {
            return Err(BundleError::Nested);
        }
        Ok(bytes)
    }
}

impl Member {
    /// A file; `None` for a folder.
    fn of(entry: &ZipFileHeaderRecord<'_>) -> Option<Self> {
        let name = entry_name(entry.file_path().as_bytes(), entry.flags().bits(), entry.extra_fields());
        let (flags, mode) = (entry.flags(), entry.mode());
        (!name.ends_with('/')).then(|| Self {
            name,
            place: entry.wayfinder(),
            method: entry.compression_method(),
            is_encrypted: flags.is_encrypted(),
            is_link: mode.is_symlink(),
            overlaps: false,
        })
    }

    fn refusal(&self) -> Result<(), BundleError> {
        if self.is_link || safe_path(&self.name).is_none() {
            Err(BundleError::Name)
        } else if self.is_encrypted {
            Err(BundleError::Encrypted)
        } else if self.overlaps {
            Err(BundleError::Overlap)
        } else {
            Ok(())
        }
    }
}

fn located(path: &Path, buffer: &mut [u8]) -> Result<ZipArchive<FileReader>, BundleError> {
    let file = File::open(path).map_err(BundleError::Io)?;
    ZipArchive::from_file(file, buffer).map_err(|error| match error.into_kind() {
        ErrorKind::IO(source) => BundleError::Io(source),
        _ => BundleError::Incomplete,
    })
}

/// Marks the files whose bytes are also another's: a small archive that unpacks to a huge one is made so.
fn mark_overlaps(archive: &ZipArchive<FileReader>, members: &mut [Member]) {
    let range = |member: &Member| Some(archive.get_entry(member.place).ok()?.compressed_data_range());
    let mut ranges: Vec<_> =
        members.iter().enumerate().filter_map(|(index, member)| Some((range(member)?, index))).collect();
    ranges.sort_unstable();
    let mut furthest: Option<(u64, usize)> = None;
    for ((start, end), index) in ranges {
        // Files without content take no room.
        if start == end {
            continue;
        }
        if let Some((until, other)) = furthest.filter(|(until, _)| start < *until) {
            (members[index].overlaps, members[other].overlaps) = (true, true);
            furthest = Some(if end > until { (end, index) } else { (until, other) });
        } else {
            furthest = Some((end, index));
        }
    }
}

/// What a reader gives, counted as it comes, whatever size was declared.
fn inflated(reader: impl Read) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    let most = budget::most(Limit::File);
    reader.take(most + 1).read_to_end(&mut bytes).map_err(BundleError::damaged)?;
    if bytes.len() as u64 > most {
        return Err(Exceeded::of(Limit::File, bytes.len()).into());
    }
    Ok(bytes)
}

/// Whether these bytes are an archive of files and no document.
fn is_archive(bytes: &[u8]) -> bool {
    Package::open(bytes).is_ok_and(|package| !DOCUMENT_PARTS.iter().any(|part| package.has(part)))
}

/// The parts that tell a document from an archive of files.
const DOCUMENT_PARTS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

fn is_document_part(name: &str) -> bool {
    DOCUMENT_PARTS.iter().any(|part| part.eq_ignore_ascii_case(name))
}
