//! The live formulas of a new form, each with the value it gives for the numbers already in its cells.
//!
//! A target cell may hold a number, shown through a format such as `"≥"0%`, or typed text such as `≤30`. Excel cannot
//! see a format, so a number's direction is settled when the form is drawn; that of a text is read from its first
//! sign. What is not certain leaves the cell empty. Only functions of Excel 2007 and WPS, nothing volatile.

use rust_decimal::Decimal;

use crate::score::{
    all_or_nothing, at_least, execution_rate, execution_rate_excel, inverse_ratio, linear_overrun, shortfall,
    steps_excel,
};
use crate::template::{ExecutionCurve, ReverseRule, Scoring};
use crate::value::{Amount, CellRef, Points, Rate, round};
use crate::write::drawn::Cached;

/// Beyond this an actual value beside a percentage is in doubt: 250 %, or 2.5 percentage points?
const LARGEST_PLAIN_RATIO: Decimal = Decimal::TWO;
/// Serial numbers of the days of this century; two that lie within two years of each other may well be dates.
const DATE_SERIALS: (u32, u32) = (36_525, 73_051);
const DATE_DISTANCE: u32 = 731;
/// Taken out of a typed target; a minus, slash, colon or 年 月 时 would make Excel read a date or a time.
const REPLACED: [(&str, &str); 12] = [
    ("≥", ""),
    ("≤", ""),
    (">", ""),
    ("<", ""),
    ("=", ""),
    ("％", "%"),
    ("-", "x"),
    ("/", "x"),
    (":", "x"),
    ("年", "x"),
    ("月", "x"),
    ("时", "x"),
];

/// The cells of one indicator row.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowCells {
    pub(super) target: CellRef,
    pub(super) actual: CellRef,
    pub(super) weight: CellRef,
}

/// The numbers already in those cells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RowNumbers {
    pub(super) target: Option<Decimal>,
    pub(super) actual: Option<Decimal>,
    pub(super) weight: Option<Decimal>,
    /// Whether a number in the target cell is an upper limit (反向指标).
    pub(super) reverse: bool,
}

/// 得分 of a row.
pub(super) fn score(scoring: &Scoring, cells: RowCells, numbers: RowNumbers) -> (String, Option<Points>) {
    let RowCells { target, actual, weight } = cells;
    let precision = scoring.precision();
    let missed_reverse = |aim: &str, result: &str| match scoring.reverse.as_slice() {
        [ReverseRule::InverseRatio] => precision.excel(&format!("{weight}*{aim}/{result}")),
        [ReverseRule::LinearOverrun] => {
            let left = precision.excel(&format!("{weight}*MAX(0,1-({result}-{aim})/{aim})"));
            format!("IF({aim}=0,0,{left})")
        }
        [ReverseRule::AllOrNothing] => "0".to_owned(),
        // It is not known which one the authority uses.
        _ => "\"\"".to_owned(),
    };
    let text = graded(
        &[target, actual, weight],
        cells,
        numbers.reverse,
        &Leaves {
            met: weight.to_string(),
            zero_missed: "0".to_owned(),
            positive: &|aim, result| precision.excel(&format!("{weight}*MIN(MAX({result},0)/{aim},1)")),
            missed_reverse: &missed_reverse,
        },
    );
    (text, score_of(scoring, numbers))
}

/// 偏差度 of a row, as a ratio with `decimals` of a percent.
pub(super) fn deviation(cells: RowCells, numbers: RowNumbers, decimals: u32) -> (String, Option<Rate>) {
    let RowCells { target, actual, .. } = cells;
    let text = graded(
        &[target, actual],
        cells,
        numbers.reverse,
        &Leaves {
            met: "0".to_owned(),
            zero_missed: "\"\"".to_owned(),
            positive: &|aim, result| format!("ROUND(MIN(0,({result}-{aim})/{aim}),{})", decimals + 2),
            // The sign of an overrun is not known.
            missed_reverse: &|_, _| "\"\"".to_owned(),
        },
    );
    (text, deviation_of(numbers, decimals))
}

/// What a formula gives in each case; the two functions take the texts of target and actual value.
struct Leaves<'a> {
    met: String,
    zero_missed: String,
    positive: &'a dyn Fn(&str, &str) -> String,
    missed_reverse: &'a dyn Fn(&str, &str) -> String,
}

