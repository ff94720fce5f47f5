//! The same content twice: the first in input order is checked, whichever a worker comes to first.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, PoisonError};

use super::{Done, Reason, Status};

/// A content by its SHA-256, in two halves: half as long as its text, and there is one for every file of a run.
type Content = (u128, u128);

fn content(sha256: &str) -> Content {
    let half = |text: &str| u128::from_str_radix(text, 16).unwrap_or_default();
    let (first, second) = sha256.split_at_checked(32).unwrap_or((sha256, ""));
    (half(first), half(second))
}

/// Which file has a content first, as far as the workers know.
#[derive(Debug, Default)]
pub struct Claims(Mutex<HashMap<Content, usize>>);

impl Claims {
    /// Whether an earlier file has this content, so that there is no need to check the one at `place`.
    pub fn has_earlier(&self, sha256: &str, place: usize) -> bool {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let content = content(sha256);
        match first.get_mut(&content) {
            Some(known) if *known < place => true,
            Some(known) => {
                // A later file was faster: the collector will find that it is the same.
                *known = place;
                false
            }
            None => {
                first.insert(content, place);
                false
            }
        }
    }
}

/// How a content came out.
#[derive(Debug, Clone)]
pub struct First {
    /// Where its first file stands.
    pub place: usize,
    /// How that one came out.
    pub status: Status,
    /// Why it could not be checked.
    pub reason: Option<Box<Reason>>,
    /// Whether it failed the run.
    pub failed: bool,
}

/// The contents that a run has taken in, in input order.
#[derive(Debug, Default)]
pub struct Firsts(HashMap<Content, First>);

impl Firsts {
    /// The earlier file with this content.
    pub fn of(&self, sha256: &str) -> Option<&First> {
        self.0.get(&content(sha256))
    }

    /// Takes in a file that was checked; the earlier one if its content was taken in before.
    pub fn see(&mut self, place: usize, done: &Done) -> Option<&First> {
        match self.0.entry(content(done.record.sha256.as_deref()?)) {
            Entry::Occupied(first) => Some(first.into_mut()),
            Entry::Vacant(entry) => {
                entry.insert(First {
                    place,
                    status: done.record.status,
                    reason: done.record.reason.clone().map(Box::new),
                    failed: done.verdict.failed > 0,
                });
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_earlier_file_makes_a_check_needless() {
        let claims = Claims::default();
        for (sha256, place, needless) in [
            ("a", 5, false),
            ("a", 6, true),
            ("b", 7, false),
            ("a", 3, false),
            ("a", 5, true),
            ("a", 4, true),
        ] {
            assert_eq!(claims.has_earlier(sha256, place), needless, "{sha256} at {place}");
        }
    }
}
