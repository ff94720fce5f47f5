//! How an actual value stands to its target.

use rust_decimal::Decimal;

use crate::model::{Field, IndicatorRow};
use crate::value::{ActualValue, Comparator, Kind, Measure, TargetValue, fold, strip_blanks};

/// Whether the target was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attainment {
    /// 已达标.
    Met,
    /// 未达标.
    Missed,
}

/// Why a target and an actual value cannot be held against each other by arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// 指标值 or 完成值 is blank.
    Blank,
    /// A qualitative indicator: its points are a person's judgement.
    Words,
    /// A number was to be reached, and the actual value is words.
    ActualIsWords,
    /// Units that do not convert.
    Units,
    /// No comparison sign, and a name for which less may be better (成本, 调整率): too little is not plainly a miss.
    Direction,
    /// A range that was missed: no formula is known.
    Range,
    /// A deadline that was missed, or dates that do not decide it.
    Date,
    /// The profile's formula does not hold for such numbers: points a percentage point, where a count was missed.
    Formula,
}

/// How an actual value stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Two numbers in one unit.
    Numbers {
        /// 指标值.
        target: Decimal,
        /// 完成值.
        actual: Decimal,
        /// 反向指标: less is better.
        reverse: bool,
    },
    /// No proportion, but it is plain whether the target was reached: a deadline, a range.
    Decided(Attainment),
    /// `100%`, or the same words again, against words or a date: counts as met, but nobody can prove it.
    TakenAsMet,
    /// No arithmetic applies.
    Open(Obstacle),
}

impl Comparison {
    /// Whether the target was reached, where that can be said.
    pub fn attainment(self) -> Option<Attainment> {
        match self {
            Self::Numbers { target, actual, reverse } => {
                let met = if reverse { actual <= target } else { actual >= target };
                Some(if met { Attainment::Met } else { Attainment::Missed })
            }
            Self::Decided(attainment) => Some(attainment),
            Self::TakenAsMet => Some(Attainment::Met),
            Self::Open(_) => None,
        }
    }
}

/// Holds a row's actual value against its target.
pub fn compare(row: &IndicatorRow) -> Comparison {
    compare_with(row, row.actual.as_ref())
}

/// Holds another actual value against a row's target.
pub fn compare_with(row: &IndicatorRow, actual: Option<&Field<ActualValue>>) -> Comparison {
    let (Some(target), Some(actual)) = (&row.target, actual) else {
        return Comparison::Open(Obstacle::Blank);
    };
    match compare_values(target, actual) {
        Comparison::Numbers { target: aim, actual: result, reverse: false }
            if result < aim && has_no_direction(target) && less_may_be_better(row) =>
        {
            Comparison::Open(Obstacle::Direction)
        }
        comparison => comparison,
    }
}

fn has_no_direction(target: &Field<TargetValue>) -> bool {
    target
        .value
        .as_ref()
        .is_some_and(|value| matches!(value.0.comparator, Comparator::None | Comparator::Equal))
}

/// Whether the names speak of spending, cuts or incidents, where staying below the target is usually the aim.
pub fn less_may_be_better(row: &IndicatorRow) -> bool {
    const WORDS: [&str; 14] = [
        "成本",
        "费用",
        "经费",
        "支出",
        "单价",
        "调整率",
        "结转",
        "结余",
        "变动率",
        "控制率",
        "投诉",
        "事故",
        "差错",
        "故障",
    ];
    [&row.level2, &row.level3]
        .into_iter()
        .flatten()
        .any(|field| WORDS.iter().any(|word| field.text.contains(word)))
}

