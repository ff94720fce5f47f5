//! Why a `ziping.toml` was refused.

use std::io;

/// Where a key stands: the table it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the top.
    Top,
    /// In `[levels]`.
    Levels,
    /// In `[signals]`.
    Signals,
    /// In `[limits]`.
    Limits,
    /// In a `[[waivers]]`.
    Waiver,
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Text in quotes.
    Text,
    /// `true` or `false`.
    Flag,
    /// `[levels]`, `[signals]` or `[limits]`.
    Table,
    /// `[[waivers]]`.
    Tables,
    /// A whole number from 1 to this one.
    Count(u32),
    /// A cell's address, `H15`.
    Cell,
}

/// Why a `ziping.toml` was refused. Lines count from 1.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The file is not there, or may not be read.
    #[error("cannot read the settings")]
    Read(#[source] io::Error),
    /// Another encoding.
    #[error("the settings are not UTF-8")]
    NotUtf8,
    /// Not TOML.
    #[error("line {line}: {reason}")]
    Toml {
        /// The line.
        line: usize,
        /// What the parser said.
        reason: String,
    },
    /// A key that means nothing.
    #[error("line {line}: unknown key {key}")]
    UnknownKey {
        /// The line.
        line: usize,
        /// The key.
        key: String,
        /// Where it stands.
        place: Place,
        /// The keys that are known there; rule ids in `[levels]`.
        choices: Vec<String>,
    },
    /// A value that is none of its choices.
    #[error("line {line}: {key} does not take {word}")]
    UnknownWord {
        /// The line.
        line: usize,
        /// The key.
        key: String,
        /// The value.
        word: String,
        /// What it takes.
        choices: Vec<String>,
    },
    /// A value of another kind.
    #[error("line {line}: {key} takes another kind of value")]
    Kind {
        /// The line.
        line: usize,
        /// The key.
        key: String,
        /// What it takes.
        wanted: Wanted,
    },
    /// A waiver without a key that it needs.
    #[error("line {line}: the waiver has no {key}")]
    Missing {
        /// The line the waiver begins in.
        line: usize,
        /// The key.
        key: &'static str,
    },
    /// A key of a waiver that says nothing.
    #[error("line {line}: {key} is empty")]
    Empty {
        /// The line.
        line: usize,
        /// The key.
        key: String,
    },
    /// A waiver that names a rule and no place.
    #[error("line {line}: the waiver names no place")]
    NoPlace {
        /// The line the waiver begins in.
        line: usize,
    },
}

impl SettingsError {
    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "F078",
            _ => "F072",
        }
    }
}
