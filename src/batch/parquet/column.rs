//! What stands in a column.

use rust_decimal::Decimal;

/// Digits of a decimal and how many of them follow the point: as many as DuckDB and Spark have.
pub(super) const PRECISION: usize = 38;
pub(super) const SCALE: u32 = 18;
/// The bytes of such a decimal.
pub(super) const WIDTH: usize = 16;

/// The column that says which decimals have more digits than a column holds; there they are null.
pub(super) const BEYOND: &str = "beyond_decimal";

/// What a table is made of.
pub(super) trait Schema: 'static {
    /// What a row is made from.
    type Row<'a>;
    /// The columns, in order.
    const COLUMNS: &'static [Column<Self>];
}

/// A column: its name, and what stands in it.
pub(super) struct Column<S: Schema + ?Sized> {
    pub(super) name: &'static str,
    pub(super) content: Content<S>,
}

/// What stands in a column, by type; `None` is null.
pub(super) enum Content<S: Schema + ?Sized> {
    Text(for<'r> fn(&'r S::Row<'_>) -> Option<&'r str>),
    Integer(fn(&S::Row<'_>) -> Option<i64>),
    Flag(fn(&S::Row<'_>) -> Option<bool>),
    Decimal(fn(&S::Row<'_>) -> Option<Decimal>),
}

impl<S: Schema + ?Sized> Column<S> {
    /// The column as a schema names it.
    pub(super) fn declaration(&self) -> String {
        let name = self.name;
        match self.content {
            Content::Text(_) => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
            Content::Integer(_) => format!("OPTIONAL INT64 {name};"),
            Content::Flag(_) => format!("OPTIONAL BOOLEAN {name};"),
            Content::Decimal(_) => {
                format!("OPTIONAL FIXED_LEN_BYTE_ARRAY ({WIDTH}) {name} (DECIMAL({PRECISION},{SCALE}));")
            }
        }
    }
}

/// A count or a number of a row.
pub(super) fn integer(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

/// The decimal as a whole number of its last place, lowest first; `None` if that would round it.
pub(super) fn unscaled(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let places = SCALE.checked_sub(number.scale())?;
    let unscaled = number.mantissa().checked_mul(10_i128.checked_pow(places)?)?;
    // One more than the largest number of so many digits.
    let beyond = 10_i128.pow(u32::try_from(PRECISION).ok()?);
    (unscaled.abs() < beyond).then_some(unscaled)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn decimals_are_never_rounded() {
        for (number, expected) in [
            (dec!(0), Some(0)),
            (dec!(1), Some(1_000_000_000_000_000_000)),
            (dec!(-94.37), Some(-94_370_000_000_000_000_000)),
            (dec!(94.3678160919540200), Some(94_367_816_091_954_020_000)),
            (dec!(0.000000000000000001), Some(1)),
            (dec!(0.0000000000000000010), Some(1)),
            (dec!(0.0000000000000000001), None),
            (dec!(1.0000000000000000001), None),
            (dec!(10000000000000), Some(10_000_000_000_000 * 10_i128.pow(18))),
            (dec!(99999999999999999999), Some(99_999_999_999_999_999_999 * 10_i128.pow(18))),
            (dec!(100000000000000000000), None),
            (Decimal::MAX, None),
        ] {
            assert_eq!(unscaled(number), expected, "{number}");
        }
    }
}