fn compare_values(target: &Field<TargetValue>, actual: &Field<ActualValue>) -> Comparison {
    let (Some(TargetValue(aim)), Some(ActualValue(result))) = (&target.value, &actual.value) else {
        return Comparison::Open(Obstacle::Blank);
    };
    match (aim.kind, result.kind) {
        (Kind::Text | Kind::Date, Kind::Percent) if result.number == Some(Decimal::ONE_HUNDRED) => {
            Comparison::TakenAsMet
        }
        (Kind::Text, Kind::Text) if same_words(&target.text, &actual.text) => Comparison::TakenAsMet,
        (Kind::Text, _) => Comparison::Open(Obstacle::Words),
        (Kind::Date, Kind::Date) => match (aim.date, result.date) {
            (Some(deadline), Some(date)) => match date.no_later_than(deadline) {
                Some(true) => Comparison::Decided(Attainment::Met),
                Some(false) => Comparison::Decided(Attainment::Missed),
                None => Comparison::Open(Obstacle::Date),
            },
            _ => Comparison::Open(Obstacle::Date),
        },
        (Kind::Date, _) => Comparison::Open(Obstacle::Date),
        (_, Kind::Text) => Comparison::Open(Obstacle::ActualIsWords),
        (Kind::Range, Kind::Quantity | Kind::Percent) => compare_range(aim, result),
        (Kind::Quantity | Kind::Percent, Kind::Quantity | Kind::Percent) => compare_numbers(aim, result),
        _ => Comparison::Open(Obstacle::Range),
    }
}

fn same_words(target: &str, actual: &str) -> bool {
    let (target, actual) = (fold(target), fold(actual));
    strip_blanks(&target) == strip_blanks(&actual)
}

fn compare_numbers(aim: &Measure, result: &Measure) -> Comparison {
    let (Some(target), Some(actual)) = (aim.number, result.number) else {
        return Comparison::Open(Obstacle::Blank);
    };
    let Some((target, actual)) = in_one_unit(aim, target, result, actual) else {
        return Comparison::Open(Obstacle::Units);
    };
    // "= 0" and a bare 0 are met by 0 or less, not by "at least 0".
    let reverse = aim.comparator.is_reverse()
        || target.is_zero() && aim.comparator.sign() != "≥" && aim.comparator.sign() != ">";
    Comparison::Numbers { target, actual, reverse }
}

fn compare_range(aim: &Measure, result: &Measure) -> Comparison {
    let (Some(from), Some(to), Some(actual)) = (aim.number, aim.to, result.number) else {
        return Comparison::Open(Obstacle::Range);
    };
    if is_doubtful(aim, from, result) {
        return Comparison::Open(Obstacle::Units);
    }
    let inside = match (aim.ends_in_unit_of(result), result.in_unit_of(aim)) {
        (Some((from, to)), _) => (from..=to).contains(&actual),
        (None, Some(actual)) => (from..=to).contains(&actual),
        (None, None) => return Comparison::Open(Obstacle::Units),
    };
    Comparison::Decided(if inside { Attainment::Met } else { Attainment::Missed })
}

/// Both numbers in one unit, exact; the actual value's where that is possible, so that a formula may read its cell.
fn in_one_unit(
    aim: &Measure,
    target: Decimal,
    result: &Measure,
    actual: Decimal,
) -> Option<(Decimal, Decimal)> {
    if is_doubtful(aim, target, result) {
        return None;
    }
    match aim.in_unit_of(result) {
        Some(target) => Some((target, actual)),
        None => Some((target, result.in_unit_of(aim)?)),
    }
}

