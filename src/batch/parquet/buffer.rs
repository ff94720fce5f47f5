//! The rows of a column that are not written yet.

use std::{iter, mem};

use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;
use rust_decimal::Decimal;

use super::column::{Column, Content, Schema, WIDTH, unscaled};

/// What is taken of each row, and what was taken of those not written yet.
pub(super) enum Buffer<S: Schema> {
    Text(for<'r> fn(&'r S::Row<'_>) -> Option<&'r str>, Texts),
    Integer(fn(&S::Row<'_>) -> Option<i64>, Cells<i64>),
    Flag(fn(&S::Row<'_>) -> Option<bool>, Cells<bool>),
    Decimal(fn(&S::Row<'_>) -> Option<Decimal>, Cells<FixedLenByteArray>),
}

impl<S: Schema> Buffer<S> {
    /// An empty one for a column.
    pub(super) fn of(column: &Column<S>) -> Self {
        match column.content {
            Content::Text(of) => Self::Text(of, Texts::default()),
            Content::Integer(of) => Self::Integer(of, Cells::default()),
            Content::Flag(of) => Self::Flag(of, Cells::default()),
            Content::Decimal(of) => Self::Decimal(of, Cells::default()),
        }
    }

    /// Adds what the column has of a row; gives a decimal that does not fit, which is null in the column.
    pub(super) fn push(&mut self, row: &S::Row<'_>) -> Option<Decimal> {
        match self {
            Self::Text(of, texts) => texts.push(of(row)),
            Self::Integer(of, cells) => cells.push(of(row)),
            Self::Flag(of, cells) => cells.push(of(row)),
            Self::Decimal(of, cells) => {
                let number = of(row);
                let whole = number.and_then(unscaled);
                cells.push(whole.map(|whole| whole.to_be_bytes().to_vec().into()));
                return number.filter(|_| whole.is_none());
            }
        }
        None
    }

    /// About how many bytes wait to be written.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Text(_, texts) => texts.bytes.len() + texts.ends.len() * size_of::<ByteArray>(),
            Self::Integer(_, cells) => size_of_val(cells.values.as_slice()),
            Self::Flag(_, cells) => cells.values.len(),
            Self::Decimal(_, cells) => cells.values.len() * (size_of::<ByteArray>() + WIDTH),
        }
    }

    /// Writes what waits.
    pub(super) fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(_, texts) => texts.write(column),
            Self::Integer(_, cells) => cells.write::<Int64Type>(column),
            Self::Flag(_, cells) => cells.write::<BoolType>(column),
            Self::Decimal(_, cells) => cells.write::<FixedLenByteArrayType>(column),
        }
    }
}

/// The values of the rows that have one.
pub(super) struct Cells<V> {
    values: Vec<V>,
    /// 1 for a row that has a value, 0 for one that is null.
    levels: Vec<i16>,
}

impl<V> Default for Cells<V> {
    fn default() -> Self {
        Self { values: Vec::new(), levels: Vec::new() }
    }
}

impl<V> Cells<V> {
    fn push(&mut self, value: Option<V>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn write<T: DataType<T = V>>(
        &mut self,
        column: &mut SerializedColumnWriter<'_>,
    ) -> Result<(), ParquetError> {
        column.typed::<T>().write_batch(&self.values, Some(&self.levels), None)?;
        self.values.clear();
        self.levels.clear();
        Ok(())
    }
}

/// Texts, one behind the other in one piece of memory.
#[derive(Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    levels: Vec<i16>,
}

impl Texts {
    pub(super) fn push(&mut self, text: Option<&str>) {
        self.levels.push(i16::from(text.is_some()));
        if let Some(text) = text {
            self.bytes.extend_from_slice(text.as_bytes());
            self.ends.push(self.bytes.len());
        }
    }

    pub(super) fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let bytes = ByteArray::from(mem::take(&mut self.bytes));
        let ends = mem::take(&mut self.ends);
        let starts = iter::once(0).chain(ends.iter().copied());
        let values = starts.zip(&ends).map(|(start, end)| bytes.slice(start, end - start)).collect();
        let mut cells = Cells { values, levels: mem::take(&mut self.levels) };
        cells.write::<ByteArrayType>(column)
    }
}
