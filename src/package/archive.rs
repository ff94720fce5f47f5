//! A zip package and its parts, each inflated up to a limit whatever size it declares.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{Cursor, Read};
use std::rc::Rc;

use flate2::{Decompress, FlushDecompress, Status};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

use super::error::{Flaw, PackageError};
use super::known::Known;
use super::markup::text_of;
use crate::budget::{self, Exceeded, Limit};

/// What an entry of the directory begins with.
const ENTRY: &[u8] = b"PK\x01\x02";
/// Packages within a package have entries of their own; with so many times as many as a package may have, none is parsed.
const NESTED: usize = 4;

/// An open package.
pub struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be inflated.
    left: u64,
    /// One for all parts: to make it takes longer than to inflate a small one.
    inflater: Decompress,
}

/// A part breaks off, or its bytes are not those that were packed.
#[derive(Debug, thiserror::Error)]
#[error("a part's bytes are not those that were packed")]
struct Unsound;

impl<'a> Package<'a> {
    /// Opens the zip's directory.
    ///
    /// # Errors
    ///
    /// If it is missing or broken, or lists more parts than any workbook.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        budget::in_time()?;
        // Counted before the directory is taken into memory, whatever number it states.
        let entries = memchr::memmem::find_iter(bytes, ENTRY).count();
        if entries > NESTED * budget::most_of(Limit::Entries) {
            return Err(Exceeded::of(Limit::Entries, entries).into());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::Incomplete)?;
        budget::hold(Limit::Entries, archive.len() as u64)?;
        Ok(Self { bytes, archive, left: budget::most(Limit::Unpacked), inflater: Decompress::new(false) })
    }

    /// Opens a package that somebody handed in, and looks at its whole directory.
    ///
    /// # Errors
    ///
    /// Those of [`Self::open`], or if programs would read different parts of it: two have one name or share their bytes, or a
    /// name leads out of the package.
    pub fn open_foreign(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let mut package = Self::open(bytes)?;
        let mut met = HashSet::new();
        let mut ranges = Vec::with_capacity(package.archive.len());
        for index in 0..package.archive.len() {
            let entry = package.archive.by_index_raw(index).map_err(PackageError::damaged)?;
            let name = entry.name().map_err(PackageError::damaged)?;
            if leads_out(&name) {
                return Err(PackageError::flawed(Flaw::Name, &name));
            }
            if !met.insert(one_spelling(&name)) {
                return Err(PackageError::flawed(Flaw::RepeatedPart, &name));
            }
            let data = entry.data_start().unwrap_or(entry.header_start());
            ranges.push((entry.header_start(), data.saturating_add(entry.compressed_size())));
        }
        if package.archive.has_duplicate_names() {
            return Err(PackageError::flawed(Flaw::RepeatedPart, ""));
        }
        ranges.sort_unstable();
        if ranges.windows(2).any(|pair| pair[1].0 < pair[0].1) {
            return Err(PackageError::flawed(Flaw::Overlap, ""));
        }
        Ok(package)
    }

    /// The names of all parts that have one, in the package's order.
    pub fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.archive.len()).filter_map(|index| self.archive.name_for_index(index)?.ok())
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
        budget::in_time()?;
        let limit = budget::most(Limit::Part).min(self.left);
        let entry = self.archive.by_index_raw(index).map_err(PackageError::damaged)?;
        if entry.encrypted() {
            return Err(PackageError::Encrypted);
        }
        let kept = kept(self.bytes, &entry);
        let declared = entry.size();
        if entry.compression() == CompressionMethod::Stored && entry.compressed_size() != declared {
            return Err(PackageError::flawed(Flaw::DeclaredSize, name));
        }
        // One byte more than the directory says, or than may be read, is enough to know.
        let enough = limit.min(declared);
        let bytes = match kept.filter(|_| entry.compression() == CompressionMethod::Deflated) {
            Some(kept) => {
                // Room for all that may come, which takes memory only as it is filled: to grow would take it twice.
                let room = usize::try_from(enough + 1).unwrap_or(0);
                inflated(&mut self.inflater, kept, room, enough, entry.crc32())?
            }
            None => {
                drop(entry);
                let entry = self.archive.by_index(index).map_err(PackageError::damaged)?;
                let mut bytes = Vec::new();
                entry.take(enough + 1).read_to_end(&mut bytes).map_err(PackageError::damaged)?;
                bytes
            }
        };
        let len = bytes.len() as u64;
        if len > limit {
            let part = budget::hold(Limit::Part, len);
            let read = budget::most(Limit::Unpacked) - self.left;
            return Err(part
                .err()
                .unwrap_or_else(|| Exceeded::new(Limit::Unpacked, read + len))
                .at(name)
                .into());
        }
        if len != declared {
            return Err(PackageError::flawed(Flaw::DeclaredSize, name));
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
        Ok(kept(self.bytes, &entry).map(|bytes| (entry.crc32(), bytes)))
    }

    /// What `read` makes of a part's text, which `known` remembers; `None` if the package has no such part.
    ///
    /// # Errors
    ///
    /// Those of [`Self::text`] and of `read`.
    pub fn read_known<T>(
        &mut self,
        name: &str,
        known: &mut Known<T>,
        read: impl FnOnce(&str) -> Result<T, PackageError>,
    ) -> Result<Option<Rc<T>>, PackageError> {
        let bytes = self.bytes;
        let mut packed = None;
        if let Some(index) = self.index(name) {
            let entry = self.archive.by_index_raw(index).map_err(PackageError::damaged)?;
            if !entry.encrypted() && entry.compression() == CompressionMethod::Deflated {
                packed = kept(bytes, &entry).map(|own| (entry.crc32(), own));
            }
        }
        if let Some((crc32, own)) = packed
            && let Some(value) = known.find(name, crc32, own)
        {
            return Ok(Some(value));
        }
        let Some(text) = self.text(name)? else { return Ok(None) };
        let value = Rc::new(read(&text)?);
        if let Some((crc32, own)) = packed {
            known.keep(name, crc32, own, &value);
        }
        Ok(Some(value))
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

/// Whether a name is no place within a package.
fn leads_out(name: &str) -> bool {
    let is_from_root = name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':');
    is_from_root || name.split(['/', '\\']).any(|step| step == "..")
}

