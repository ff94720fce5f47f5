//! Numbers that are the same for the same seed on every machine: SplitMix64.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A source of choices.
pub(crate) struct Dice(u64);

impl Dice {
    /// A source of its own for one purpose (`stream`) of one form of one seed.
    pub(crate) fn new(seed: u64, form: u64, stream: u64) -> Self {
        let mut dice = Self(seed);
        for part in [form, stream] {
            dice.0 = dice.next() ^ part;
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 up to but not `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a length");
        usize::try_from(self.next() % end).expect("below a length")
    }

    /// A whole number, both ends included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).expect("low is not above high");
        low + i64::try_from(self.next() % span).expect("within the span")
    }

    /// A number with so many decimals, both ends included and given in its last decimal.
    pub(crate) fn decimal(&mut self, low: i64, high: i64, decimals: u32) -> Decimal {
        Decimal::new(self.between(low, high), decimals)
    }

    /// Yes, so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// Yes, in this share of all cases.
    pub(crate) fn share(&mut self, share: Decimal) -> bool {
        let parts = (share * Decimal::from(1_000_000)).to_u64().unwrap_or(0);
        self.next() % 1_000_000 < parts
    }

    /// One of them.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// So many different ones, in any order; all, if there are no more.
    pub(crate) fn some<T: Copy>(&mut self, items: &[T], count: usize) -> Vec<T> {
        let mut left = items.to_vec();
        let mut taken = Vec::new();
        while taken.len() < count && !left.is_empty() {
            taken.push(left.swap_remove(self.below(left.len())));
        }
        taken
    }
}
