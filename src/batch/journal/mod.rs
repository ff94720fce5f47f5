//! The journal of a run: one line for each finished file, in a file that other runs may not touch meanwhile.
//!
//! Lines are only ever added, so that whatever stops a run leaves what was done. In memory there are only offsets and hashes.

mod kept;
mod leftovers;
mod place;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use same_file::Handle;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use kept::options_hash;
pub use kept::{Kept, KeptLine};
pub use place::Place;

use super::spool::line_at;
use super::{Done, FileHead, FileRecord, Records};
use crate::check::CheckError;

/// Lines and time that may be lost with the process.
const LINES: usize = 64;
const SPAN: Duration = Duration::from_millis(100);
/// What is read at a time: most lines are shorter.
const READ: usize = 1 << 15;

/// The records of a run by their place in it, and all that is needed to go on with it.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    reader: BufReader<File>,
    /// Where the line of each file begins.
    offsets: Vec<u64>,
    /// Lines that are not in the file yet.
    pending: Vec<u8>,
    pending_lines: usize,
    flushed_at: Instant,
    /// The length of the file.
    end: u64,
}

impl Journal {
    /// Opens the journal of a run whose results go to `place`, and locks it; with `resume` also what an earlier run kept in it.
    ///
    /// `options` is everything that a result depends on beside the files, the rules and this version. What a killed run left half written beside its
    /// results is removed, and in the folder that `further` ones go to.
    ///
    /// # Errors
    ///
    /// If another run is at work there, or the system refuses.
    pub fn open(
        place: &Place,
        further: Option<&Path>,
        options: &str,
        resume: bool,
    ) -> Result<(Self, Kept), CheckError> {
        place.prepare()?;
        let path = place.journal();
        let was_cut_off = place.was_cut_off();
        let mut file = lock(&path)?;
        let options = options_hash(options);
        if was_cut_off {
            leftovers::remove(place, further);
        }
        let failed = |source| CheckError::Save { path: path.clone(), source };
        let (kept, end) = if resume { Kept::load(&mut file, options) } else { Ok((Kept::new(options), 0)) }
            .map_err(failed)?;
        file.set_len(end).map_err(failed)?;
        let journal = Self {
            reader: BufReader::with_capacity(READ, file),
            offsets: Vec::new(),
            pending: Vec::new(),
            pending_lines: 0,
            flushed_at: Instant::now(),
            end,
            path: path.clone(),
        };
        Ok((journal, kept))
    }

    /// Adds a line, made by [`Kept::line`], for the next file.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn push(&mut self, line: &[u8]) -> Result<(), CheckError> {
        self.offsets.push(self.end + self.pending.len() as u64);
        self.pending.extend_from_slice(line);
        self.pending_lines += 1;
        if self.pending_lines >= LINES { self.flush() } else { self.pause() }
    }

    /// Takes the line of an earlier run for the next file.
    pub fn keep(&mut self, line: KeptLine) {
        self.offsets.push(line.offset);
    }

    /// What a line of an earlier run says.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn recall(&mut self, line: KeptLine) -> Result<Done, CheckError> {
        self.read(line.offset).map_err(|source| self.failed(source))
    }

    /// Writes what is pending, if it has been so for a while.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn pause(&mut self) -> Result<(), CheckError> {
        if self.flushed_at.elapsed() < SPAN { Ok(()) } else { self.flush() }
    }

    /// Writes what is pending.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn flush(&mut self) -> Result<(), CheckError> {
        self.write_pending().map_err(|source| self.failed(source))
    }

    fn write_pending(&mut self) -> io::Result<()> {
        let file = self.reader.get_mut();
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(&self.pending)?;
        self.end += self.pending.len() as u64;
        self.pending.clear();
        self.pending_lines = 0;
        self.flushed_at = Instant::now();
        Ok(())
    }

    /// What the line at an offset says of its file, as far as it is asked.
    fn read<T: DeserializeOwned>(&mut self, offset: u64) -> io::Result<T> {
        if offset >= self.end {
            self.write_pending()?;
        }
        Ok(line_at::<Line<T>>(&mut self.reader, offset)?.done)
    }

    fn record<Rows: DeserializeOwned>(&mut self, place: usize) -> io::Result<FileRecord<Rows>> {
        let offset = *self.offsets.get(place).ok_or(io::ErrorKind::NotFound)?;
        Ok(self.read::<Part<Rows>>(offset)?.record)
    }

    /// Does away with the journal of a run that ended well.
    ///
    /// # Errors
    ///
    /// If the system refuses.
    pub fn finish(self) -> Result<(), CheckError> {
        fs::remove_file(&self.path).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> CheckError {
        CheckError::Save { path: self.path.clone(), source }
    }
}

impl Records for Journal {
    fn len(&self) -> usize {
        self.offsets.len()
    }

    fn get(&mut self, place: usize) -> io::Result<FileRecord> {
        self.record(place)
    }

    fn head(&mut self, place: usize) -> io::Result<FileHead> {
        self.record(place)
    }
}

/// The line of a file, as far as it is read back.
#[derive(Deserialize)]
struct Line<T> {
    done: T,
}

#[derive(Deserialize)]
struct Part<Rows> {
    record: FileRecord<Rows>,
}

/// The file at the path, locked; made if it is not there.
fn lock(path: &Path) -> Result<File, CheckError> {
    let failed = |source| CheckError::Save { path: path.to_owned(), source };
    loop {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(CheckError::InUse { journal: path.to_owned() }),
            // Some network drives have no locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // A run that just ended may have removed what was opened here.
        let own = file.try_clone().and_then(Handle::from_file).map_err(failed)?;
        if Handle::from_path(path).is_ok_and(|there| there == own) {
            return Ok(file);
        }
    }
}
