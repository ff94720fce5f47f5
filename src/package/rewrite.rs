//! A package written again with some of its parts changed; all others are copied as they are, still deflated.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::error::PackageError;

/// How hard changed parts are deflated, from 1 to 9.
const LEVEL: i64 = 1;

/// What is to become of the parts of a package; names as the package has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// New contents.
    pub changed: BTreeMap<String, String>,
    /// Parts that are not there yet.
    pub added: BTreeMap<String, String>,
    /// Parts that go.
    pub removed: Vec<String>,
}

impl Changes {
    /// Gives a part its content, whether it is there or not.
    pub fn put(&mut self, names: &[String], name: &str, content: String) {
        let own = names.iter().any(|own| own == name);
        if own { &mut self.changed } else { &mut self.added }.insert(name.to_owned(), content);
    }
}

/// The checksum that a package keeps of a part.
pub fn checksum(content: &str) -> u32 {
    crc32fast::hash(content.as_bytes())
}

/// Writes the package again: the parts in their order, then the added ones.
///
/// # Errors
///
/// If the package cannot be copied part by part.
pub fn rewrite(bytes: &[u8], changes: &Changes) -> Result<Vec<u8>, PackageError> {
    let mut source = ZipArchive::new(Cursor::new(bytes)).map_err(PackageError::damaged)?;
    let mut target =
        ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + (bytes.len() >> 1) + 65_536)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default());
    let write = |target: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &str| {
        target.start_file(name, options).map_err(PackageError::damaged)?;
        target.write_all(content.as_bytes()).map_err(PackageError::damaged)
    };
    target.set_raw_comment(source.comment().to_vec().into()).map_err(PackageError::damaged)?;
    for index in 0..source.len() {
        let entry = source.by_index_raw(index).map_err(PackageError::damaged)?;
        let name = entry.name().map_err(PackageError::damaged)?.into_owned();
        if let Some(content) = changes.changed.get(&name) {
            write(&mut target, &name, content)?;
        } else if !changes.removed.contains(&name) {
            target.raw_copy_file(entry).map_err(PackageError::damaged)?;
        }
    }
    for (name, content) in &changes.added {
        write(&mut target, name, content)?;
    }
    Ok(target.finish().map_err(PackageError::damaged)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{Package, packed};

    /// An entry as the directory has it: name, method, time, checksum, the bytes kept.
    type Entry = (String, CompressionMethod, Option<DateTime>, u32, Vec<u8>);

    fn entries(bytes: &[u8]) -> Vec<Entry> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let count = zip.len();
        let entry = |index| {
            let entry = zip.by_index_raw(index).unwrap();
            let (start, len) = (entry.data_start().unwrap(), entry.compressed_size());
            let kept = usize::try_from(start).unwrap()..usize::try_from(start + len).unwrap();
            let name = entry.name().unwrap().into_owned();
            (name, entry.compression(), entry.last_modified(), entry.crc32(), bytes[kept].to_vec())
        };
        (0..count).map(entry).collect()
    }

    /// A package with entries of all kinds, a comment, and times.
    fn package() -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let time = DateTime::from_date_and_time(2025, 1, 31, 12, 30, 58).unwrap();
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let hard = SimpleFileOptions::default().compression_level(Some(9)).last_modified_time(time);
        for (name, options, text) in [
            ("[Content_Types].xml", hard, "<Types/>".repeat(50)),
            ("xl/a.xml", stored.last_modified_time(time), "<a/>".to_owned()),
            ("xl/空 格.xml", hard, "得分".repeat(99)),
        ] {
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.add_directory("xl/media", stored).unwrap();
        zip.start_file("xl/b.xml", hard).unwrap();
        zip.write_all(b"<b/>").unwrap();
        zip.set_comment("说明").unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn changes(changed: &[(&str, &str)], added: &[(&str, &str)], removed: &[&str]) -> Changes {
        let owned = |parts: &[(&str, &str)]| {
            parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
        };
        let removed = removed.iter().map(|name| (*name).to_owned()).collect();
        Changes { changed: owned(changed), added: owned(added), removed }
    }

    #[test]
    fn without_changes_every_entry_stays_as_it_is() {
        let bytes = package();
        let copy = rewrite(&bytes, &Changes::default()).unwrap();
        assert_eq!(entries(&copy), entries(&bytes));
        assert_eq!(ZipArchive::new(Cursor::new(copy)).unwrap().comment(), "说明".as_bytes());
    }

    #[test]
    fn only_the_parts_that_change_are_written() {
        let bytes = package();
        let new = changes(
            &[("xl/a.xml", "<分/>")],
            &[("xl/new.xml", "<n/>"), ("docProps/z.xml", "")],
            &["xl/b.xml", "xl/none.xml"],
        );
        let copy = rewrite(&bytes, &new).unwrap();
        let (before, after) = (entries(&bytes), entries(&copy));
        let names: Vec<&str> = after.iter().map(|own| own.0.as_str()).collect();
        let expected =
            ["[Content_Types].xml", "xl/a.xml", "xl/空 格.xml", "xl/media/", "docProps/z.xml", "xl/new.xml"];
        assert_eq!(names, expected);
        for place in [0, 2, 3] {
            assert_eq!(after[place], before[place]);
        }
        // What is written has no time of its own: one workbook gives one copy.
        for place in [1, 4, 5] {
            assert_eq!(
                (after[place].1, after[place].2),
                (CompressionMethod::Deflated, Some(DateTime::default()))
            );
        }
        assert_eq!(copy, rewrite(&bytes, &new).unwrap());
        let mut package = Package::open(&copy).unwrap();
        for (name, text) in [
            ("xl/a.xml", Some("<分/>")),
            ("xl/new.xml", Some("<n/>")),
            ("docProps/z.xml", Some("")),
            ("xl/b.xml", None),
        ] {
            assert_eq!(package.text(name).unwrap().as_deref(), text, "{name}");
        }
        assert!(package.sound_names().is_ok());
    }

    /// A package written without knowing sizes beforehand, as some programs do, and one with room for large sizes.
    #[test]
    fn packages_of_other_makes_stay_as_they_are() {
        let text = "得分".repeat(99);
        let mut stream = ZipWriter::new_stream(Vec::new());
        let mut large = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "b.xml", "xl/c.xml"] {
            stream.start_file(name, SimpleFileOptions::default()).unwrap();
            stream.write_all(text.as_bytes()).unwrap();
            large.start_file(name, SimpleFileOptions::default().large_file(true)).unwrap();
            large.write_all(text.as_bytes()).unwrap();
        }
        for bytes in [stream.finish().unwrap().into_inner(), large.finish().unwrap().into_inner()] {
            let copy = rewrite(&bytes, &changes(&[("b.xml", "<b/>")], &[("d.xml", "<d/>")], &[])).unwrap();
            let (before, after) = (entries(&bytes), entries(&copy));
            assert_eq!((&after[0], &after[2]), (&before[0], &before[2]));
            let mut package = Package::open(&copy).unwrap();
            assert_eq!(package.sound_names().unwrap(), ["a.xml", "b.xml", "xl/c.xml", "d.xml"]);
            for (name, expected) in [("a.xml", text.as_str()), ("b.xml", "<b/>"), ("xl/c.xml", &text)] {
                assert_eq!(package.text(name).unwrap().as_deref(), Some(expected));
            }
        }
    }

    #[test]
    fn a_content_is_put_by_its_exact_name() {
        let names = ["xl/a.xml".to_owned()];
        let mut put = Changes::default();
        for (name, text) in [("xl/a.xml", "1"), ("xl/A.xml", "2"), ("xl/a.xml", "3")] {
            put.put(&names, name, text.to_owned());
        }
        assert_eq!(put, changes(&[("xl/a.xml", "3")], &[("xl/A.xml", "2")], &[]));
    }

    #[test]
    fn what_cannot_be_copied_is_refused() {
        let bytes = packed(&[("a", "1")]);
        for broken in [&b""[..], b"PK", &bytes[..bytes.len() - 10], &bytes[30..]] {
            assert!(rewrite(broken, &Changes::default()).is_err());
        }
        assert!(rewrite(&bytes, &changes(&[], &[("a", "2")], &[])).is_err(), "two of one name");
    }
}