fn graded(needed: &[CellRef], cells: RowCells, reverse: bool, leaves: &Leaves<'_>) -> String {
    let (target, actual) = (cells.target.to_string(), cells.actual.to_string());
    let Leaves { met, zero_missed, positive, missed_reverse } = leaves;
    let blanks: Vec<String> = needed.iter().map(|cell| format!("{cell}=\"\"")).collect();
    let result = format!("VALUE({actual})");
    let aim = typed_number(cells.target);
    let upper_limit = |aim: &str| format!("IF({result}<={aim},{met},{})", missed_reverse(aim, &result));
    // Typed as text, `250%` says what it is.
    let beyond = format!("ISNUMBER({actual}),{actual}>{LARGEST_PLAIN_RATIO}");
    let (first, last) = DATE_SERIALS;
    let doubtful = format!(
        "OR({target}<0,AND({target}>0,{target}<1,{beyond}),\
         AND({target}>{first},{target}<{last},ABS({target}-{result})<{DATE_DISTANCE}))"
    );
    let of_number = if reverse {
        upper_limit(&target)
    } else {
        format!("IF({target}=0,IF({result}<=0,{met},{zero_missed}),{})", positive(&target, &result))
    };
    let first_sign = format!("LEFT(TRIM({target}))");
    let last_sign = format!("RIGHT(TRIM({target}))");
    let of_text = format!(
        "IF(AND(OR({last_sign}=\"%\",{last_sign}=\"％\"),{beyond}),\"\",\
         IF(OR({first_sign}=\"≤\",{first_sign}=\"<\"),{},{}))",
        upper_limit(&aim),
        positive(&aim, &result)
    );
    format!(
        "IF(OR({}),\"\",IF(TRIM({target})=TRIM({actual}),{met},IFERROR(IF(ISNUMBER({target}),\
         IF({doubtful},\"\",{of_number}),{of_text}),\"\")))",
        blanks.join(",")
    )
}

/// The number in a typed target such as `≥95%`; an error where it holds none.
fn typed_number(target: CellRef) -> String {
    let inner = REPLACED
        .iter()
        .fold(target.to_string(), |inner, (sign, with)| format!("SUBSTITUTE({inner},\"{sign}\",\"{with}\")"));
    format!("VALUE({inner})")
}

fn is_doubtful(target: Decimal, actual: Decimal) -> bool {
    let (first, last) = (Decimal::from(DATE_SERIALS.0), Decimal::from(DATE_SERIALS.1));
    let ratio = target > Decimal::ZERO && target < Decimal::ONE && actual > LARGEST_PLAIN_RATIO;
    let dates = target > first && target < last && (target - actual).abs() < Decimal::from(DATE_DISTANCE);
    target < Decimal::ZERO || ratio || dates
}

fn score_of(scoring: &Scoring, numbers: RowNumbers) -> Option<Points> {
    let (target, actual) = (numbers.target?, numbers.actual?);
    let weight = Points::new(numbers.weight?);
    let exact = if target == actual {
        weight
    } else if is_doubtful(target, actual) {
        return None;
    } else if numbers.reverse && actual <= target || target.is_zero() && actual <= Decimal::ZERO {
        weight
    } else if numbers.reverse {
        match scoring.reverse.as_slice() {
            [ReverseRule::InverseRatio] => inverse_ratio(weight, target, actual)?,
            [ReverseRule::LinearOverrun] => linear_overrun(weight, target, actual)?,
            [ReverseRule::AllOrNothing] => all_or_nothing(weight, target, actual),
            _ => return None,
        }
    } else if target.is_zero() {
        Points::ZERO
    } else {
        at_least(weight, target, actual)?
    };
    Some(scoring.rounded(exact))
}

fn deviation_of(numbers: RowNumbers, decimals: u32) -> Option<Rate> {
    let (target, actual) = (numbers.target?, numbers.actual?);
    if target == actual {
        return Some(Rate::ZERO);
    }
    if is_doubtful(target, actual) {
        return None;
    }
    if numbers.reverse || target.is_zero() {
        return (actual <= target).then_some(Rate::ZERO);
    }
    shortfall(target, actual).map(|rate| Rate::from_ratio(round(rate.get(), decimals + 2)))
}

/// 执行率 of a funding row. `in_percent`: the cell shows 66.6 for 66.6 %.
pub(super) fn rate(
    (budget, budget_amount): (CellRef, Option<Decimal>),
    (outturn, outturn_amount): (CellRef, Option<Decimal>),
    in_percent: bool,
    decimals: u32,
) -> (String, Option<Decimal>) {
    let quotient = execution_rate_excel(budget, outturn, in_percent, decimals);
    let text = format!("IF(AND(ISNUMBER({budget}),ISNUMBER({outturn})),IF({budget}>0,{quotient},\"\"),\"\")");
    let exact = budget_amount
        .zip(outturn_amount)
        .and_then(|(budget, outturn)| execution_rate(Amount::new(budget), Amount::new(outturn)));
    let shown =
        exact.map(
            |rate| {
                if in_percent { round(rate.percent(), decimals) } else { round(rate.get(), decimals + 2) }
            },
        );
    (text, shown)
}

/// The text of the budget score's divisor: the row's target that replaces 100 %, once it is filled in.
pub(super) fn execution_target_text(row_target: CellRef) -> String {
    let number = typed_number(row_target);
    // A target of 90 for 90 % is meant as well; no rate is above 1.
    format!("IFERROR({number}/IF({number}>1,100,1),1)")
}

