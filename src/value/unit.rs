//! Units of one family and their exact factors: 12000亩 is 1.2万亩, 0.5公里 is 500米.

use rust_decimal::Decimal;

/// What units of one kind measure; only units of one family convert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Money,
    Length,
    /// Square measures that are whole numbers of square metres.
    Area,
    /// Square measures that are whole numbers of 亩: one is 666.67 square metres only nearly, so 亩 is not in `Area`.
    Land,
    Volume,
    Mass,
    Days,
    Clock,
    Months,
    Ratio,
    PercentPoints,
}

/// Unit, family, and how many of the family's smallest unit it is. Counts (个, 项, 人, 人次 …) are each a measure of
/// their own; 天 and 小时 are kept apart, as a day of work has no 24 hours.
const UNITS: [(&str, Family, u32); 56] = [
    ("元", Family::Money, 1),
    ("圆", Family::Money, 1),
    ("元人民币", Family::Money, 1),
    ("人民币元", Family::Money, 1),
    ("毫米", Family::Length, 1),
    ("mm", Family::Length, 1),
    ("厘米", Family::Length, 10),
    ("cm", Family::Length, 10),
    ("米", Family::Length, 1_000),
    ("m", Family::Length, 1_000),
    ("公里", Family::Length, 1_000_000),
    ("千米", Family::Length, 1_000_000),
    ("km", Family::Length, 1_000_000),
    ("平方米", Family::Area, 1),
    ("平米", Family::Area, 1),
    ("㎡", Family::Area, 1),
    ("m²", Family::Area, 1),
    ("m2", Family::Area, 1),
    ("公顷", Family::Area, 10_000),
    ("平方公里", Family::Area, 1_000_000),
    ("平方千米", Family::Area, 1_000_000),
    ("k㎡", Family::Area, 1_000_000),
    ("km²", Family::Area, 1_000_000),
    ("km2", Family::Area, 1_000_000),
    ("㎢", Family::Area, 1_000_000),
    ("亩", Family::Land, 1),
    ("公顷", Family::Land, 15),
    ("平方公里", Family::Land, 1_500),
    ("平方千米", Family::Land, 1_500),
    ("立方米", Family::Volume, 1),
    ("m³", Family::Volume, 1),
    ("m3", Family::Volume, 1),
    ("㎥", Family::Volume, 1),
    ("克", Family::Mass, 1),
    ("g", Family::Mass, 1),
    ("斤", Family::Mass, 500),
    ("市斤", Family::Mass, 500),
    ("公斤", Family::Mass, 1_000),
    ("千克", Family::Mass, 1_000),
    ("kg", Family::Mass, 1_000),
    ("吨", Family::Mass, 1_000_000),
    ("天", Family::Days, 1),
    ("日", Family::Days, 1),
    ("秒", Family::Clock, 1),
    ("秒钟", Family::Clock, 1),
    ("分钟", Family::Clock, 60),
    ("小时", Family::Clock, 3_600),
    ("个小时", Family::Clock, 3_600),
    ("月", Family::Months, 1),
    ("个月", Family::Months, 1),
    ("年", Family::Months, 12),
    ("‰", Family::Ratio, 1),
    ("%", Family::Ratio, 10),
    ("百分比", Family::Ratio, 10),
    ("百分点", Family::PercentPoints, 1),
    ("个百分点", Family::PercentPoints, 1),
];

/// 万 and its kin stand before any unit: 万人, 亿元, 千瓦.
const MULTIPLIERS: [(char, u32); 5] =
    [('亿', 100_000_000), ('万', 10_000), ('千', 1_000), ('百', 100), ('十', 10)];

fn entries(unit: &str) -> impl Iterator<Item = (Family, u32)> {
    UNITS
        .iter()
        .filter(move |(name, ..)| name.eq_ignore_ascii_case(unit))
        .map(|(_, family, factor)| (*family, *factor))
}

/// Whether it is in the table, 万 before it or not.
pub(super) fn is_known(unit: &str) -> bool {
    let (_, base) = split(unit);
    entries(base).next().is_some()
}

/// Whether it measures money; 万 alone does, beside an amount.
pub(super) fn is_money(unit: &str) -> bool {
    let (factor, base) = split(unit);
    base.is_empty() && factor != Decimal::ONE || entries(base).any(|(family, _)| family == Family::Money)
}

/// The multipliers before a unit, and the unit proper: 千万元 is ten million 元.
fn split(unit: &str) -> (Decimal, &str) {
    let (mut factor, mut base) = (Decimal::ONE, unit);
    // 百分比 and 百分点 are no hundreds; four signs are more than anybody writes.
    for _ in 0..4 {
        if entries(base).next().is_some() || base.starts_with("百分") {
            break;
        }
        let Some((after, size)) =
            MULTIPLIERS.iter().find_map(|(sign, size)| base.strip_prefix(*sign).map(|after| (after, size)))
        else {
            break;
        };
        let Some(product) = factor.checked_mul(Decimal::from(*size)) else { break };
        (factor, base) = (product, after);
    }
    (factor, base)
}

