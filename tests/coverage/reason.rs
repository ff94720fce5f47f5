//! Why a break cannot be made on a form: a closed list, and each reason has to be true.

use ziping::model::{Column, Field};
use ziping::score::budget_weight;
use ziping::template::Overspending;
use ziping::value::Points;

use super::sound::Sound;

/// Why a rule has nothing to say on any form of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    NoDeviationColumn,
    NoGradeCell,
    TotalOfOtherWhole,
    OneFundingRow,
    OneBudget,
    OverspendingAllowed,
    BudgetWithoutPoints,
    SignColumn,
    NoGroupRequired,
    NoFiscalYear,
}

impl Reason {
    /// All of them, in the order of their letters.
    pub(super) const ALL: [Self; 10] = [
        Self::NoDeviationColumn,
        Self::NoGradeCell,
        Self::TotalOfOtherWhole,
        Self::OneFundingRow,
        Self::OneBudget,
        Self::OverspendingAllowed,
        Self::BudgetWithoutPoints,
        Self::SignColumn,
        Self::NoGroupRequired,
        Self::NoFiscalYear,
    ];

    /// Whether it is so.
    pub(super) fn holds(self, Sound { profile, form, .. }: &Sound) -> bool {
        match self {
            Self::NoDeviationColumn => !form.has_column(Column::Deviation),
            Self::NoGradeCell => form.grade.is_none(),
            Self::TotalOfOtherWhole => form
                .total
                .as_ref()
                .and_then(|total| total.weight.as_ref()?.value)
                .is_some_and(|whole| whole != profile.scoring.total_weight),
            Self::OneFundingRow => form.funding.len() == 1,
            Self::OneBudget => form.funding.iter().all(|row| row.original_budget.is_none()),
            Self::OverspendingAllowed => profile.scoring.overspending == Overspending::Allowed,
            Self::BudgetWithoutPoints => {
                budget_weight(&profile.scoring, form).is_none_or(|(_, points)| points == Points::ZERO)
            }
            Self::SignColumn => form.has_column(Column::Sign),
            Self::NoGroupRequired => profile
                .level1
                .iter()
                .all(|group| !["产出", "效益", "满意度"].iter().any(|word| group.name.contains(word))),
            Self::NoFiscalYear => {
                form.fiscal_year.is_none() && form.header.iter().all(|entry| !entry.label.contains("年度"))
            }
        }
    }

    /// The rules it may speak for; for any other it would hide a hole.
    pub(super) fn excuses(self, rule: &str) -> bool {
        let rules: &[&str] = match self {
            Self::NoDeviationColumn => &["deviation-disagrees"],
            Self::NoGradeCell | Self::TotalOfOtherWhole => &["grade-disagrees"],
            Self::OneFundingRow => &["funding-off-total"],
            Self::OneBudget => &["adjustment-rate-disagrees", "execution-rate-wrong-base"],
            Self::OverspendingAllowed => &["execution-above-budget"],
            Self::BudgetWithoutPoints => &["budget-points-elsewhere", "execution-scored-twice"],
            Self::SignColumn => &["comparator-missing"],
            Self::NoGroupRequired => &["group-missing"],
            Self::NoFiscalYear => &["date-outside-year"],
        };
        rules.contains(&rule)
    }

    /// In one sentence.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::NoDeviationColumn => "The form has no column of deviations (偏差度).",
            Self::NoGradeCell => "The form has no cell for a grade (等级).",
            Self::TotalOfOtherWhole => "The total is out of another whole than the one grades are made for.",
            Self::OneFundingRow => "The funding block has one row, so there are no parts to add up.",
            Self::OneBudget => {
                "The funding block has no original budget (年初预算数) beside the revised one."
            }
            Self::OverspendingAllowed => "The profile lets more be spent than was budgeted.",
            Self::BudgetWithoutPoints => "The budget has no points of its own in the form's head.",
            Self::SignColumn => "The comparison sign has a column of its own; the target's cell needs none.",
            Self::NoGroupRequired => {
                "The profile lists no group of outputs, benefits or satisfaction (产出, 效益, 满意度)."
            }
            Self::NoFiscalYear => "The form does not say its fiscal year (评价年度).",
        }
    }

    /// Its footnote.
    pub(super) fn letter(self) -> char {
        let place = Self::ALL.iter().position(|own| *own == self).expect("it is listed");
        char::from(b'a' + u8::try_from(place).expect("a short list"))
    }
}

/// The form has this column of its funding block, or the reason why the rule has nothing to say.
pub(super) fn needs<T>(cell: Option<&Field<T>>, otherwise: Reason) -> Result<&Field<T>, Reason> {
    cell.ok_or(otherwise)
}
