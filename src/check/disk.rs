//! What reading and saving ask of the system, call by call, so that a test can make any one of them fail.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::SystemTime;

use tempfile::NamedTempFile;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// Whether it is a regular file.
    pub is_file: bool,
    /// Whether it is a folder.
    pub is_dir: bool,
    /// How long it is, in bytes.
    pub len: u64,
    /// When it was written to; `None` where the system does not say.
    pub modified: Option<SystemTime>,
}

/// The calls that reading an input and saving a result consist of, in their order.
pub trait Disk {
    /// What stands at the path.
    ///
    /// # Errors
    ///
    /// As the system says; this holds for all of them.
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let metadata = fs::metadata(path)?;
        Ok(Stat {
            is_file: metadata.is_file(),
            is_dir: metadata.is_dir(),
            len: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }

    /// Opens a file to be read.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    /// Makes a folder and those it is in.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    /// Makes a file in the folder that has no name of its own yet, and goes if it gets none.
    fn create(&self, folder: &Path) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Temporary files are private; the result is to be as any file the user makes, within the umask.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        builder.prefix(".ziping-").tempfile_in(folder)
    }

    /// Writes all of these bytes to it.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until all that was written is on the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Gives it its name; over a file of that name only by force.
    fn name(&self, file: NamedTempFile, output: &Path, force: bool) -> io::Result<()> {
        let named = if force { file.persist(output) } else { file.persist_noclobber(output) };
        named.map(drop).map_err(|refused| refused.error)
    }
}

/// The computer's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Disk for System {}
