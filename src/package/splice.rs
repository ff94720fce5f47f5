//! Changes to a text by byte ranges: all between them stays as it is, byte for byte.

use std::ops::Range;

/// What is to be put in place of what.
#[derive(Debug, Clone, Default)]
pub struct Splices {
    changes: Vec<(Range<usize>, String)>,
}

impl Splices {
    /// Puts `text` in place of a range of bytes.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.changes.push((range, text.into()));
    }

    /// Puts `text` before a byte; of several at one place the first asked for comes first.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Takes a range of bytes out.
    pub fn remove(&mut self, range: Range<usize>) {
        self.replace(range, String::new());
    }

    /// Whether nothing is to be changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The text with all changes made; `None` if two of them overlap, or one lies outside the text.
    pub fn apply(mut self, text: &str) -> Option<String> {
        // An insertion goes before the replacement of what follows it.
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let added: usize = self.changes.iter().map(|(_, new)| new.len()).sum();
        let mut result = String::with_capacity(text.len() + added);
        let mut done = 0;
        for (range, new) in self.changes {
            result.push_str(text.get(done..range.start)?);
            result.push_str(&new);
            done = range.end;
        }
        result.push_str(text.get(done..)?);
        Some(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(changes: &[(Range<usize>, &str)]) -> Option<String> {
        let mut splices = Splices::default();
        changes.iter().for_each(|(range, text)| splices.replace(range.clone(), *text));
        splices.apply("得分<v>2</v>")
    }

    #[test]
    fn changes_ranges_in_any_order() {
        for (changes, result) in [
            (&[][..], "得分<v>2</v>"),
            (&[(9..10, "1.48")], "得分<v>1.48</v>"),
            (&[(14..14, "）"), (0..6, ""), (6..6, "（")], "（<v>2</v>）"),
            (&[(6..6, "a"), (6..6, "b"), (6..9, "c")], "得分abc2</v>"),
        ] {
            assert_eq!(applied(changes).as_deref(), Some(result), "{changes:?}");
        }
    }

    #[test]
    fn refuses_what_cannot_be_meant() {
        for changes in [&[(6..10, ""), (9..12, "")][..], &[(1..2, "")], &[(6..99, "")]] {
            assert_eq!(applied(changes), None, "{changes:?}");
        }
    }
}
