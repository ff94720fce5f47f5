//! The records of a BIFF stream: two bytes kind, two bytes length, the data.

use crate::read::open::bytes::u16_at;

pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000a;
pub(super) const CONTINUE: u16 = 0x003c;

/// The records from one place of the stream on; ends where the next would reach beyond the stream.
pub(super) struct Records<'a> {
    rest: &'a [u8],
    at: usize,
}

/// One record and where it begins.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) at: usize,
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], start: usize) -> Self {
        Self { rest: stream.get(start..).unwrap_or_default(), at: start }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.rest, 0)?;
        let end = 4 + usize::from(u16_at(self.rest, 2)?);
        let record = Record { at: self.at, kind, data: self.rest.get(4..end)? };
        self.rest = &self.rest[end..];
        self.at += end;
        Some(record)
    }
}

/// Two bytes of the stream that calamine is to read otherwise.
pub(super) struct Edit {
    at: usize,
    bytes: [u8; 2],
}

impl Edit {
    /// Makes every reader skip a record: no record has the kind it gets.
    pub(super) fn skip(record: Record<'_>) -> Self {
        Self { at: record.at, bytes: [0xff, 0xff] }
    }

    /// Makes a formula's tokens none, so that only its value is read.
    pub(super) fn no_tokens(formula: Record<'_>) -> Self {
        Self { at: formula.at + 4 + 20, bytes: [0, 0] }
    }

    pub(super) fn apply(&self, stream: &mut [u8]) {
        if let Some(place) = stream.get_mut(self.at..self.at + 2) {
            place.copy_from_slice(&self.bytes);
        }
    }
}
