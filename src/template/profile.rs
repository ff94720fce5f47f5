//! A profile: one form's labels, layout and scoring, as data.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::drawing::Drawing;
use super::scoring::{Scoring, points};
use crate::model::{Column, FormKind, Level};
use crate::value::Points;

/// Why a `profile.toml` was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// Not TOML, a missing key, an unknown key or a value out of its choices; the text names the line.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// The same in a profile that extends another one, where the line is looked up by the key.
    #[error("{message}{}", line.map(|line| format!(" at line {line}")).unwrap_or_default())]
    Key {
        /// The line of the key, from 1.
        line: Option<usize>,
        /// What is wrong with it.
        message: String,
    },
    /// `extends` names no profile that comes before it.
    #[error("extends names no earlier profile: {0}")]
    Base(String),
}

/// One form's labels, layout and scoring.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The folder's name.
    pub id: String,
    /// The form's Chinese name.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Department, project or transfer payment.
    pub kind: FormKind,
    /// Key of the source in docs/sources.md.
    pub source: String,
    /// What the profile rests on, in one Chinese sentence.
    pub rests_on: String,
    /// The same in English.
    pub rests_on_en: String,
    /// 万元 or 元.
    pub amount_unit: String,
    /// What tells this form from others.
    pub layout: Layout,
    /// How the authority scores it.
    pub scoring: Scoring,
    /// The level-1 groups.
    pub level1: Vec<Level1>,
    /// Grade bands, highest first.
    pub grades: Vec<Band>,
    /// Rules whose level differs from the usual one, by id.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
    /// How `ziping new` draws it.
    pub form: Drawing,
}

/// What tells this form from others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The form's title, without year, place or unit; the printed title must end with one of these.
    pub titles: Vec<String>,
    /// Endings of other forms' titles that would also match.
    pub other_titles: Vec<String>,
    /// Columns its indicator block has.
    pub required_columns: Vec<Column>,
    /// Columns its indicator block does not have.
    pub absent_columns: Vec<Column>,
    /// Level-1 groups that tell it from others: the form has them all.
    #[serde(default)]
    pub required_level1: Vec<String>,
    /// Whether its head states the budget score's points, and so many as `execution_weight` says.
    #[serde(default)]
    pub states_execution_weight: bool,
    /// Places whose units use it, one of which the form must name in its title, its unit or its head; none for a form of
    /// every place.
    #[serde(default)]
    pub places: Vec<String>,
    /// The first 评价年度 it is used for.
    #[serde(default)]
    pub from_year: Option<u16>,
}

/// A level-1 group and its usual points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level1 {
    /// 一级指标, without points.
    pub name: String,
    /// Its points.
    #[serde(deserialize_with = "points")]
    pub weight: Points,
}

/// A grade and the total from which it holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// 优, 良, 中, 差.
    pub grade: String,
    /// Lowest total of the band, itself included.
    #[serde(deserialize_with = "points")]
    pub from: Points,
}

impl Profile {
    /// Reads a `profile.toml` that stands by itself.
    ///
    /// # Errors
    ///
    /// If it is not TOML, a key is missing or unknown, or a value is not among its choices; the message names the line.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        Ok(toml::from_str(text)?)
    }
}

/// Reads the `profile.toml` files in order. One that says `extends = "id"` has all keys of that earlier profile, with its own
/// in their place: tables key by key, lists and values as a whole.
///
/// # Errors
///
/// As [`Profile::parse`], or if `extends` names no earlier profile.
pub fn parse_all<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<Vec<Profile>, ProfileError> {
    let mut tables: Vec<toml::Table> = Vec::new();
    let mut profiles = Vec::new();
    for text in texts {
        let mut own: toml::Table = text.parse()?;
        let (profile, table) = match own.remove("extends") {
            None => (Profile::parse(text)?, own),
            Some(base) => {
                let id = base.as_str().unwrap_or_default();
                let is_base =
                    |table: &&toml::Table| table.get("id").and_then(toml::Value::as_str) == Some(id);
                let mut table =
                    tables.iter().find(is_base).cloned().ok_or_else(|| ProfileError::Base(id.to_owned()))?;
                overlay(&mut table, own);
                let profile =
                    table.clone().try_into().map_err(|error: toml::de::Error| located(&error, text))?;
                (profile, table)
            }
        };
        profiles.push(profile);
        tables.push(table);
    }
    Ok(profiles)
}

/// Puts the keys of `own` over those of `base`.
fn overlay(base: &mut toml::Table, own: toml::Table) {
    for (key, value) in own {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(base)), toml::Value::Table(own)) => overlay(base, own),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

/// The error with the line of the key it names, which a merged table no longer knows.
fn located(error: &toml::de::Error, text: &str) -> ProfileError {
    let message = error.message().to_owned();
    let key = message.split('`').nth(1).unwrap_or_default();
    let is_key = |line: &str| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let line = text.lines().position(|line| !key.is_empty() && is_key(line)).map(|line| line + 1);
    ProfileError::Key { line, message }
}
