//! The records of an xlsb part: a kind of one or two bytes, a length of up to four, the data.

use crate::read::open::bytes::u32_at;

/// The records of a part; ends where the next would reach beyond it.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { rest: part }
    }

    /// Whether nothing is left over.
    pub(super) fn is_at_the_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Seven bits a byte, the lowest first; a set eighth bit says that more follow.
    fn number(&self, at: usize, most_bytes: usize) -> Option<(usize, usize)> {
        let mut number = 0;
        for index in 0..most_bytes {
            let byte = usize::from(*self.rest.get(at + index)?);
            number |= (byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 || index + 1 == most_bytes {
                return Some((number, at + index + 1));
            }
        }
        None
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, at) = self.number(0, 2)?;
        let (length, at) = self.number(at, 4)?;
        let end = at.checked_add(length)?;
        let data = self.rest.get(at..end)?;
        self.rest = &self.rest[end..];
        Some(Record { kind: u16::try_from(kind).ok()?, data })
    }
}

/// A text with its length in four bytes before it, and where it ends.
pub(super) fn text_at(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let length = usize::try_from(u32_at(bytes, at)?).ok()?;
    let (start, end) = (at + 4, length.checked_mul(2)?.checked_add(at + 4)?);
    let units = bytes.get(start..end)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some((char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(), end))
}

/// Whether the text that begins there is whole. calamine works its end out in as many bits as an address has: where these are
/// 32, a length of more than 2³¹ comes round to a small one.
pub(super) fn is_whole_text(bytes: &[u8], at: usize) -> bool {
    let room = bytes.len().saturating_sub(at + 4) / 2;
    u32_at(bytes, at).is_some_and(|length| usize::try_from(length).is_ok_and(|length| length <= room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_kinds_and_lengths_of_one_byte_and_more() {
        let part = [5, 1, 9, 0x9c, 1, 2, 7, 8, 3, 0x80, 0x80, 1, 1];
        let mut records = Records::new(&part);
        let found: Vec<(u16, usize)> =
            records.by_ref().map(|record| (record.kind, record.data.len())).collect();
        assert_eq!(found, [(5, 1), (156, 2)]);
        assert!(!records.is_at_the_end());
    }

    #[test]
    fn reads_texts_with_their_length() {
        assert_eq!(text_at(&[1, 0, 0, 0, 0x74, 0x5e, 9], 0), Some(("年".to_owned(), 6)));
        assert_eq!(text_at(&[255, 255, 255, 255, 1], 0), None);
    }

    #[test]
    fn tells_texts_that_are_longer_than_their_record() {
        for (text, is_whole) in [
            (&[9, 1, 0, 0, 0, 0x74, 0x5e][..], true),
            (&[9, 0, 0, 0, 0], true),
            (&[9, 2, 0, 0, 0, 0x74, 0x5e], false),
            (&[9, 1, 0, 0, 0x80, 0x74, 0x5e], false),
            (&[9, 1, 0, 0], false),
        ] {
            assert_eq!(is_whole_text(text, 1), is_whole, "{text:?}");
        }
    }
}
