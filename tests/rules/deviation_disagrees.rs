use crate::support::{FormBuilder, department, skipped, told, told_under, whole};

const RULE: &str = "deviation-disagrees";

/// A row of the department form beside two sound ones, scored so that the profile holds.
fn row(target: &str, actual: &str, score: &str, deviation: &str) -> FormBuilder {
    let others = department().indicator(|row| row.name("甲")).indicator(|row| row.name("乙"));
    others.indicator(|row| row.target(target).actual(actual).score(score).deviation(deviation))
}

#[test]
fn flags_a_missed_target_without_its_shortfall() {
    assert_eq!(
        told(&row("≥90%", "80%", "8.89", "0.00%"), RULE),
        [
            "I16 error | 0.00% → -11.11% | safe I16=-11.11% | 偏差度应为 -11.11% =（80% − 90%）÷ 90%，填写为 0.00%"
        ]
    );
}

#[test]
fn flags_a_met_target_with_a_deviation() {
    assert_eq!(
        told(&row("≥90%", "95%", "10", "5.56%"), RULE),
        ["I16 error | 5.56% → 0.00% | safe I16=0.00% | 偏差度应为 0.00%，填写为 5.56%"]
    );
}

#[test]
fn only_proposes_nothing_off_where_a_percentage_stands_for_a_word() {
    assert!(
        told(&row("良好", "100%", "10", "-5.00%"), RULE)[0].contains("| -5.00% → 0.00% | review I16=0.00% |")
    );
}

#[test]
fn passes_the_shortfall_in_every_way_it_is_written() {
    for deviation in ["-11.11%", "-11.1%", "-11%", "-11.11", "-0.1111", "－11.11％"] {
        assert_eq!(told(&row("≥90%", "80%", "8.89", deviation), RULE), [""; 0], "{deviation}");
    }
    assert_eq!(told(&row("≥90%", "95%", "10", "0"), RULE), [""; 0]);
}

#[test]
fn puts_the_boundary_at_the_target_itself() {
    assert_eq!(told(&row("≥90%", "90%", "10", "0.00%"), RULE), [""; 0]);
    assert_eq!(told(&row("≥90%", "89.9%", "9.99", "0.00%"), RULE).len(), 1);
}

#[test]
fn takes_a_slip_within_the_tolerance_for_an_info_and_fixes_nothing() {
    let lines = told(&row("≥90%", "80%", "8.89", "-11.15%"), RULE);
    assert!(lines[0].starts_with("I16 info | -11.15% → -11.11% | no fix |"), "{}", lines[0]);
}

#[test]
fn shows_both_signs_and_fixes_nothing_on_a_missed_reverse_target() {
    assert_eq!(
        told(&row("≤20%", "25%", "8", "0.00%"), RULE),
        [
            "I16 error | 0.00% → -25.00% / 25.00% | no fix | 填写为 0.00%，反向指标未达标，本表偏差度的正负号未定：-25.00% 或 25.00%"
        ]
    );
    for deviation in ["-25.00%", "25.00%"] {
        let either = row("≤20%", "25%", "8", deviation);
        assert_eq!(told(&either, RULE), [""; 0], "{deviation}");
        assert_eq!(
            skipped(&either, "I16"),
            ["偏差度: 反向指标未达标，本表偏差度的正负号未定：-25.00% 或 25.00%"]
        );
    }
}

#[test]
fn leaves_what_cannot_be_subtracted_unjudged_and_says_so() {
    let words = row("良好", "较好", "9", "0.00%");
    assert_eq!(told(&words, RULE), [""; 0]);
    assert_eq!(skipped(&words, "I16"), ["偏差度: 指标值与完成值不能相减"]);
}

#[test]
fn is_silent_on_a_form_without_the_column() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}

#[test]
fn counts_as_the_profile_defines_it() {
    let own = |deviation: &str| {
        let mut found = told_under("chongqing-department", &row("≥90%", "81%", "9", deviation), RULE);
        found.retain(|line| line.starts_with("I16"));
        found
    };
    assert_eq!(own("80%"), ["I16 error | 80% → 90% | safe I16=90% | 偏差度应为 90% = 9 ÷ 10，填写为 80%"]);
    assert_eq!(own("90%"), [""; 0]);
}
