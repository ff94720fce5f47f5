//! What stands in a cell: texts, numbers through their formats, live formulas with their results.

use rust_decimal::Decimal;

use super::dice::Dice;
use super::frame::{Frame, Place};
use super::habits::{Habits, Rates};
use super::layout::{Fund, Item, Layout};
use super::plan::Plan;
use super::row::{Actual, Aim, Row, Sign};

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    Blank,
    Text(String),
    Number(Decimal, &'static str),
    /// A formula, its result and its format.
    Formula(String, Decimal, &'static str),
}

impl Content {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A percentage through a format with as many decimals as it has.
    fn percent(percent: Decimal) -> Self {
        let format = match percent.normalize().scale() {
            0 => "0%",
            1 => "0.0%",
            _ => "0.00%",
        };
        Self::Number(percent / Decimal::ONE_HUNDRED, format)
    }
}

/// Fills in the cells of one form.
pub(crate) struct Clerk<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) habits: &'a Habits,
    pub(crate) frame: &'a Frame,
    pub(crate) dice: Dice,
}

impl Clerk<'_> {
    fn layout(&self) -> &'static Layout {
        self.plan.layout
    }

    /// A number, by an untidy clerk now and then as a text.
    fn number(&mut self, number: Decimal, format: &'static str) -> Content {
        if self.habits.is_untidy && self.dice.chance(20) {
            Content::Text(number.normalize().to_string())
        } else {
            Content::Number(number, format)
        }
    }

    /// The content of a cell of the funding block.
    pub(crate) fn money(&mut self, at: usize, kind: Fund) -> Content {
        let money = self.plan.money[at];
        let is_total = at == 0;
        if !is_total && money.is_nothing() && matches!(kind, Fund::Original | Fund::Revised | Fund::Outturn) {
            let zero = Content::Number(Decimal::ZERO, self.habits.amount_format);
            return if self.habits.writes_zeros { zero } else { Content::Blank };
        }
        match kind {
            Fund::Name => Content::text(self.layout().funds[at]),
            Fund::Original => self.amount(at, kind, money.original),
            Fund::Revised => self.amount(at, kind, money.revised),
            Fund::Outturn => self.amount(at, kind, money.outturn),
            Fund::Weight | Fund::Score if !is_total => Content::text(self.habits.dash),
            Fund::Weight => Content::Number(self.plan.budget_points(), "General"),
            Fund::Score => Content::Number(self.plan.budget_score, self.habits.score_format),
            Fund::Rate => match money.rate {
                Some(rate) => self.rate(at, rate),
                None if is_total => Content::Blank,
                None => Content::text(if self.habits.writes_zeros { self.habits.dash } else { "" }),
            },
        }
    }

    fn amount(&mut self, at: usize, kind: Fund, amount: Decimal) -> Content {
        let format = self.habits.amount_format;
        let parts = &self.plan.money[1..];
        let of = |money: &super::funding::Money| match kind {
            Fund::Original => money.original,
            Fund::Revised => money.revised,
            _ => money.outturn,
        };
        let is_sum = parts.iter().map(of).sum::<Decimal>() == amount;
        if at > 0 || parts.is_empty() || !is_sum || !self.habits.has_formulas {
            return self.number(amount, format);
        }
        let address = |row| self.frame.address(self.plan, Place::Money(row, kind));
        Content::Formula(format!("=SUM({}:{})", address(1), address(parts.len())), amount, format)
    }

    fn rate(&mut self, at: usize, rate: Decimal) -> Content {
        let money = self.plan.money[at];
        let exact = money.exact_rate().filter(|exact| super::scoring::round(*exact, 2) == rate);
        match (self.habits.rates, exact) {
            (Rates::Format, Some(exact)) if self.habits.has_formulas => {
                let address = |kind| self.frame.address(self.plan, Place::Money(at, kind));
                let formula = format!("={}/{}", address(Fund::Outturn), address(Fund::Revised));
                Content::Formula(formula, exact / Decimal::ONE_HUNDRED, "0.00%")
            }
            (Rates::Format, _) => Content::Number(rate / Decimal::ONE_HUNDRED, "0.00%"),
            // 1 and less would be read as a ratio.
            (Rates::Points, _) if rate > Decimal::ONE => Content::Number(rate, "General"),
            _ => Content::Text(format!("{}%", rate.normalize())),
        }
    }

    /// The content of a cell of an indicator row.
    pub(crate) fn item(&mut self, at: usize, kind: Item) -> Content {
        let row = &self.plan.rows[at];
        match kind {
            Item::Level1 => Content::Text(self.group_label(row.group)),
            Item::Level2 => Content::text(row.level2),
            Item::Name => Content::Text(self.name(at)),
            Item::Sign => Content::text(sign(row.aim)),
            Item::FirstTarget | Item::Target => self.target(row),
            Item::Unit => Content::text(if let Aim::Number(_, _, unit) = row.aim { unit } else { "" }),
            Item::Actual => self.actual(row),
            Item::Weight => self.number(row.weight, "General"),
            Item::Score => match row.score {
                Some(score) => self.number(score, self.habits.score_format),
                None => Content::Blank,
            },
            Item::ScoreRatio => match row.score {
                Some(score) if !row.weight.is_zero() => {
                    Content::percent(super::scoring::round(Decimal::ONE_HUNDRED * score / row.weight, 2))
                }
                _ => Content::Blank,
            },
            Item::Deviation if self.habits.has_text_percent => {
                Content::Text(format!("{:.2}%", row.deviation))
            }
            Item::Deviation => Content::Number(row.deviation / Decimal::ONE_HUNDRED, "0.00%"),
            Item::Note => Content::text(row.note.as_str()),
        }
    }

    /// A level-1 label, with its points if the form prints them.
    pub(crate) fn group_label(&self, group: usize) -> String {
        let name = self.layout().groups[group].name;
        match self.plan.printed[group] {
            Some(points) => format!("{name}\n（{points}分）"),
            None => name.to_owned(),
        }
    }

    fn name(&self, at: usize) -> String {
        let row = &self.plan.rows[at];
        let before = self.plan.rows[..at]
            .iter()
            .filter(|other| other.group == row.group && other.level2 == row.level2)
            .count();
        if self.habits.numbers_names && !row.name.starts_with("指标") {
            format!("指标{}：{}", before + 1, row.name)
        } else {
            row.name.clone()
        }
    }

    fn target(&self, row: &Row) -> Content {
        let has_sign = self.layout().item(Item::Sign).is_some();
        match row.aim {
            Aim::Number(_, number, _) if has_sign => Content::Number(number, "General"),
            Aim::Number(Sign::Equal, number, "%") if !self.habits.has_text_percent => {
                Content::percent(number)
            }
            Aim::Number(sign, number, unit) => {
                let sign = match sign {
                    Sign::AtLeast => "≥",
                    Sign::AtMost => "≤",
                    Sign::Equal if self.habits.writes_equal_sign => "=",
                    Sign::Equal => "",
                };
                Content::Text(format!("{sign}{number}{unit}"))
            }
            Aim::By(month, day) => Content::Text(format!("{month}月{day}日前")),
            Aim::Words(words) => Content::text(words),
        }
    }

    fn actual(&mut self, row: &Row) -> Content {
        match (&row.actual, row.aim) {
            (Actual::Number(number), Aim::Number(_, _, "%")) if self.habits.has_text_percent => {
                Content::Text(format!("{}%", number.normalize()))
            }
            (Actual::Number(number), Aim::Number(_, _, "%")) => Content::percent(*number),
            (Actual::Number(number), Aim::Number(_, _, unit)) if self.habits.repeats_units => {
                Content::Text(format!("{number}{unit}"))
            }
            (Actual::Number(number), _) => self.number(*number, "General"),
            (Actual::By(month, day), _) => Content::Text(format!("{month}月{day}日")),
            (Actual::Words(words), _) => Content::text(*words),
            (Actual::Full, _) if self.habits.has_text_percent => Content::text("100%"),
            (Actual::Full, _) => Content::percent(Decimal::ONE_HUNDRED),
            (Actual::Blank, _) => Content::Blank,
        }
    }

    /// The points of the total row; a formula where the form has any and they are the sum.
    pub(crate) fn total_weight(&mut self) -> Content {
        let plan = self.plan;
        let sum = plan.rows.iter().map(|row| row.weight).sum::<Decimal>() + plan.budget_points();
        self.total(Item::Weight, Fund::Weight, plan.total_weight, sum, "General")
    }

    /// The total.
    pub(crate) fn total_score(&mut self) -> Content {
        let plan = self.plan;
        self.total(Item::Score, Fund::Score, plan.total, plan.sum_of_scores(), self.habits.score_format)
    }

    fn total(
        &mut self,
        item: Item,
        fund: Fund,
        stated: Decimal,
        sum: Decimal,
        format: &'static str,
    ) -> Content {
        if stated != sum || !self.habits.has_formulas {
            return self.number(stated, format);
        }
        let address = |place| self.frame.address(self.plan, place);
        let (first, last) = (Place::Row(0, item), Place::Row(self.plan.rows.len() - 1, item));
        let mut formula = format!("=SUM({}:{})", address(first), address(last));
        if self.layout().budget.is_some() {
            formula = format!("{formula}+{}", address(Place::Money(0, fund)));
        }
        Content::Formula(formula, stated, format)
    }
}

fn sign(aim: Aim) -> &'static str {
    match aim {
        Aim::Number(Sign::AtLeast, ..) => "≥",
        Aim::Number(Sign::AtMost, ..) => "≤",
        Aim::Number(Sign::Equal, ..) => "＝",
        Aim::By(..) | Aim::Words(_) => "定性",
    }
}
