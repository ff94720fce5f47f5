//! Packages made for tests.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A package with these parts: name and text.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    packed_bytes(&parts, None)
}

/// A package with these parts, name and bytes, one of them without being deflated.
pub fn packed_bytes(parts: &[(&str, &[u8])], stored: Option<&str>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let is_stored = stored == Some(name);
        let method = if is_stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).expect("a new part");
        zip.write_all(bytes).expect("a part in memory");
    }
    zip.finish().expect("a zip in memory").into_inner()
}