/// The number of `from` units in units of `to`; `None` where they do not convert, or not without rounding.
pub(super) fn convert(number: Decimal, from: &str, to: &str) -> Option<Decimal> {
    if from == to {
        return Some(number);
    }
    let ((own, base), (other, other_base)) = (split(from), split(to));
    let (one, another) = if base.eq_ignore_ascii_case(other_base) {
        (1, 1)
    } else if base.is_empty() || other_base.is_empty() {
        // 5万 beside 50000人 is 5万人; beside a percentage it is nothing.
        let named = if base.is_empty() { other_base } else { base };
        if entries(named).any(|(family, _)| matches!(family, Family::Ratio | Family::PercentPoints)) {
            return None;
        }
        (1, 1)
    } else {
        entries(base).find_map(|(family, factor)| {
            entries(other_base).find(|(kin, _)| *kin == family).map(|(_, size)| (factor, size))
        })?
    };
    let product = number.checked_mul(own)?.checked_mul(Decimal::from(one))?;
    divided(product, other.checked_mul(Decimal::from(another))?)
}

/// The quotient, where it is a finite decimal.
fn divided(number: Decimal, by: Decimal) -> Option<Decimal> {
    let quotient = number.checked_div(by)?.normalize();
    (quotient.scale() <= 20 && quotient.checked_mul(by)? == number).then_some(quotient)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn converts_within_a_family() {
        for (number, from, to, expected) in [
            (dec!(1.2), "万亩", "亩", dec!(12000)),
            (dec!(12000), "亩", "万亩", dec!(1.2)),
            (dec!(1100), "万元", "亿元", dec!(0.11)),
            (dec!(0.11), "亿元", "万元", dec!(1100)),
            (dec!(3), "百万元", "万元", dec!(300)),
            (dec!(2), "千元", "元", dec!(2000)),
            (dec!(75), "元", "圆", dec!(75)),
            (dec!(5), "元人民币", "元", dec!(5)),
            (dec!(3), "万美元", "美元", dec!(30000)),
            (dec!(500), "米", "公里", dec!(0.5)),
            (dec!(3), "千米", "km", dec!(3)),
            (dec!(3), "KM", "米", dec!(3000)),
            (dec!(50), "厘米", "米", dec!(0.5)),
            (dec!(5), "毫米", "厘米", dec!(0.5)),
            (dec!(2), "万公里", "公里", dec!(20000)),
            (dec!(6000), "平方米", "㎡", dec!(6000)),
            (dec!(6000), "m2", "m²", dec!(6000)),
            (dec!(1), "平米", "平方米", dec!(1)),
            (dec!(0.6), "万平方米", "m2", dec!(6000)),
            (dec!(2), "公顷", "平方米", dec!(20000)),
            (dec!(2), "公顷", "亩", dec!(30)),
            (dec!(30), "亩", "公顷", dec!(2)),
            (dec!(1), "平方公里", "亩", dec!(1500)),
            (dec!(1), "平方公里", "公顷", dec!(100)),
            (dec!(3), "吨", "公斤", dec!(3000)),
            (dec!(3), "斤", "公斤", dec!(1.5)),
            (dec!(3), "公斤", "千克", dec!(3)),
            (dec!(3), "天", "日", dec!(3)),
            (dec!(90), "分钟", "小时", dec!(1.5)),
            (dec!(2), "年", "个月", dec!(24)),
            (dec!(0.9), "‰", "%", dec!(0.09)),
            (dec!(5), "万", "人", dec!(50000)),
            (dec!(50000), "人", "万", dec!(5)),
            (dec!(5), "万", "万元", dec!(5)),
            (dec!(1.5), "百分点", "个百分点", dec!(1.5)),
        ] {
            assert_eq!(convert(number, from, to), Some(expected), "{number}{from} in {to}");
        }
    }

    #[test]
    fn keeps_apart_what_is_not_the_same() {
        for (from, to) in [
            ("人", "人次"),
            ("次", "场"),
            ("户", "家"),
            ("个", "项"),
            ("亩", "平方米"),
            ("天", "工作日"),
            ("天", "小时"),
            ("年", "天"),
            ("个百分点", "%"),
            ("万", "%"),
            ("万元", "万美元"),
            ("元/人", "元"),
            ("TB", "GB"),
            ("台(套)", "台"),
        ] {
            assert_eq!(convert(Decimal::ONE, from, to), None, "{from} in {to}");
            assert_eq!(convert(Decimal::ONE, to, from), None, "{to} in {from}");
        }
    }

    #[test]
    fn gives_no_rounded_result() {
        // Seven months are no finite part of a year; the other way round it is exact.
        assert_eq!(convert(dec!(7), "个月", "年"), None);
        assert_eq!(convert(dec!(1), "万亩", "公顷"), None);
        assert_eq!(convert(dec!(700), "公顷", "万亩"), Some(dec!(1.05)));
        assert_eq!(convert(Decimal::MAX, "亿元", "元"), None);
    }
}
