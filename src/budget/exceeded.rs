//! A limit that a file went beyond.

use serde::{Deserialize, Serialize};

use super::limit::Limit;
use super::limits;

/// A limit that a file went beyond, and what was met when reading stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error(
    "{}more than {} ({limit:?}): met {met}; the key is limits.{}",
    .place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default(), .most, .limit.key()
)]
pub struct Exceeded {
    /// The limit.
    pub limit: Limit,
    /// Its value: bytes, milliseconds or things.
    pub most: u64,
    /// What was met; there may be more.
    pub met: u64,
    /// The sheet or part, where one is to be named.
    pub place: Option<String>,
}

impl Exceeded {
    /// More than the limit that holds on this thread.
    pub fn new(limit: Limit, met: u64) -> Self {
        Self { limit, most: limits().most(limit), met, place: None }
    }

    /// As [`Self::new`], of what is counted in memory.
    pub fn of(limit: Limit, met: usize) -> Self {
        Self::new(limit, u64::try_from(met).unwrap_or(u64::MAX))
    }

    /// The same in a sheet or part.
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        self.place = Some(place.to_owned());
        self
    }
}
