//! Each fact of a statement, held against what the statement is about.

use super::Report;
use super::agreement::{Verdict, Which, measured, scored};
use super::facts::Said;
use super::names::Meant;
use super::statements::{Fact, Statement};
use crate::model::IndicatorRow;
use crate::rules::checker::Checker;

/// Which of the form's columns a fact is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Held {
    Target,
    Actual,
    Score,
    Weight,
}

/// A fact and how it stands to the form.
pub(in crate::rules) struct Standing<'s> {
    pub(in crate::rules) fact: &'s Fact,
    pub(in crate::rules) held: Held,
    pub(in crate::rules) verdict: Verdict,
}

/// A name that is only like the form's is believed to be it from here on, if something said of it agrees.
const LIKE: u32 = 80;

impl Report<'_> {
    /// How every fact stands whose name is sure to be the form's.
    pub(in crate::rules) fn sure_standings(&self, checker: &Checker<'_>) -> Vec<Standing<'_>> {
        let mut sure = Vec::new();
        for statement in self.statements() {
            let standings = statement.standings(checker);
            if statement.is_sure(&standings) {
                sure.extend(standings);
            }
        }
        sure
    }
}

impl<'f> Statement<'f> {
    /// The facts that can be held against the form.
    pub(in crate::rules) fn standings(&self, checker: &Checker<'_>) -> Vec<Standing<'_>> {
        self.facts.iter().filter_map(|fact| self.standing(checker, fact)).collect()
    }

    /// Whether what differs is to be reported: the name is the form's own, or like it and something else agrees.
    fn is_sure(&self, standings: &[Standing<'_>]) -> bool {
        self.near.as_ref().is_none_or(|near| near.percent >= LIKE && agreeing(standings) > 0)
    }

    fn standing<'s>(&'s self, checker: &Checker<'_>, fact: &'s Fact) -> Option<Standing<'s>> {
        let value = &fact.value;
        let (held, verdict) = match fact.said {
            Said::Target => (Held::Target, target(value, self.row()?)),
            Said::Actual => (Held::Actual, actual(value, self.row()?)),
            Said::Percent | Said::Reached => self.unnamed(fact)?,
            Said::Words => return None,
            Said::Score => (Held::Score, self.points(checker, value, Which::Score)),
            Said::Weight if self.is_whole() => (Held::Weight, self.points(checker, value, Which::Either)),
            Said::Weight => (Held::Weight, self.points(checker, value, Which::Weight)),
            Said::Points => (Held::Weight, self.points(checker, value, Which::Either)),
        };
        Some(Standing { fact, held, verdict })
    }

    /// A value that nothing names is the target where the actual value follows; else it counts only where it agrees, or is
    /// said to be reached.
    fn unnamed(&self, fact: &Fact) -> Option<(Held, Verdict)> {
        let row = self.row()?;
        let has = |said| self.facts.iter().any(|own| own.said == said);
        let (as_target, as_actual) = (target(&fact.value, row), actual(&fact.value, row));
        if fact.said == Said::Percent && has(Said::Actual) && !has(Said::Target) {
            return Some((Held::Target, as_target));
        }
        let agrees = |verdict: &Verdict| matches!(verdict, Verdict::Agrees | Verdict::Sign(_));
        if agrees(&as_target) || agrees(&as_actual) {
            return Some((Held::Actual, Verdict::Agrees));
        }
        (fact.said == Said::Reached).then_some((Held::Actual, as_actual))
    }

    /// The one indicator that is meant.
    pub(super) fn row(&self) -> Option<&'f IndicatorRow> {
        let mut rows = self.meant.iter().filter_map(|meant| match meant {
            Meant::Row(row) => Some(*row),
            _ => None,
        });
        rows.next().filter(|_| rows.next().is_none())
    }

    fn is_whole(&self) -> bool {
        matches!(self.meant.as_slice(), [Meant::Whole])
    }

    /// Against all that may be meant: one that agrees is enough, and two indicators of one name say nothing.
    fn points(&self, checker: &Checker<'_>, value: &str, which: Which) -> Verdict {
        let is_row = |meant: &&Meant<'_>| matches!(meant, Meant::Row(_));
        let verdicts: Vec<(bool, Verdict)> = self
            .meant
            .iter()
            .map(|meant| (matches!(meant, Meant::Budget(_)), scored(checker, value, meant, which)))
            .collect();
        if verdicts.iter().any(|(_, verdict)| *verdict == Verdict::Agrees) {
            return Verdict::Agrees;
        }
        if self.meant.iter().filter(is_row).count() > 1 {
            return Verdict::Nothing;
        }
        // Of a row 预算执行率 and the head, reports mean the head.
        let differs = |wanted: bool| {
            verdicts
                .iter()
                .find(|(is_budget, verdict)| *is_budget == wanted && matches!(verdict, Verdict::Differs(_)))
                .map(|(_, verdict)| verdict.clone())
        };
        differs(true).or_else(|| differs(false)).unwrap_or(Verdict::Nothing)
    }
}

/// How many of the facts agree with the form.
pub(in crate::rules) fn agreeing(standings: &[Standing<'_>]) -> usize {
    standings.iter().filter(|own| matches!(own.verdict, Verdict::Agrees | Verdict::Sign(_))).count()
}

/// Against the target, or the one before its adjustment.
fn target(value: &str, row: &IndicatorRow) -> Verdict {
    let own = measured(value, row.label(), row.target.as_ref(), |value| &value.0);
    match (&own, &row.original_target) {
        (Verdict::Differs(_) | Verdict::Sign(_), Some(first)) => {
            match measured(value, row.label(), Some(first), |value| &value.0) {
                Verdict::Agrees => Verdict::Agrees,
                _ => own,
            }
        }
        _ => own,
    }
}

fn actual(value: &str, row: &IndicatorRow) -> Verdict {
    match measured(value, row.label(), row.actual.as_ref(), |value| &value.0) {
        // 完成 ≥266米 is the actual value with a sign that does not belong to it.
        Verdict::Sign(_) => Verdict::Agrees,
        other => other,
    }
}
