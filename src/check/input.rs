//! A file's bytes, read once.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::disk::{Disk, System};
use super::error::CheckError;
use crate::budget::{self, Exceeded, Limit};
use crate::package::ending;

/// How long to wait before a file is read a second time: for a network that comes back, or a program that saves.
const PAUSE: Duration = Duration::from_millis(50);

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
    /// Reads a file whole; what fails, or changes meanwhile, is read a second time.
    ///
    /// # Errors
    ///
    /// If the path is no file that can be read, it is larger than any form, or goes on changing.
    pub fn open(path: &Path) -> Result<Self, CheckError> {
        Self::open_on(&System, path)
    }

    /// As [`Self::open`], by the calls of another disk.
    ///
    /// # Errors
    ///
    /// As [`Self::open`].
    pub fn open_on(disk: &dyn Disk, path: &Path) -> Result<Self, CheckError> {
        let bytes = match read(disk, path) {
            Err(CheckError::Io { .. } | CheckError::Changed { .. }) => {
                thread::sleep(PAUSE);
                read(disk, path)?
            }
            read => read?,
        };
        Ok(Self::new(path.to_owned(), bytes))
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

fn read(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, CheckError> {
    let failed = |source: io::Error| CheckError::reading(path, source);
    // Asked before opening: opening a pipe would wait for its other end.
    let before = disk.stat(path).map_err(failed)?;
    if before.is_dir {
        return Err(CheckError::IsFolder { path: path.to_owned() });
    }
    if !before.is_file {
        return Err(CheckError::NotAFile { path: path.to_owned() });
    }
    let most = budget::most(Limit::File);
    // A byte more than there was is enough to know that there is more: somebody may write to the file for as long as it is read.
    let room = before.len.min(most) + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
    disk.open(path).and_then(|file| file.take(room).read_to_end(&mut bytes)).map_err(failed)?;
    let len = bytes.len() as u64;
    if len > most {
        return Err(CheckError::Exceeded(Exceeded::new(Limit::File, len)));
    }
    let after = disk.stat(path).map_err(failed)?;
    if len != before.len || (after.len, after.modified) != (before.len, before.modified) {
        return Err(CheckError::Changed { path: path.to_owned() });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

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
