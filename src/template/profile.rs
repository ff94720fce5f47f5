//! A profile: one form's labels, layout and scoring, as data.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use super::drawing::Drawing;
use crate::model::{Column, FormKind, Level};
use crate::value::{Points, round};

/// Why a `profile.toml` was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// Not TOML, a missing key, an unknown key or a value out of its choices; the text names the line.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
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
}

/// How the authority scores the form. Each choice names a function in `score/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Points of the 预算执行率 in the form's head.
    #[serde(deserialize_with = "points")]
    pub execution_weight: Points,
    /// How the execution rate becomes points.
    pub execution_curve: ExecutionCurve,
    /// The rate that earns full points.
    pub execution_target: ExecutionTarget,
    /// 正向指标 that missed its target.
    pub positive: PositiveRule,
    /// 反向指标 that missed its target; more than one means that it is not known which the authority uses.
    pub reverse: Vec<ReverseRule>,
    /// 偏差度.
    pub deviation: DeviationRule,
    /// When 偏差原因 must be filled in.
    pub reason_required: ReasonRule,
    /// Lower bounds of the three qualitative tiers, as shares of the weight, highest first.
    #[serde(deserialize_with = "decimals")]
    pub qualitative_bands: Vec<Decimal>,
    /// Decimals that scores and totals are rounded to.
    pub decimals: u32,
    /// How far a stated score may be from the expected one, in points.
    #[serde(deserialize_with = "points")]
    pub score_tolerance: Points,
    /// How far a stated rate may be from the expected one, in percentage points, beyond its shown precision.
    #[serde(deserialize_with = "decimal")]
    pub rate_tolerance: Decimal,
    /// All points of the form together.
    #[serde(deserialize_with = "points")]
    pub total_weight: Points,
    /// Whether the level-1 points below bind the form, or are only the usual split.
    pub level1_binding: bool,
}

impl Scoring {
    /// The points as a cell will hold them: at the profile's decimals.
    pub fn rounded(&self, points: Points) -> Points {
        Points::new(round(points.get(), self.decimals))
    }

    /// Whether a stated score is the expected one, within the tolerance.
    pub fn agrees(&self, stated: Points, expected: Points) -> bool {
        (stated - self.rounded(expected)).get().abs() <= self.score_tolerance.get()
    }
}

/// How the execution rate becomes points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExecutionCurve {
    /// `weight × min(rate ÷ target, 1)`.
    Proportional,
}

/// The rate that earns the full budget points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExecutionTarget {
    /// In percent.
    #[serde(deserialize_with = "decimal")]
    pub percent: Decimal,
    /// The indicator row whose target replaces it, where the form has one.
    pub from_row: Option<String>,
}

/// 正向指标 that missed its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PositiveRule {
    /// `weight × actual ÷ target`.
    Proportional,
}

/// 反向指标 that missed its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReverseRule {
    /// `weight × target ÷ actual`.
    InverseRatio,
    /// `weight × (1 − (actual − target) ÷ target)`, 0 from twice the target on.
    LinearOverrun,
}

/// What 偏差度 means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviationRule {
    /// The form has no such column, or its meaning is not known.
    None,
    /// `min(0, (actual − target) ÷ target)`: 0 once the target is met.
    Shortfall,
}

/// When 偏差原因 must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonRule {
    /// Whenever 得分 is below 分值.
    ScoreBelowWeight,
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
    /// Reads a `profile.toml`.
    ///
    /// # Errors
    ///
    /// If it is not TOML, a key is missing or unknown, or a value is not among its choices; the message names the line.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        Ok(toml::from_str(text)?)
    }
}

fn decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

fn decimals<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Decimal>, D::Error> {
    Vec::<String>::deserialize(from)?
        .iter()
        .map(|text| text.parse().map_err(serde::de::Error::custom))
        .collect()
}

fn points<'de, D: Deserializer<'de>>(from: D) -> Result<Points, D::Error> {
    decimal(from).map(Points::new)
}
