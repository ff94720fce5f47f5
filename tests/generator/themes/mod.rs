//! What forms are about: the units that fill them in, their projects, and what these are measured by.

mod city;
mod common;
mod country;
mod management;
mod people;

pub(crate) use common::{LASTING, REASONS, SPENDING, TIMELINESS, cost};
pub(crate) use management::{ATTAINMENT, DUTIES, MANAGEMENT, RULE_SCORED};

/// What an indicator is to reach, and between which bounds its target is chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goal {
    /// `≥90%`: the lowest and the highest target in percent.
    Share(i64, i64),
    /// `100%`.
    All,
    /// `≥50个`: the lowest and the highest target, and the unit.
    Count(i64, i64, &'static str),
    /// `12次`, without a sign.
    Exactly(i64, i64, &'static str),
    /// `≤30天`.
    AtMost(i64, i64, &'static str),
    /// `≤5%`.
    AtMostShare(i64, i64),
    /// `11月30日前`: the first and the last month.
    By(i64, i64),
    /// Words: a person's judgement.
    Words(&'static str),
}

/// An indicator's name and goal.
pub(crate) type Measure = (&'static str, Goal);

/// One field of work.
pub(crate) struct Theme {
    /// The bureau.
    pub(crate) bureau: &'static str,
    /// Units below it that carry projects out.
    pub(crate) units: &'static [&'static str],
    /// Its projects.
    pub(crate) projects: &'static [&'static str],
    /// Sentences on what is planned, each with what came of it.
    pub(crate) goals: &'static [(&'static str, &'static str)],
    /// 数量指标.
    pub(crate) quantity: &'static [Measure],
    /// 质量指标.
    pub(crate) quality: &'static [Measure],
    /// 经济效益指标.
    pub(crate) economic: &'static [Measure],
    /// 社会效益指标.
    pub(crate) social: &'static [Measure],
    /// 生态效益指标.
    pub(crate) ecological: &'static [Measure],
    /// 服务对象满意度指标.
    pub(crate) satisfaction: &'static [Measure],
}

/// Every field of work.
pub(crate) static THEMES: [&Theme; 8] = [
    &country::WATER,
    &country::FARMING,
    &country::ROADS,
    &city::STREETS,
    &city::AIR,
    &people::SCHOOLS,
    &people::HEALTH,
    &people::CULTURE,
];
