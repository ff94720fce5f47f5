//! The records of a run, kept in a file while it goes on.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};

use serde::de::DeserializeOwned;

use super::{FileHead, FileRecord};

/// Records by their place in a run, wherever they are kept.
pub trait Records {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record at a place.
    ///
    /// # Errors
    ///
    /// If there is none, or it cannot be read.
    fn get(&mut self, place: usize) -> io::Result<FileRecord>;

    /// The same without its indicator rows, in half the time.
    ///
    /// # Errors
    ///
    /// If there is none, or it cannot be read.
    fn head(&mut self, place: usize) -> io::Result<FileHead>;
}

/// Records by their place in the run; in memory there are only the places.
#[derive(Debug)]
pub struct Spool {
    writer: BufWriter<File>,
    reader: BufReader<File>,
    /// Where each record's line begins.
    offsets: Vec<u64>,
    end: u64,
}

impl Spool {
    /// An empty spool in a file that goes when the spool does.
    ///
    /// # Errors
    ///
    /// If the system gives no temporary file.
    pub fn new() -> io::Result<Self> {
        let file = tempfile::tempfile()?;
        let reader = BufReader::new(file.try_clone()?);
        Ok(Self { writer: BufWriter::new(file), reader, offsets: Vec::new(), end: 0 })
    }

    /// Adds a record behind the others.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn push(&mut self, record: &FileRecord) -> io::Result<()> {
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        self.writer.seek(SeekFrom::Start(self.end))?;
        self.writer.write_all(&line)?;
        self.offsets.push(self.end);
        self.end += line.len() as u64;
        Ok(())
    }

    fn read<T: DeserializeOwned>(&mut self, place: usize) -> io::Result<T> {
        let offset = self.offsets.get(place).ok_or(io::ErrorKind::NotFound)?;
        self.writer.flush()?;
        line_at(&mut self.reader, *offset)
    }
}

/// What the line of JSON that begins at an offset says.
pub(super) fn line_at<T: DeserializeOwned>(reader: &mut BufReader<File>, offset: u64) -> io::Result<T> {
    reader.seek(SeekFrom::Start(offset))?;
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    Ok(serde_json::from_slice(&line)?)
}

impl Records for Spool {
    fn len(&self) -> usize {
        self.offsets.len()
    }

    fn get(&mut self, place: usize) -> io::Result<FileRecord> {
        self.read(place)
    }

    fn head(&mut self, place: usize) -> io::Result<FileHead> {
        self.read(place)
    }
}