/// 预算执行得分 against a divisor such as that of [`execution_target_text`]; without one, against 100 %.
pub(super) fn execution_score(
    scoring: &Scoring,
    weight: CellRef,
    budget: CellRef,
    outturn: CellRef,
    divisor: Option<&str>,
) -> String {
    let rate = format!("{outturn}/{budget}");
    let share = match (&scoring.execution_curve, divisor) {
        (ExecutionCurve::Steps(steps), _) => steps_excel(steps, &rate),
        (ExecutionCurve::Proportional, Some(divisor)) => format!("MIN(MAX({rate},0)/{divisor},1)"),
        (ExecutionCurve::Proportional, None) => format!("MIN(MAX({rate},0),1)"),
    };
    let points = scoring.precision().excel(&format!("{weight}*{share}"));
    format!(
        "IF(AND(ISNUMBER({budget}),ISNUMBER({outturn}),ISNUMBER({weight})),IF({budget}>0,\
         IFERROR({points},\"\"),\"\"),\"\")"
    )
}

/// A cached result: the number, or empty text.
pub(super) fn cached(result: Option<Decimal>) -> Cached {
    result.map_or_else(|| Cached::Text(String::new()), Cached::Number)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::template::by_id;

    fn scoring(id: &str) -> &'static Scoring {
        &by_id(id).expect("built in").scoring
    }

    fn cells() -> RowCells {
        RowCells { target: CellRef::new(12, 4), actual: CellRef::new(12, 5), weight: CellRef::new(12, 6) }
    }

    fn numbers(target: Decimal, actual: Decimal, reverse: bool) -> RowNumbers {
        RowNumbers { target: Some(target), actual: Some(actual), weight: Some(dec!(10)), reverse }
    }

    #[test]
    fn gives_the_result_that_the_formula_gives() {
        for (target, actual, reverse, points) in [
            (dec!(0.95), dec!(0.9), false, Some(dec!(9.47))),
            (dec!(0.9), dec!(1.2), false, Some(dec!(10))),
            (dec!(40), dec!(-3), false, Some(dec!(0))),
            (dec!(0), dec!(0), false, Some(dec!(10))),
            (dec!(0), dec!(3), false, Some(dec!(0))),
            (dec!(30), dec!(40), true, Some(dec!(7.5))),
            (dec!(0.2), dec!(0), true, Some(dec!(10))),
            // 66.6 beside 90 %: percentage points, or 6660 %?
            (dec!(0.9), dec!(66.6), false, None),
            // The serial numbers of two days in 2022.
            (dec!(44925), dec!(44866), false, None),
            (dec!(-5), dec!(3), false, None),
        ] {
            let (_, result) = score(scoring("national-project"), cells(), numbers(target, actual, reverse));
            assert_eq!(result, points.map(Points::new), "{target} {actual}");
        }
    }

    #[test]
    fn a_missed_upper_limit_is_left_open_where_its_formula_is_not_known() {
        let (text, result) =
            score(scoring("shangjie-department"), cells(), numbers(dec!(30), dec!(40), true));
        assert_eq!(result, None);
        assert!(text.contains("IF(VALUE(F13)<=E13,G13,\"\")"), "{text}");
        assert_eq!(deviation(cells(), numbers(dec!(30), dec!(40), true), 2).1, None);
        assert_eq!(deviation(cells(), numbers(dec!(30), dec!(20), true), 2).1, Some(Rate::ZERO));
        let short = deviation(cells(), numbers(dec!(0.9), dec!(0.666), false), 2).1;
        assert_eq!(short, Some(Rate::from_ratio(dec!(-0.26))));
    }

    #[test]
    fn formulas_use_only_what_old_spreadsheets_know() {
        const KNOWN: [&str; 17] = [
            "IF",
            "AND",
            "OR",
            "ISNUMBER",
            "LEFT",
            "RIGHT",
            "SUBSTITUTE",
            "VALUE",
            "IFERROR",
            "ROUND",
            "MIN",
            "MAX",
            "TRIM",
            "ABS",
            "SUM",
            "COUNT",
            "",
        ];
        for id in ["national-project", "shangjie-department"] {
            let blank = RowNumbers::default();
            let target = execution_target_text(CellRef::new(12, 4));
            let at = |col| CellRef::new(3, col);
            for text in [
                score(scoring(id), cells(), blank).0,
                deviation(cells(), blank, 2).0,
                rate((at(4), None), (at(5), None), true, 1).0,
                execution_score(scoring(id), at(6), at(4), at(5), Some(target.as_str())),
            ] {
                // Excel's own limit.
                assert!(text.encode_utf16().count() < 8192);
                for part in text.split('(').rev().skip(1) {
                    let name = part.rsplit(|c: char| !c.is_ascii_alphabetic()).next().expect("a last part");
                    assert!(KNOWN.contains(&name), "{name} in {text}");
                }
            }
        }
    }
}
