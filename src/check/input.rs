//! A file's bytes, read once.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::CheckError;
use crate::package::ending;

/// A file as it was when it was read.
#[derive(Debug, Clone)]
pub struct Input {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Input {
    /// Reads a file whole.
    ///
    /// # Errors
    ///
    /// If the path is no file that can be read, or a kind of input that is not there yet.
    pub fn open(path: &Path) -> Result<Self, CheckError> {
        Ok(Self::new(path.to_owned(), read(path)?))
    }

    /// A file whose bytes were read elsewhere, as of an archive.
    pub fn new(path: PathBuf, bytes: Vec<u8>) -> Self {
        let sha256 = hex(&Sha256::digest(&bytes));
        Self { path, bytes, sha256 }
    }

    /// The ending that a copy changed in place needs: programs refuse a workbook with macros that is named .xlsx.
    pub fn copy_ending(&self) -> &'static str {
        ending(&self.bytes)
    }
}

/// Bytes in hexadecimal, lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes all text");
        text
    })
}

fn read(path: &Path) -> Result<Vec<u8>, CheckError> {
    let failed = |source: io::Error| CheckError::reading(path, source);
    // Asked before opening: opening a pipe would wait for its other end.
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(CheckError::IsFolder { path: path.to_owned() });
    }
    if !metadata.is_file() {
        return Err(CheckError::NotAFile { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(failed)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_a_path_is() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("[1].xlsx"), "x").unwrap();
        for (path, code) in
            [(at("无.xlsx"), "F050"), (folder.path().to_owned(), "F055"), (at("*.xlsx"), "F050")]
        {
            assert_eq!(Input::open(&path).unwrap_err().code(), code, "{}", path.display());
        }
        let input = Input::open(&at("[1].xlsx")).unwrap();
        assert_eq!(&input.sha256[..8], "2d711642", "of the one byte x");
    }
}
