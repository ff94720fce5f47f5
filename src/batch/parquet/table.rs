//! One table: rows are kept until there are enough for a group, so that memory does not grow with their number.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use tempfile::NamedTempFile;

use super::buffer::{Buffer, Texts};
use super::column::{BEYOND, Column, Content, Schema};
use crate::check::{CheckError, put, temporary};

/// A group is written when it has so many bytes, before they are compressed.
const GROUP_BYTES: usize = 2 << 20;
/// How often the bytes are counted, in rows.
const GROUP_STEP: usize = 256;

/// A table while rows are added to it.
pub(super) struct Table<S: Schema> {
    path: PathBuf,
    force: bool,
    writer: SerializedFileWriter<NamedTempFile>,
    buffers: Vec<Buffer<S>>,
    /// What of a row's decimals does not fit; only where the table has decimals.
    beyond: Option<Texts>,
    /// Rows not written yet.
    rows: usize,
}

/// A table that is written to its end and has no name yet.
pub(super) struct Ended {
    path: PathBuf,
    force: bool,
    file: NamedTempFile,
}

impl<S: Schema> Table<S> {
    /// Begins a table that is to have this path.
    pub(super) fn create(path: PathBuf, force: bool) -> Result<Self, CheckError> {
        let file = temporary(path.parent().unwrap_or(&path))?;
        let has_decimals = S::COLUMNS.iter().any(|column| matches!(column.content, Content::Decimal(_)));
        let mut columns: String = S::COLUMNS.iter().map(Column::declaration).collect();
        if has_decimals {
            columns.push_str(&format!("OPTIONAL BYTE_ARRAY {BEYOND} (STRING);"));
        }
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .build();
        let writer = parse_message_type(&format!("message ziping {{ {columns} }}"))
            .and_then(|schema| SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)))
            .map_err(|error| failed(&path, error))?;
        let buffers = S::COLUMNS.iter().map(Buffer::of).collect();
        Ok(Self { path, force, writer, buffers, beyond: has_decimals.then(Texts::default), rows: 0 })
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &S::Row<'_>) -> Result<(), CheckError> {
        let taken = self.buffers.iter_mut().zip(S::COLUMNS);
        let beyond: Vec<_> = taken
            .filter_map(|(buffer, column)| Some(format!("{}={}", column.name, buffer.push(row)?)))
            .collect();
        if let Some(texts) = &mut self.beyond {
            texts.push((!beyond.is_empty()).then(|| beyond.join("; ")).as_deref());
        }
        self.rows += 1;
        let is_full = || self.buffers.iter().map(Buffer::size).sum::<usize>() >= GROUP_BYTES;
        if self.rows.is_multiple_of(GROUP_STEP) && is_full() {
            self.write_group().map_err(|error| failed(&self.path, error))?;
        }
        Ok(())
    }

    /// Writes the rows that are left and the table's end.
    pub(super) fn end(mut self) -> Result<Ended, CheckError> {
        let written = if self.rows > 0 { self.write_group() } else { Ok(()) };
        let file = written.and_then(|()| self.writer.into_inner());
        let file = file.map_err(|error| failed(&self.path, error))?;
        Ok(Ended { path: self.path, force: self.force, file })
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        let mut buffers = self.buffers.iter_mut();
        while let Some(mut column) = group.next_column()? {
            match (buffers.next(), &mut self.beyond) {
                (Some(buffer), _) => buffer.write(&mut column)?,
                (None, Some(texts)) => texts.write(&mut column)?,
                (None, None) => {}
            }
            column.close()?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Ended {
    /// Gives the table its name.
    pub(super) fn put(self) -> Result<(), CheckError> {
        put(self.file, &self.path, self.force)
    }
}

/// What the system said, where it was the system.
fn failed(path: &std::path::Path, error: ParquetError) -> CheckError {
    let source = match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    };
    CheckError::Save { path: path.to_owned(), source }
}
