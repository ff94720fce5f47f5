//! The same content twice: the first in input order is checked, whichever a worker comes to first.

use std::collections::HashMap;
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
///
/// A file that is taken in, in input order, has all files before it behind it: what is known of its content then is true.
#[derive(Debug, Default)]
pub struct Claims(Mutex<HashMap<Content, usize>>);

impl Claims {
    /// The place of the first file with the content of the one at `place`; an earlier one makes a check of this one needless.
    pub fn first(&self, sha256: &str, place: usize) -> usize {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = known.entry(content(sha256)).or_insert(place);
        // A later file may have been faster: it is found to be the same once it is taken in.
        *first = place.min(*first);
        *first
    }
}

/// How a file came out, for those with the same content.
#[derive(Debug, Clone)]
pub struct First {
    /// How it came out.
    pub status: Status,
    /// Why it could not be checked.
    pub reason: Option<Box<Reason>>,
    /// Whether it failed the run.
    pub failed: bool,
}

impl From<&Done> for First {
    fn from(done: &Done) -> Self {
        Self {
            status: done.record.status,
            reason: done.record.reason.clone().map(Box::new),
            failed: done.verdict.failed > 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_earlier_file_makes_a_check_needless() {
        let claims = Claims::default();
        for (sha256, place, first) in
            [("a", 5, 5), ("a", 6, 5), ("b", 7, 7), ("a", 3, 3), ("a", 5, 3), ("a", 4, 3)]
        {
            assert_eq!(claims.first(sha256, place), first, "{sha256} at {place}");
        }
    }
}
