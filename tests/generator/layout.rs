//! The layouts that forms are drawn in: which columns, groups and points each one has.

mod department;
mod project;

use super::dice::Dice;

/// A column of the funding block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fund {
    Name,
    Original,
    Revised,
    Outturn,
    Weight,
    Rate,
    Score,
}

/// A column of the indicator block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    Level1,
    Level2,
    Name,
    Sign,
    FirstTarget,
    Target,
    Unit,
    Actual,
    Weight,
    Score,
    ScoreRatio,
    Deviation,
    Note,
}

/// A heading over one or more columns.
pub(crate) struct Column<K> {
    pub(crate) kind: K,
    pub(crate) heading: &'static str,
    pub(crate) first: u16,
    pub(crate) last: u16,
}

const fn over<K>(kind: K, heading: &'static str, first: u16, last: u16) -> Column<K> {
    Column { kind, heading, first, last }
}

/// An entry of the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Project,
    Bureau,
    Unit,
    Blank,
}

/// A label of the head with its entry; each from its first to its last column.
pub(crate) struct Labelled {
    pub(crate) label: &'static str,
    pub(crate) label_at: (u16, u16),
    pub(crate) entry: Entry,
    pub(crate) entry_at: (u16, u16),
}

const fn entry(label: &'static str, label_at: (u16, u16), entry: Entry, entry_at: (u16, u16)) -> Labelled {
    Labelled { label, label_at, entry, entry_at }
}

/// Where a level 2's rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Quantity,
    Quality,
    Timeliness,
    Cost,
    Economic,
    Social,
    Ecological,
    Lasting,
    Satisfaction,
    /// The whole department's, by its own place in the list.
    Management(usize),
    RuleScored(usize),
    Duties,
    Attainment,
}

/// A level 2 and how many rows it has at least and at most.
pub(crate) struct Level2 {
    pub(crate) name: &'static str,
    pub(crate) source: Source,
    pub(crate) rows: (i64, i64),
}

const fn level2(name: &'static str, source: Source, fewest: i64, most: i64) -> Level2 {
    Level2 { name, source, rows: (fewest, most) }
}

/// A level 1 and its points.
pub(crate) struct Level1 {
    pub(crate) name: &'static str,
    pub(crate) points: i64,
    pub(crate) level2: &'static [Level2],
}

/// What a missed reverse indicator earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reverse {
    /// Target ÷ actual.
    Ratio,
    /// Less by the share of the overrun.
    Overrun,
    /// A rate loses a tenth a percentage point.
    PerPoint,
}

/// One authority's form.
pub(crate) struct Layout {
    pub(crate) titles: &'static [&'static str],
    pub(crate) is_department: bool,
    /// What the unit's name begins with, so that it is known whose form it is.
    pub(crate) place: &'static str,
    /// The last column.
    pub(crate) last: u16,
    pub(crate) widths: &'static [f64],
    pub(crate) head: &'static [&'static [Labelled]],
    pub(crate) funding_label: &'static str,
    pub(crate) funding: &'static [Column<Fund>],
    /// The total's name and its parts'.
    pub(crate) funds: &'static [&'static str],
    /// The budget's points; none where it is not scored.
    pub(crate) budget: Option<i64>,
    pub(crate) goals_label: &'static str,
    /// Heading, first and last column of what was planned and of what came of it.
    pub(crate) goals: [(&'static str, u16, u16); 2],
    pub(crate) has_tasks: bool,
    pub(crate) columns: &'static [Column<Item>],
    /// A heading over sign, target and unit, in a line of its own.
    pub(crate) target_banner: Option<&'static str>,
    pub(crate) groups: &'static [Level1],
    pub(crate) has_grade: bool,
    /// The formulas that hold; where there are two, nobody knows which.
    pub(crate) reverse: &'static [Reverse],
    /// The row of the execution rate gives the rate that earns the budget's full points.
    pub(crate) rate_from_row: bool,
    /// The profile sets the groups' points.
    pub(crate) binds_groups: bool,
    /// The lower bounds of the first two tiers in percent.
    pub(crate) tiers: (i64, i64),
}

impl Layout {
    /// A column of the indicator block.
    pub(crate) fn item(&self, kind: Item) -> Option<&'static Column<Item>> {
        self.columns.iter().find(|column| column.kind == kind)
    }

    /// A column of the funding block.
    pub(crate) fn fund(&self, kind: Fund) -> Option<&'static Column<Fund>> {
        self.funding.iter().find(|column| column.kind == kind)
    }

    /// Any of them; two in five are of whole departments.
    pub(crate) fn any(dice: &mut Dice) -> &'static Self {
        static PROJECTS: [&Layout; 6] = [
            &project::NATIONAL,
            &project::WITH_COST,
            &project::HENAN,
            &project::HUBEI,
            &project::SICHUAN,
            &project::YUNNAN,
        ];
        static DEPARTMENTS: [&Layout; 4] =
            [&department::SHANGJIE, &department::SHANGJIE, &department::CHONGQING, &department::SICHUAN];
        if dice.chance(40) { dice.pick(&DEPARTMENTS) } else { dice.pick(&PROJECTS) }
    }
}