/// A part's name as every program would have it.
fn one_spelling(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    match lower.contains(['\\', '%']) {
        true => lower.replace('\\', "/").replace("%2f", "/").replace("%5c", "/"),
        false => lower,
    }
}

/// The bytes of an entry as the file keeps them.
fn kept<'a, R: Read>(bytes: &'a [u8], entry: &ZipFile<'_, R>) -> Option<&'a [u8]> {
    let start = entry.data_start().and_then(|start| usize::try_from(start).ok())?;
    let len = usize::try_from(entry.compressed_size()).ok()?;
    bytes.get(start..start.checked_add(len)?)
}

/// Inflates a part; one byte more than `limit` at most, so that it can be told from one of that size.
fn inflated(
    inflater: &mut Decompress,
    kept: &[u8],
    room: usize,
    limit: u64,
    checksum: u32,
) -> Result<Vec<u8>, PackageError> {
    inflater.reset(false);
    let mut bytes = Vec::with_capacity(room.max(64));
    let mut rest = kept;
    loop {
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater
            .decompress_vec(rest, &mut bytes, FlushDecompress::None)
            .map_err(PackageError::damaged)?;
        let taken = usize::try_from(inflater.total_in() - before.0).unwrap_or(usize::MAX);
        rest = rest.get(taken..).unwrap_or_default();
        if bytes.len() as u64 > limit {
            return Ok(bytes);
        }
        match status {
            Status::StreamEnd if crc32fast::hash(&bytes) == checksum => return Ok(bytes),
            Status::StreamEnd => return Err(PackageError::damaged(Unsound)),
            _ if bytes.len() < bytes.capacity() && before == (inflater.total_in(), inflater.total_out()) => {
                return Err(PackageError::damaged(Unsound));
            }
            _ => {}
        }
        // Grown by hand: never far beyond what a part may take.
        let most = usize::try_from(limit + 1).unwrap_or(usize::MAX);
        if bytes.len() == bytes.capacity() {
            bytes.reserve_exact(bytes.len().min(most - bytes.len()).max(64));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::packed;

    fn sound(bytes: &[u8]) -> Result<Vec<String>, String> {
        Package::open(bytes).and_then(|mut package| package.sound_names()).map_err(|error| error.to_string())
    }

    /// The package with some bytes replaced wherever they stand.
    fn with(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        let mut bytes = bytes.to_vec();
        for at in 0..=bytes.len() - from.len() {
            if bytes[at..].starts_with(from) {
                bytes[at..at + to.len()].copy_from_slice(to);
            }
        }
        bytes
    }

    /// The package with the flag of encryption on all its entries.
    fn encrypted(bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            for at in 0..bytes.len() - 4 {
                if bytes[at..].starts_with(mark) {
                    bytes[at + flags] |= 1;
                }
            }
        }
        bytes
    }

    #[test]
    fn parts_are_found_by_names_that_differ_in_case_or_slash() {
        let bytes = packed(&[("xl\\Workbook.xml", "1"), ("XL/styles.xml", "2"), ("xl/styles.xml", "3")]);
        let mut package = Package::open(&bytes).unwrap();
        for (name, text) in [
            ("xl/workbook.xml", Some("1")),
            ("XL\\WORKBOOK.XML", Some("1")),
            ("xl/styles.xml", Some("3")),
            ("XL/styles.xml", Some("2")),
            ("Xl/styles.xml", Some("2")),
            ("xl\\styles.xml", None),
            ("xl/workbook.xm", None),
            ("", None),
        ] {
            assert_eq!(package.has(name), text.is_some(), "{name}");
            assert_eq!(package.text(name).unwrap().as_deref(), text, "{name}");
        }
        // As they are kept only by the very name.
        assert!(package.raw("XL/styles.xml").unwrap().is_some());
        assert_eq!(package.raw("xl/workbook.xml").unwrap(), None);
    }

    #[test]
    fn a_sound_package_has_each_name_once_and_nothing_around_it() {
        let names = |names: &[&str]| Ok(names.iter().map(|name| (*name).to_owned()).collect());
        let repeated = |name: &str| Err(format!("the package has two parts named {name}"));
        let plain = packed(&[("b.xml", "1"), ("a.xml", "2"), ("甲/", "")]);
        let around = Err("the file holds more than its package".to_owned());
        let twice = with(&packed(&[("a.xml", "1"), ("b.xml", "2")]), b"b.xml", b"a.xml");
        let mut commented = zip::ZipWriter::new_append(Cursor::new(plain.clone())).unwrap();
        commented.set_comment("PK\u{5}\u{6} 说明").unwrap();
        let commented = commented.finish().unwrap().into_inner();
        for (bytes, expected) in [
            (plain.clone(), names(&["b.xml", "a.xml", "甲/"])),
            (packed(&[]), names(&[])),
            (packed(&[("xl/a.xml", ""), ("XL/A.xml", "")]), repeated("XL/A.xml")),
            (packed(&[("xl/a.xml", ""), ("xl\\a.xml", "")]), repeated("xl\\a.xml")),
            (twice, repeated("")),
            ([b"before".as_slice(), &plain].concat(), around.clone()),
            ([&plain, b"behind".as_slice()].concat(), around.clone()),
            ([&plain, b"\n".as_slice()].concat(), around),
            (commented, names(&["b.xml", "a.xml", "甲/"])),
            (encrypted(&plain), Err("the package is encrypted".to_owned())),
        ] {
            assert_eq!(sound(&bytes), expected);
        }
    }

    #[test]
    fn what_is_no_package_is_refused() {
        let bytes = packed(&[("a.xml", "得分")]);
        for broken in
            [&b""[..], b"PK\x05\x06", &bytes[..bytes.len() / 2], &bytes[..bytes.len() - 1], b"<html/>"]
        {
            assert!(matches!(Package::open(broken), Err(PackageError::Incomplete)));
        }
        let mut package = Package::open(&bytes).unwrap();
        assert!(matches!(package.part("b.xml"), Ok(None)) && matches!(package.raw("b.xml"), Ok(None)));
        for (text, expected) in [("\u{feff}得分", "得分"), ("", "")] {
            let bytes = packed(&[("a.xml", text)]);
            assert_eq!(Package::open(&bytes).unwrap().text("a.xml").unwrap().as_deref(), Some(expected));
        }
        assert!(Package::open(&encrypted(&bytes)).unwrap().part("a.xml").is_err());
        // A part whose bytes are not those it was made of.
        let raw = package.raw("a.xml").unwrap().unwrap().1.to_vec();
        let damaged = with(&bytes, &raw, &vec![0xff; raw.len()]);
        assert!(matches!(Package::open(&damaged).unwrap().part("a.xml"), Err(PackageError::Damaged(_))));
    }

    #[test]
    fn parts_are_unpacked_up_to_a_limit_whatever_they_declare() {
        let limit = budget::most_of(Limit::Part);
        let (most, more, few) = (" ".repeat(limit), " ".repeat(limit + 1), " ".repeat(9));
        let bytes = packed(&[("a", &most), ("b", &more), ("c", &few), ("d", "")]);
        assert!(bytes.len() < 1 << 20);
        let refused = |package: &mut Package<'_>, name: &str| match package.part(name) {
            Err(PackageError::Exceeded(error)) => Some((error.place.unwrap(), error.limit)),
            _ => None,
        };
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(refused(&mut package, "b"), Some(("b".to_owned(), Limit::Part)));
        // Twice as large as a part may be is as large as all parts together may be.
        for _ in 0..2 {
            assert_eq!(package.part("a").unwrap().map(|part| part.len()), Some(limit));
        }
        assert_eq!(refused(&mut package, "c"), Some(("c".to_owned(), Limit::Unpacked)));
        assert_eq!(package.part("d").unwrap(), Some(Vec::new()));
    }

    #[test]
    fn raw_bytes_are_those_of_the_file() {
        let bytes = packed(&[("a", "得分得分得分"), ("b", "")]);
        let mut package = Package::open(&bytes).unwrap();
        let (sum, raw) = package.raw("a").unwrap().unwrap();
        assert!(bytes.as_ptr_range().contains(&raw.as_ptr()), "no copy is made");
        assert!(raw.len() < "得分得分得分".len() && sum != 0);
        assert_eq!(package.raw("b").unwrap().map(|(sum, _)| sum), Some(0));
    }
}
