//! The two languages people read.

use crate::model::Wording;

/// The language of everything a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the users' language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The sentence in this language.
    pub fn of(self, wording: &Wording) -> &str {
        self.choose(&wording.zh, &wording.en)
    }

    /// One of two texts.
    pub fn choose<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// What stands between listed things.
    pub(super) fn comma(self) -> &'static str {
        self.choose("、", ", ")
    }
}
