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
