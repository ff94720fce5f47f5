//! Random rows and budgets against an oracle in whole numbers that shares nothing with the code under test.

mod support;

use proptest::prelude::*;
use rust_decimal::Decimal;
use support::{FormBuilder, apply_safe_fixes, department, form, seed, under, whole};
use ziping::model::{Finding, FixValue, Severity};
use ziping::rules::{CheckedForm, Request, check};
use ziping::score::{at_least, inverse_ratio, linear_overrun};
use ziping::value::{Points, round};

/// `dividend ÷ divisor`, to the nearest whole number, half away from zero. Everything below counts in hundredths.
fn nearest(dividend: i128, divisor: i128) -> i128 {
    let sign = dividend.signum() * divisor.signum();
    let (dividend, divisor) = (dividend.abs(), divisor.abs());
    sign * ((2 * dividend + divisor) / (2 * divisor))
}

fn positive_score(weight: i128, target: i128, actual: i128) -> i128 {
    if actual >= target { weight } else { nearest(weight * actual, target) }
}

fn reverse_score(weight: i128, target: i128, actual: i128) -> i128 {
    if actual <= target { weight } else { nearest(weight * target, actual) }
}

/// In hundredths of a percent.
fn shortfall(target: i128, actual: i128) -> i128 {
    if actual >= target { 0 } else { nearest(10_000 * (actual - target), target) }
}

/// 1234 as `12.34`.
fn text(hundredths: i128) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

fn decimal(hundredths: i128) -> Decimal {
    text(hundredths).parse().expect("a decimal")
}

/// One row beside a scored one, as a named profile sees it.
fn row_of(form: FormBuilder, target: &str, actual: i128, weight: i128, score: &str) -> FormBuilder {
    form.indicator(|row| {
        row.target(target)
            .actual(&format!("{}%", text(actual)))
            .weight(&text(weight))
            .score(score)
            .deviation("")
    })
    .indicator(|row| row.name("群众满意度"))
}

/// The one value proposed for this cell.
fn proposed(checked: &CheckedForm, cell: &str) -> FixValue {
    let values: Vec<&FixValue> = checked
        .findings
        .iter()
        .flat_map(|finding| &finding.fixes)
        .filter(|fix| fix.cell.to_string() == cell)
        .map(|fix| &fix.value)
        .collect();
    assert_eq!(values.len(), 1, "{cell}: {values:?}");
    values[0].clone()
}

fn points(value: &FixValue) -> Decimal {
    let FixValue::Points(points) = value else { panic!("points, not {value:?}") };
    points.get()
}

fn percent(value: &FixValue) -> Decimal {
    let FixValue::Rate(rate) = value else { panic!("a rate, not {value:?}") };
    rate.percent()
}

/// The rules that find the first row's score wrong.
fn complaints(form: &FormBuilder) -> Vec<&'static str> {
    let checked = under("national-project", &form.build());
    let scores = ["score-disagrees", "score-above-weight", "score-negative"];
    checked
        .findings
        .iter()
        .filter(|finding| finding.cell.to_string() == "H14" && scores.contains(&finding.rule))
        .map(|finding| finding.rule)
        .collect()
}

