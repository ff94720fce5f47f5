//! The live formulas of a new form, each with the value it gives for the numbers already in its cells.
//!
//! A target cell may hold a number, shown through a format such as `"≥"0%`, or typed text such as `≤30`. Excel cannot
//! see a format, so a number's direction is settled when the form is drawn; that of a text is read from its first
//! sign. What is not certain leaves the cell empty. Only functions of Excel 2007 and WPS, nothing volatile.

use rust_decimal::Decimal;

use super::drawn::Cached;
use crate::score::{Operand, at_least, execution_rate, execution_rate_excel, inverse_ratio, linear_overrun, shortfall};
use crate::template::{ReverseRule, Scoring};
use crate::value::{Amount, CellRef, Points, Rate, round};

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
    let decimals = scoring.decimals;
    let missed_reverse = |aim: &str, result: &str| match scoring.reverse.as_slice() {
        [ReverseRule::InverseRatio] => format!("ROUND({weight}*{aim}/{result},{decimals})"),
        [ReverseRule::LinearOverrun] => {
            format!("IF({aim}=0,0,ROUND({weight}*MAX(0,1-({result}-{aim})/{aim}),{decimals}))")
        }
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
            positive: &|aim, result| format!("ROUND({weight}*MIN(MAX({result},0)/{aim},1),{decimals})"),
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
    let (first, last) = DATE_SERIALS;
    let doubtful = format!(
        "OR({target}<0,AND({target}>0,{target}<1,{result}>{LARGEST_PLAIN_RATIO}),\
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
        "IF(AND(OR({last_sign}=\"%\",{last_sign}=\"％\"),{result}>{LARGEST_PLAIN_RATIO}),\"\",\
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
            _ => return None,
        }
    } else if target.is_zero() {
        Points::ZERO
    } else {
        at_least(weight, target, actual)?
    };
    Some(Points::new(round(exact.get(), scoring.decimals)))
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
    let shown = exact.map(|rate| {
        if in_percent { round(rate.percent(), decimals) } else { round(rate.get(), decimals + 2) }
    });
    (text, shown)
}

/// The text of the budget score's divisor: the row's target that replaces 100 %, once it is filled in.
pub(super) fn execution_target_text(row_target: CellRef) -> String {
    let number = typed_number(row_target);
    // A target of 90 for 90 % is meant as well; no rate is above 1.
    format!("IFERROR({number}/IF({number}>1,100,1),1)")
}

/// 预算执行得分 against a divisor such as that of [`execution_target_text`], or 1.
pub(super) fn execution_score(weight: CellRef, budget: CellRef, outturn: CellRef, divisor: &str, decimals: u32) -> String {
    let weight = Operand::Cell(weight);
    format!(
        "IF(AND(ISNUMBER({budget}),ISNUMBER({outturn}),ISNUMBER({weight})),IF({budget}>0,\
         IFERROR(ROUND({weight}*MIN(MAX({outturn}/{budget},0)/{divisor},1),{decimals}),\"\"),\"\"),\"\")"
    )
}

/// A cached result: the number, or empty text.
pub(super) fn cached(result: Option<Decimal>) -> Cached {
    result.map_or_else(|| Cached::Text(String::new()), Cached::Number)
}
