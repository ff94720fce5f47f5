//! Floor 1: `ziping.toml`, what a user sets once for all runs: profile, language, levels, thresholds, waivers.
//!
//! Every key is optional, and every one that is not known is refused with its line.

mod error;
mod parse;
mod threshold;
mod waiver;

use std::collections::BTreeMap;

pub use error::{Place, SettingsError, Wanted};
pub use threshold::{Threshold, Thresholds};

use crate::budget::{Limit, Limits};
use crate::model::{Level, Severity, WaiverEntry};

/// The file's name.
pub const FILE_NAME: &str = "ziping.toml";

/// A value and the line that sets it, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Its line.
    pub line: usize,
}

/// `zh` or `en`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// What a `ziping.toml` sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The profile to score by, by id.
    pub profile: Option<Setting<String>>,
    /// The language of everything printed.
    pub lang: Option<Setting<Language>>,
    /// The lowest level that makes the exit code 1: a warning or an error.
    pub fail_on: Option<Setting<Severity>>,
    /// Levels by rule id.
    pub levels: BTreeMap<String, Setting<Level>>,
    /// Thresholds of the signals.
    pub signals: BTreeMap<Threshold, Setting<u32>>,
    /// What a file may take, in the limit's unit.
    pub limits: BTreeMap<Limit, Setting<u32>>,
    /// What people said of findings, each with the line its entry begins in.
    pub waivers: Vec<Setting<WaiverEntry>>,
}

/// The words that a file may name.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k> {
    /// Ids of rules.
    pub rules: &'k [&'k str],
    /// Ids of profiles.
    pub profiles: &'k [&'k str],
}

impl Settings {
    /// Reads the text of a settings file; waivers say that they are from the file `name`.
    ///
    /// # Errors
    ///
    /// If it is not TOML, or anything in it is unknown, missing or out of its choices; the error names the line.
    pub fn parse(text: &str, name: &str, known: &Known<'_>) -> Result<Self, SettingsError> {
        parse::settings(text, name, known)
    }

    /// The levels alone, as a check takes them.
    pub fn levels(&self) -> BTreeMap<String, Level> {
        self.levels.iter().map(|(rule, level)| (rule.clone(), level.value)).collect()
    }

    /// The thresholds of the signals, those that are not set at their usual values.
    pub fn thresholds(&self) -> Thresholds {
        self.signals.iter().map(|(threshold, setting)| (*threshold, setting.value)).collect()
    }

    /// The limits that a file is held to, those that are not set at their usual values.
    pub fn limits(&self) -> Limits {
        let usual = Limits::default();
        self.limits.iter().fold(usual, |limits, (limit, setting)| limits.with(*limit, setting.value))
    }

    /// The waivers alone, as a check takes them.
    pub fn waivers(&self) -> Vec<WaiverEntry> {
        self.waivers.iter().map(|waiver| waiver.value.clone()).collect()
    }
}