/// So many random cases; what fails is shrunk and printed, and then belongs into a test with a name.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_blank_score_is_filled_with_the_oracles(
        weight in 1_i128..=5_000, target in 1_i128..=20_000, actual in 0_i128..=40_000, reverse: bool,
    ) {
        let (sign, expected) = if reverse {
            ("≤", reverse_score(weight, target, actual))
        } else {
            ("≥", positive_score(weight, target, actual))
        };
        let blank = row_of(form(), &format!("{sign}{}%", text(target)), actual, weight, "");
        let filled = points(&proposed(&under("national-project", &blank.build()), "H14"));
        prop_assert_eq!(filled, decimal(expected));
        prop_assert!(filled >= Decimal::ZERO && filled <= decimal(weight));
    }

    #[test]
    fn the_oracles_score_is_right_and_two_hundredths_off_are_wrong(
        weight in 100_i128..=5_000, target in 1_i128..=20_000, actual in 0_i128..=40_000, reverse: bool, more: bool,
    ) {
        let (sign, score) = if reverse {
            ("≤", reverse_score(weight, target, actual))
        } else {
            ("≥", positive_score(weight, target, actual))
        };
        let target = format!("{sign}{}%", text(target));
        let stated = |score: i128| row_of(form(), &target, actual, weight, &text(score));
        prop_assert_eq!(complaints(&stated(score)), Vec::<&str>::new());
        let off = if more { score + 2 } else { score - 2 };
        let rule = match off {
            off if off > weight => "score-above-weight",
            off if off < 0 => "score-negative",
            _ => "score-disagrees",
        };
        prop_assert_eq!(complaints(&stated(off)), vec![rule]);
    }

    #[test]
    fn a_blank_deviation_is_filled_with_the_oracles(
        weight in 100_i128..=5_000, target in 1_i128..=20_000, actual in 0_i128..=40_000,
    ) {
        let score = text(positive_score(weight, target, actual));
        let blank = row_of(department(), &format!("≥{}%", text(target)), actual, weight, &score);
        let checked = under("shangjie-department", &blank.build());
        let filled = percent(&proposed(&checked, "I14"));
        prop_assert_eq!(filled, decimal(shortfall(target, actual)));
        prop_assert!(filled <= Decimal::ZERO && filled >= -Decimal::ONE_HUNDRED);
    }

    #[test]
    fn a_blank_rate_and_budget_score_are_filled_with_the_oracles(
        budget in 1_i128..=100_000_000, spent in 0_i128..=10_000, weight in 1_i128..=9_999,
    ) {
        // Up to the whole budget: more than that is in doubt and fills nothing.
        let outturn = budget * spent / 10_000;
        let (budget_text, outturn_text, weight_text) = (text(budget), text(outturn), text(weight));
        let blank = form()
            .funding(["年度资金总额", "", &budget_text, &outturn_text, &weight_text, "", ""])
            .indicator(|row| row);
        let checked = under("national-project", &blank.build());
        prop_assert_eq!(percent(&proposed(&checked, "H6")), decimal(nearest(10_000 * outturn, budget)));
        let score = points(&proposed(&checked, "I6"));
        prop_assert_eq!(score, decimal(nearest(weight * outturn, budget)));
        prop_assert!(score >= Decimal::ZERO && score <= decimal(weight));
    }

    #[test]
    fn the_total_is_the_sum_to_the_hundredth(scores in proptest::collection::vec(0_i128..=1_000, 1..30), off in 2_i128..500) {
        let sum: i128 = scores.iter().sum();
        let rows = scores.iter().enumerate().fold(form(), |form, (index, score)| {
            form.indicator(|row| row.name(&format!("指标{index}")).target("良好").actual("较好").score(&text(*score)))
        });
        let total = |stated: i128| {
            let checked = under("national-project", &rows.clone().total("", &text(stated)).build());
            support::roots(&checked).iter().filter(|root| root.starts_with("total-off-sum")).count()
        };
        prop_assert_eq!(total(sum), 0);
        prop_assert_eq!((total(sum + off), total(sum - off)), (1, 1));
    }

    #[test]
    fn no_formula_leaves_the_span_from_nothing_to_the_weight(
        weight in 0_i128..=10_000, target in -5_000_i128..=20_000, actual in -5_000_i128..=100_000,
    ) {
        let weight = Points::new(decimal(weight));
        for formula in [at_least, inverse_ratio, linear_overrun] {
            let score = formula(weight, decimal(target), decimal(actual)).expect("in range");
            prop_assert!(score >= Points::ZERO && score <= weight, "{score}");
        }
    }

    #[test]
    fn rounds_half_away_from_zero(number in -1_000_000_000_i64..=1_000_000_000) {
        let thousandths = Decimal::new(number, 3);
        prop_assert_eq!(round(thousandths, 2), decimal(nearest(i128::from(number), 10)));
        prop_assert_eq!(round(-thousandths, 2), -round(thousandths, 2));
    }
}

