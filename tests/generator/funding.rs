//! The funding block: the total and its parts.

use rust_decimal::Decimal;

use super::dice::Dice;
use super::layout::Layout;
use super::scoring::round;

/// One row of money; a part may be left blank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Money {
    pub(crate) original: Decimal,
    pub(crate) revised: Decimal,
    pub(crate) outturn: Decimal,
    /// 执行率 in percent as stated; none where the cell is blank.
    pub(crate) rate: Option<Decimal>,
}

impl Money {
    /// The execution rate in percent, exact; none without a budget.
    pub(crate) fn exact_rate(&self) -> Option<Decimal> {
        (!self.revised.is_zero()).then(|| Decimal::ONE_HUNDRED * self.outturn / self.revised)
    }

    /// Whether there is no money at all.
    pub(crate) fn is_nothing(&self) -> bool {
        self.original.is_zero() && self.revised.is_zero() && self.outturn.is_zero()
    }

    /// States the rate anew where one is stated and there is one.
    pub(crate) fn restate(&mut self) {
        self.rate = self.rate.and(self.exact_rate()).map(|rate| round(rate, 2));
    }
}

/// The parts that have money, of all that the layout has, and the total before them.
pub(crate) fn fresh(layout: &Layout, dice: &mut Dice) -> Vec<Money> {
    let is_adjusted = dice.chance(45);
    let is_spent = dice.chance(35);
    let states_parts = dice.chance(50);
    let parts = layout.funds.len().saturating_sub(1);
    let mut rows: Vec<Money> = (0..parts.max(1))
        .map(|part| {
            let revised = match part {
                0 if layout.is_department => dice.decimal(30_000, 900_000, 2),
                0 => dice.decimal(2_000, 150_000, 2),
                _ if dice.chance(30) => dice.decimal(500, 30_000, 2),
                _ => Decimal::ZERO,
            };
            let original = if is_adjusted && part == 0 {
                round(revised * dice.decimal(880, 1100, 3), 2)
            } else {
                revised
            };
            let outturn = if is_spent { revised } else { round(revised * dice.decimal(870, 999, 3), 2) };
            let rate = states_parts.then_some(Decimal::ZERO);
            Money { original, revised, outturn, rate }
        })
        .collect();
    rows.iter_mut().for_each(Money::restate);
    let mut total = sum(&rows);
    total.restate();
    if parts == 0 {
        return vec![total];
    }
    rows.insert(0, total);
    rows
}

/// All parts together, with a rate to be stated.
pub(crate) fn sum(parts: &[Money]) -> Money {
    let of = |amount: fn(&Money) -> Decimal| parts.iter().map(amount).sum();
    Money {
        original: of(|row| row.original),
        revised: of(|row| row.revised),
        outturn: of(|row| row.outturn),
        rate: Some(Decimal::ZERO),
    }
}
