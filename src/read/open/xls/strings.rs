//! Texts inside BIFF records.

use crate::read::open::bytes::{u16_at, u32_at};

/// The lengths, in characters, of the shared strings in a record and those that continue it.
///
/// Short if the record contradicts itself.
pub(super) fn shared_lengths(segments: Vec<&[u8]>) -> Vec<u16> {
    let mut strings = Segments { current: &[], rest: segments.into_iter() };
    let mut lengths = Vec::new();
    if strings.skip(8).is_some() {
        while let Some(length) = strings.one_length() {
            lengths.push(length);
        }
    }
    lengths
}

struct Segments<'a> {
    current: &'a [u8],
    rest: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Segments<'a> {
    fn refill(&mut self) -> Option<()> {
        while self.current.is_empty() {
            self.current = self.rest.next()?;
        }
        Some(())
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.refill()?;
            let part = count.min(self.current.len());
            self.current = &self.current[part..];
            count -= part;
        }
        Some(())
    }

    /// A head of so many bytes, which no writer splits.
    fn head(&mut self, count: usize) -> Option<&'a [u8]> {
        self.refill()?;
        let (head, rest) = self.current.split_at_checked(count)?;
        self.current = rest;
        Some(head)
    }

    fn one_length(&mut self) -> Option<u16> {
        let head = self.head(3)?;
        let (length, flags) = (u16_at(head, 0)?, head[2]);
        let runs = if flags & 8 == 0 { 0 } else { u16_at(self.head(2)?, 0)? };
        let extra = if flags & 4 == 0 { 0 } else { u32_at(self.head(4)?, 0)? };
        let (mut left, mut width) = (usize::from(length), 1 + usize::from(flags & 1));
        while left > 0 {
            if self.current.is_empty() {
                // Where characters go on in the next record, a new flag says how wide they are.
                self.refill()?;
                width = 1 + usize::from(self.head(1)?[0] & 1);
            }
            let whole = left.min(self.current.len() / width);
            if whole == 0 && !self.current.is_empty() {
                return None;
            }
            self.skip(whole * width)?;
            left -= whole;
        }
        self.skip(usize::from(runs) * 4)?;
        self.skip(usize::try_from(extra).ok()?)?;
        Some(length)
    }
}

/// A text with its length before it, in one byte or two; before BIFF8 only what is plain ASCII.
pub(super) fn counted_text(data: &[u8], length_bytes: usize, is_biff8: bool) -> Option<String> {
    let length = match length_bytes {
        1 => usize::from(*data.first()?),
        _ => usize::from(u16_at(data, 0)?),
    };
    let rest = data.get(length_bytes..)?;
    if !is_biff8 {
        let bytes = rest.get(..length)?;
        return bytes.is_ascii().then(|| bytes.iter().map(|byte| char::from(*byte)).collect());
    }
    let (flags, rest) = rest.split_first()?;
    if flags & 1 == 0 {
        // One byte a character: the lower half of UTF-16.
        return Some(rest.get(..length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units = rest.get(..length * 2)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_strings_across_records() {
        let mut first = vec![0; 8];
        first.extend([2, 0, 0, b'a', b'b']);
        // Wide, with one run of formatting; split after its first character and narrow from there on.
        first.extend([3, 0, 9, 1, 0, 0x2d, 0x4e]);
        let second = [0, b'x', b'y', 0, 0, 0, 0, 1, 0, 4, 2, 0, 0, 0, b'z', 7, 7];
        assert_eq!(shared_lengths(vec![&first, &second]), [2, 3, 1]);
        assert_eq!(shared_lengths(vec![&first]), [2]);
        assert_eq!(shared_lengths(vec![&[1, 2, 3]]), [0_u16; 0]);
    }

    #[test]
    fn reads_short_and_long_texts() {
        assert_eq!(counted_text(&[2, 0, b'0', b'%'], 1, true).as_deref(), Some("0%"));
        assert_eq!(counted_text(&[1, 0, 1, 0x74, 0x5e], 2, true).as_deref(), Some("年"));
        assert_eq!(counted_text(&[2, b'0', b'%'], 1, false).as_deref(), Some("0%"));
        assert_eq!(counted_text(&[2, 0xc4, 0xea], 1, false), None);
        assert_eq!(counted_text(&[9, 0, b'0'], 1, true), None);
    }
}