/// A bare 1 beside a percentage may mean 1 % or 100 %, a bare 48000 beside 5万 may be people or 万: a question, not a
/// guess.
fn is_doubtful(aim: &Measure, target: Decimal, result: &Measure) -> bool {
    let bare_percent = aim.unit.is_none() && result.kind == Kind::Percent;
    let in_thousands = aim.unit.as_deref().is_some_and(|unit| unit.starts_with(['万', '亿']));
    let is_far = result.number.is_some_and(|actual| actual.abs() >= target.abs() * Decimal::ONE_THOUSAND);
    !target.is_zero()
        && (bare_percent && target.abs() <= Decimal::ONE || in_thousands && result.unit.is_none() && is_far)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::CellRef;

    fn shown(target: &str, actual: &str) -> String {
        let at = CellRef::new(0, 0);
        let aim = Field::<TargetValue>::from_text(at, target);
        let mut result = Field::<ActualValue>::from_text(at, actual);
        if let (Some(aim), Some(result)) = (&aim.value, &mut result.value) {
            result.0.adopt_percent(&aim.0);
        }
        let comparison = compare_values(&aim, &result);
        match comparison {
            Comparison::Open(obstacle) => format!("{obstacle:?}"),
            Comparison::TakenAsMet => "taken as met".to_owned(),
            _ => format!("{:?}", comparison.attainment().expect("decided")),
        }
    }

    #[test]
    fn asks_where_less_may_be_better_and_no_sign_says_so() {
        let at = CellRef::new(0, 0);
        let row = |name: &str, target: &str, actual: &str| IndicatorRow {
            row: 1,
            level1: None,
            level2: None,
            level3: Some(Field::from_text(at, name)),
            sign: None,
            target: Some(Field::from_text(at, target)),
            original_target: None,
            unit: None,
            actual: Some(Field::from_text(at, actual)),
            weight: None,
            score: None,
            deviation: None,
            variance_note: None,
            other: Vec::new(),
            is_parent: false,
        };
        for (name, target, actual, expected) in [
            ("预算调整率", "3%", "1%", Comparison::Open(Obstacle::Direction)),
            ("设备成本", "=20万元", "18万元", Comparison::Open(Obstacle::Direction)),
        ] {
            assert_eq!(compare(&row(name, target, actual)), expected, "{name}");
        }
        for (name, target, actual, met) in [
            ("预算调整率", "≤3%", "1%", Attainment::Met),
            ("设备成本", "20万元", "20万元", Attainment::Met),
            ("政府采购执行率", "100%", "72.74%", Attainment::Missed),
            ("培训经费使用率", "≥90%", "80%", Attainment::Missed),
        ] {
            assert_eq!(compare(&row(name, target, actual)).attainment(), Some(met), "{name}");
        }
    }

    #[test]
    fn holds_actual_values_against_targets() {
        for (target, actual, expected) in [
            ("≥90%", "66.6%", "Missed"),
            ("≥90%", "66.6", "Missed"),
            ("≥90%", "95%", "Met"),
            ("≤30%", "7.97%", "Met"),
            ("≤30%", "30.1%", "Missed"),
            ("100%", "100%", "Met"),
            ("100", "100%", "Met"),
            ("1", "100%", "Units"),
            ("≥5万", "48000", "Units"),
            ("≥5万人", "6", "Met"),
            ("≤90万元", "90", "Met"),
            ("1次", "1次", "Met"),
            ("≥50个", "50", "Met"),
            ("≥266米", "≥266米", "Met"),
            ("≤90万元", "900000元", "Met"),
            ("2.6亿元", "24500万元", "Missed"),
            ("≥40次", "100%", "Units"),
            ("735人次", "735人", "Units"),
            ("20场", "20次", "Units"),
            ("300户", "300家", "Units"),
            ("10个", "10项", "Units"),
            ("≥20亩", "20000平方米", "Units"),
            ("≤5个工作日", "5天", "Units"),
            ("5个百分点", "5%", "Units"),
            ("≥1.2万亩", "12000亩", "Met"),
            ("≥1.2万亩", "11999亩", "Missed"),
            ("≥0.11亿元", "1100万元", "Met"),
            ("≥5万人", "48000人", "Missed"),
            ("≥5万", "50000人", "Met"),
            ("≥0.5公里", "500米", "Met"),
            ("≥1万亩", "700公顷", "Met"),
            ("≥1万亩", "600公顷", "Missed"),
            ("≤2小时", "90分钟", "Met"),
            ("≥1年", "7个月", "Missed"),
            ("≤0.1%", "0.9‰", "Met"),
            ("≤1‰", "0.2%", "Missed"),
            ("≥6000平方米", "6000㎡", "Met"),
            ("1-2小时", "90分钟", "Met"),
            ("1-2年", "30个月", "Missed"),
            ("60-90分钟", "2小时", "Missed"),
            ("=0", "0", "Met"),
            ("0起", "1起", "Missed"),
            ("≥0", "3", "Met"),
            ("3-5天", "4天", "Met"),
            ("3-5天", "6天", "Missed"),
            ("7月31日前", "100%", "taken as met"),
            ("7月31日前", "7月5日", "Met"),
            ("7月31日前", "8月5日", "Missed"),
            ("7月31日前", "完成", "Date"),
            ("良好", "100%", "taken as met"),
            ("良好", "良 好", "taken as met"),
            ("良好", "一般", "Words"),
            ("良好", "80%", "Words"),
            ("≤30万元", "完成", "ActualIsWords"),
            ("", "100%", "Blank"),
            ("100%", "—", "Blank"),
        ] {
            assert_eq!(shown(target, actual), expected, "{target} → {actual}");
        }
    }
}
