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

    /// How this rate has to be written so that it is read back as itself.
    ///
    /// A bare number up to 1 is a ratio, one beyond is a percentage: 0.5 % cannot be written `0.5`, nor 95 % as `1.0`.
    fn written(self, rate: Rate) -> Self {
        let number = self.number(rate).abs();
        match self {
            Self::PercentPoints(decimals) if number <= Decimal::ONE && !number.is_zero() => {
                Self::Sign(decimals)
            }
            Self::Ratio(decimals) if decimals < 2 => Self::Ratio(2).written(rate),
            Self::Ratio(decimals) if number > Decimal::ONE => Self::Sign(decimals - 2),
            Self::Ratio(decimals)
                if (number.is_zero() || number == Decimal::ONE) && number != rate.get().abs() =>
            {
                Self::Ratio(decimals.max(4))
            }
            own => own,
        }
    }

    /// The rate as the cell would write it.
    pub(super) fn text(self, rate: Rate) -> String {
        self.written(rate).plain(rate)
    }

    fn plain(self, rate: Rate) -> String {
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
        let own = self.written(expected);
        own.plain(Rate::from_ratio(own.rounded(stated).get() - own.rounded(expected).get()))
    }

    /// What to write.
    pub(super) fn fix(self, applicability: Applicability, cell: CellRef, rate: Rate) -> Fix {
        Fix {
            applicability,
            cell,
            value: FixValue::Rate(self.written(rate).rounded(rate)),
            text: self.text(rate),
        }
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
            ("0.7", "0.67", "0.03"),
        ] {
            let field = Field::<Rate>::from_text(at, cell);
            let reading = Reading::of(&field);
            assert_eq!(reading.text(exact), text, "{cell}");
            assert_eq!(reading.difference(field.value.expect("a rate"), exact), difference, "{cell}");
        }
        assert_eq!(Reading::of(&Field::<Rate>::blank(at)).text(exact), "66.60%");
    }

    #[test]
    fn writes_a_rate_so_that_it_is_read_back_as_itself() {
        let at = CellRef::new(0, 0);
        for (cell, percent, text) in [
            ("66.6", dec!(0.5), "0.5%"),
            ("66", dec!(1), "1%"),
            ("66.6", dec!(0.04), "0.0"),
            ("66.6", dec!(1.5), "1.5"),
            ("0.5", dec!(95), "0.95"),
            ("0.50", dec!(99.6), "0.9960"),
            ("0.50", dec!(0.4), "0.0040"),
            ("0.50", dec!(100), "1.00"),
            ("0.50", dec!(120), "120%"),
            ("66%", dec!(0.5), "1%"),
        ] {
            let reading = Reading::of(&Field::<Rate>::from_text(at, cell));
            let rate = Rate::from_percent(percent);
            assert_eq!(reading.text(rate), text, "{cell} {percent}");
            let fix = reading.fix(Applicability::Safe, at, rate);
            assert_eq!(text.parse::<Rate>().map(FixValue::Rate), Ok(fix.value), "{cell} {percent}");
        }
    }
}
