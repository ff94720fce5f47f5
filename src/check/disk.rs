//! What reading and saving ask of the system, call by call, so that a test can make any one of them fail.

use std::fs::{self, File};
#[cfg(not(target_family = "wasm"))]
use std::io::Write as _;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

#[cfg(not(target_family = "wasm"))]
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
    #[cfg(not(target_family = "wasm"))]
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    /// Makes a file in the folder that has no name of its own yet, and goes if it gets none.
    #[cfg(not(target_family = "wasm"))]
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
    #[cfg(not(target_family = "wasm"))]
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until all that was written is on the disk.
    #[cfg(not(target_family = "wasm"))]
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Gives it its name; over a file of that name only by force.
    #[cfg(not(target_family = "wasm"))]
    fn name(&self, file: NamedTempFile, output: &Path, force: bool) -> io::Result<()> {
        let named = if force { file.persist(output) } else { file.persist_noclobber(output) };
        named.map(drop).map_err(|refused| refused.error)
    }
}

/// The computer's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Disk for System {}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::check::{CheckError, Input, save_on};

    /// A disk whose call of this number, from 0, fails; all later ones too, if it is broken for good.
    struct Faulty {
        fails_at: usize,
        kind: io::ErrorKind,
        for_good: bool,
        calls: Cell<usize>,
    }

    impl Faulty {
        fn new(fails_at: usize, kind: io::ErrorKind, for_good: bool) -> Self {
            Self { fails_at, kind, for_good, calls: Cell::new(0) }
        }

        fn call(&self) -> io::Result<()> {
            let call = self.calls.replace(self.calls.get() + 1);
            let fails = call == self.fails_at || self.for_good && call > self.fails_at;
            if fails { Err(self.kind.into()) } else { Ok(()) }
        }
    }

    /// A file of which only some bytes can be read.
    struct Broken(io::ErrorKind);

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
    }

    impl Disk for Faulty {
        fn stat(&self, path: &Path) -> io::Result<Stat> {
            self.call()?;
            System.stat(path)
        }

        fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
            self.call()?;
            let file = System.open(path)?;
            // Reading is a call of its own.
            if self.call().is_err() { Ok(Box::new(file.take(1).chain(Broken(self.kind)))) } else { Ok(file) }
        }

        fn create(&self, folder: &Path) -> io::Result<NamedTempFile> {
            self.call()?;
            System.create(folder)
        }

        fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            if let Err(error) = self.call() {
                System.write(file, &bytes[..bytes.len() / 2])?;
                return Err(error);
            }
            System.write(file, bytes)
        }

        fn sync(&self, file: &File) -> io::Result<()> {
            self.call()?;
            System.sync(file)
        }

        fn name(&self, file: NamedTempFile, output: &Path, force: bool) -> io::Result<()> {
            self.call()?;
            System.name(file, output, force)
        }
    }

    #[test]
    fn a_file_is_read_whole_or_the_fault_is_told_whichever_call_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("表.xlsx");
        fs::write(&path, "content").unwrap();
        for (kind, code) in [
            (io::ErrorKind::NotFound, "F050"),
            (io::ErrorKind::PermissionDenied, "F051"),
            (io::ErrorKind::TimedOut, "F052"),
        ] {
            // Look, open, read, look again.
            for call in 0..4 {
                let read = Input::open_on(&Faulty::new(call, kind, true), &path);
                assert_eq!(read.map_err(|error| error.code()).map(|_| ()), Err(code), "call {call}");
                // What breaks off once is read a second time.
                let once = Input::open_on(&Faulty::new(call, kind, false), &path);
                let is_over = code == "F052";
                assert_eq!(once.is_ok_and(|input| input.bytes == b"content"), is_over, "call {call}");
            }
        }
        let sound = Faulty::new(usize::MAX, io::ErrorKind::Other, false);
        assert_eq!(Input::open_on(&sound, &path).unwrap().bytes, b"content");
        assert_eq!(sound.calls.get(), 4, "all calls were tried");
    }

    /// A disk on which somebody goes on writing to every file that is looked at.
    struct Growing {
        path: std::path::PathBuf,
        times: Cell<usize>,
    }

    impl Disk for Growing {
        fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
            if self.times.get() > 0 {
                self.times.set(self.times.get() - 1);
                fs::OpenOptions::new().append(true).open(&self.path)?.write_all(b"+")?;
            }
            System.open(path)
        }
    }

    #[test]
    fn a_file_that_is_written_to_meanwhile_is_read_a_second_time_and_no_third() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("表.xlsx");
        for (times, wanted) in [(0, Ok("a")), (1, Ok("a+")), (2, Err("F052"))] {
            fs::write(&path, "a").unwrap();
            let disk = Growing { path: path.clone(), times: Cell::new(times) };
            let read = Input::open_on(&disk, &path).map_err(|error| error.code());
            assert_eq!(read.map(|input| input.bytes), wanted.map(|text| text.as_bytes().to_vec()));
        }
    }

    #[test]
    fn a_result_is_saved_whole_or_nothing_is_left_whichever_call_fails() {
        for (kind, create) in [
            (io::ErrorKind::StorageFull, "F062"),
            (io::ErrorKind::ReadOnlyFilesystem, "F062"),
            (io::ErrorKind::PermissionDenied, "F062"),
        ] {
            // Create, write, sync, name.
            for (call, code) in [create, "F063", "F063", "F063"].into_iter().enumerate() {
                for was_there in [false, true] {
                    let folder = tempfile::tempdir().unwrap();
                    let output = folder.path().join("果.xlsx");
                    if was_there {
                        fs::write(&output, "old").unwrap();
                    }
                    let saved = save_on(&Faulty::new(call, kind, false), b"new content", &output, was_there);
                    assert_eq!(saved.map_err(|error: CheckError| error.code()), Err(code), "call {call}");
                    let left = fs::read_dir(folder.path()).unwrap().count();
                    assert_eq!(left, usize::from(was_there), "nothing beside what was there, call {call}");
                    assert!(!was_there || fs::read(&output).unwrap() == b"old", "call {call}");
                }
            }
        }
        let (folder, sound) =
            (tempfile::tempdir().unwrap(), Faulty::new(usize::MAX, io::ErrorKind::Other, false));
        let output = folder.path().join("果.xlsx");
        save_on(&sound, b"new", &output, false).unwrap();
        assert_eq!((fs::read(&output).unwrap(), sound.calls.get()), (b"new".to_vec(), 4));
    }
}
