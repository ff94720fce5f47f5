//! Rates as they read on the form: with a percent sign, as bare percentage points, or as a ratio.

use rust_decimal::Decimal;

use crate::model::{Applicability, Field, Fix, FixValue, Stored};
use crate::value::{CellRef, Rate, round};

/// How a cell writes its rate, and with how many decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// `66.6%`.
    Sign(u32),
    /// `66.6`.
    PercentPoints(u32),
    /// `0.666`.
    Ratio(u32),
}

impl Reading {
    /// How this cell writes it; a blank cell gets a percent sign and two decimals.
    pub(super) fn of<T>(field: &Field<T>) -> Self {
        let decimals = field.decimals();
        if field.is_blank() {
            return Self::Sign(2);
        }
        if field.stored == Stored::Percent || field.text.contains(['%', '％']) || field.text.contains("百分")
        {
            return Self::Sign(decimals);
        }
        let number = crate::value::parse_number(&field.text).unwrap_or_default();
        if number.abs() < Decimal::ONE && !number.is_zero() {
            Self::Ratio(decimals)
        } else {
            Self::PercentPoints(decimals)
        }
    }

    /// The rate's number in this reading, rounded to its decimals.
    pub(super) fn number(self, rate: Rate) -> Decimal {
        match self {
            Self::Sign(decimals) | Self::PercentPoints(decimals) => round(rate.percent(), decimals),
            Self::Ratio(decimals) => round(rate.get(), decimals),
        }
    }

    /// The rate as the cell would write it.
    pub(super) fn text(self, rate: Rate) -> String {
        let mut number = self.number(rate);
        let (decimals, sign) = match self {
            Self::Sign(decimals) => (decimals, "%"),
            Self::PercentPoints(decimals) | Self::Ratio(decimals) => (decimals, ""),
        };
        number.rescale(decimals);
        format!("{number}{sign}")
    }

    /// The rate with a percent sign, to this reading's precision.
    pub(super) fn in_percent(self, rate: Rate) -> String {
        match self {
            Self::Sign(decimals) | Self::PercentPoints(decimals) => Self::Sign(decimals).text(rate),
            Self::Ratio(decimals) => Self::Sign(decimals.saturating_sub(2)).text(rate),
        }
    }

    /// The rate that the rounded text stands for: what will be in the cell.
    pub(super) fn rounded(self, rate: Rate) -> Rate {
        match self {
            Self::Sign(_) | Self::PercentPoints(_) => Rate::from_percent(self.number(rate)),
            Self::Ratio(_) => Rate::from_ratio(self.number(rate)),
        }
    }

    /// Whether both rates read the same in this cell.
    pub(super) fn same(self, one: Rate, other: Rate) -> bool {
        self.number(one) == self.number(other)
    }

    /// How far apart they are, as the cell would write it.
    pub(super) fn difference(self, stated: Rate, expected: Rate) -> String {
        self.text(Rate::from_ratio(self.rounded(stated).get() - self.rounded(expected).get()))
    }

    /// What to write.
    pub(super) fn fix(self, applicability: Applicability, cell: CellRef, rate: Rate) -> Fix {
        Fix { applicability, cell, value: FixValue::Rate(self.rounded(rate)), text: self.text(rate) }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn reads_as_the_cell_does() {
        let at = CellRef::new(0, 0);
        let exact = Rate::from_ratio(dec!(0.66604247));
        for (cell, text, difference) in [
            ("71.9", "66.6", "5.3"),
            ("71.90%", "66.60%", "5.30%"),
            ("0.72", "0.67", "0.05"),
            ("72%", "67%", "5%"),
        ] {
            let field = Field::<Rate>::from_text(at, cell);
            let reading = Reading::of(&field);
            assert_eq!(reading.text(exact), text, "{cell}");
            assert_eq!(reading.difference(field.value.expect("a rate"), exact), difference, "{cell}");
        }
        assert_eq!(Reading::of(&Field::<Rate>::blank(at)).text(exact), "66.60%");
    }
}
