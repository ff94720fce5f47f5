//! What parts said that were met before: the forms of one bureau come from one template, whose styles and relationships are
//! the same bytes in each of them.

use std::rc::Rc;

/// How many parts are remembered, and the packed bytes of each at most.
const MOST_PARTS: usize = 16;
const MOST_BYTES: usize = 16 << 10;

/// Parts with what was read from them, the one met last in front.
#[derive(Debug)]
pub struct Known<T>(Vec<Entry<T>>);

#[derive(Debug)]
struct Entry<T> {
    name: Box<str>,
    crc32: u32,
    packed: Box<[u8]>,
    value: Rc<T>,
}

impl<T> Known<T> {
    /// Nothing met yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// What was read from a part of this name whose packed bytes and checksum were the same.
    pub(super) fn find(&mut self, name: &str, crc32: u32, packed: &[u8]) -> Option<Rc<T>> {
        let is_same =
            |own: &Entry<T>| own.crc32 == crc32 && *own.packed == *packed && own.name.as_ref() == name;
        let place = self.0.iter().position(is_same)?;
        self.0[..=place].rotate_right(1);
        Some(Rc::clone(&self.0[0].value))
    }

    /// Remembers what was read from a part.
    pub(super) fn keep(&mut self, name: &str, crc32: u32, packed: &[u8], value: &Rc<T>) {
        if packed.len() > MOST_BYTES {
            return;
        }
        self.0.truncate(MOST_PARTS - 1);
        let value = Rc::clone(value);
        self.0.insert(0, Entry { name: name.into(), crc32, packed: packed.into(), value });
    }
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_part_is_known_and_the_oldest_is_forgotten() {
        let mut known = Known::new();
        known.keep("a", 1, b"one", &Rc::new(1));
        for (name, crc32, packed, found) in
            [("a", 1, "one", Some(1)), ("b", 1, "one", None), ("a", 2, "one", None), ("a", 1, "two", None)]
        {
            assert_eq!(
                known.find(name, crc32, packed.as_bytes()).as_deref(),
                found.as_ref(),
                "{name} {packed}"
            );
        }
        known.keep("large", 1, &[0; MOST_BYTES + 1], &Rc::new(2));
        assert_eq!(known.find("large", 1, &[0; MOST_BYTES + 1]), None);
        for number in 0..MOST_PARTS {
            assert_eq!(known.find("a", 1, b"one").as_deref(), Some(&1), "met again in time");
            known.keep("other", u32::try_from(number).unwrap(), b"", &Rc::new(3));
        }
        for number in 0..MOST_PARTS {
            known.keep("other", u32::try_from(number).unwrap(), b"", &Rc::new(3));
        }
        assert_eq!(known.find("a", 1, b"one"), None);
        assert_eq!(known.0.len(), MOST_PARTS);
    }
}