/// What a clerk may type into a cell by mistake.
const SLIPS: [&str; 20] = [
    "良", "差", "", "—", "0", "0.5", "1", "1.48", "2", "7.4", "9.79%", "10", "-3", "66.6", "71.9%", "95%",
    "100", "651.33", "完成", "8月5日",
];

/// A sound form with some cells changed: funding rows first, then indicator rows by name, the total, the grade.
fn slipped(is_seed: bool, slips: &[(usize, usize, usize)]) -> FormBuilder {
    const SEED_ROWS: [&str; 6] =
        ["预算执行率", "预算调整率", "结转结余率", "政府采购执行率", "决算真实性", "人民代表大会召开时间"];
    const WHOLE_ROWS: [&str; 3] = ["任务完成率", "受益覆盖率", "群众满意度"];
    let (form, rows) = if is_seed { (seed(), &SEED_ROWS[..]) } else { (whole(), &WHOLE_ROWS[..]) };
    slips.iter().fold(form, |form, (row, cell, slip)| {
        let text = SLIPS[*slip];
        match row {
            0 | 1 => form.fund_cell(*row, 1 + cell, text),
            8 => form.total("100", text),
            9 if !is_seed => form.grade(text),
            row => form.change(rows[row % rows.len()], |row| match cell {
                0 => row.target(text),
                1 => row.actual(text),
                2 => row.weight(text),
                3 => row.score(text),
                4 => row.deviation(text),
                _ => row.reason(text),
            }),
        }
    })
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn one_pass_of_safe_fixes_leaves_none_and_no_new_error(
        is_seed: bool, slips in proptest::collection::vec((0_usize..10, 0_usize..6, 0_usize..SLIPS.len()), 1..6),
    ) {
        let checked = check(slipped(is_seed, &slips).build(), &Request::default());
        let mended = apply_safe_fixes(&checked);
        let again = check(mended.clone(), &Request::default());
        let left: Vec<_> = again.findings.iter().flat_map(Finding::safe_fixes).collect();
        prop_assert!(left.is_empty(), "{left:#?}");
        let errors = |checked: &CheckedForm| -> Vec<String> {
            let severe = checked.findings.iter().filter(|finding| finding.severity == Severity::Error);
            severe.map(|finding| format!("{}@{}", finding.rule, finding.cell)).collect()
        };
        let before = errors(&checked);
        let new: Vec<String> = errors(&again).into_iter().filter(|error| !before.contains(error)).collect();
        prop_assert!(new.is_empty(), "{new:?}");
        prop_assert_eq!(again.computed_total, checked.computed_total);
        prop_assert_eq!(apply_safe_fixes(&again), mended);
    }

    #[test]
    fn no_safe_fix_rests_on_a_cell_that_an_error_leaves_in_doubt(
        is_seed: bool, slips in proptest::collection::vec((0_usize..10, 0_usize..6, 0_usize..SLIPS.len()), 1..6),
    ) {
        let checked = check(slipped(is_seed, &slips).build(), &Request::default());
        let unsettled: Vec<_> = checked
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error && finding.safe_fixes().next().is_none())
            .collect();
        for fixed in checked.findings.iter().filter(|finding| finding.safe_fixes().next().is_some()) {
            // `missed-but-full` stays beside the score that is corrected; it never stands on an input.
            for doubt in unsettled.iter().flat_map(|finding| finding.doubts.iter()) {
                let is_score = checked.findings.iter().any(|other| other.cell == *doubt && other.safe_fixes().next().is_some());
                prop_assert!(is_score || !fixed.reads.contains(doubt), "{}@{} reads {doubt}", fixed.rule, fixed.cell);
            }
        }
    }
}

#[test]
fn the_oracle_itself_rounds_half_away_from_zero() {
    for (dividend, divisor, whole) in
        [(5, 10, 1), (-5, 10, -1), (4, 10, 0), (15, 10, 2), (-15, 10, -2), (1, 3, 0)]
    {
        assert_eq!(nearest(dividend, divisor), whole, "{dividend} ÷ {divisor}");
    }
}
