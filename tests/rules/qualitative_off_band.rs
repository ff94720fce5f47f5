use crate::support::{FormBuilder, form, found, told, told_under, under};
use ziping::model::HeaderEntry;

const RULE: &str = "qualitative-off-band";

/// A row in words of 10 points beside two sound ones.
fn row(actual: &str, score: &str) -> FormBuilder {
    form()
        .indicator(|row| row.name("保障水平").target("明显提高").actual(actual).score(score))
        .indicator(|row| row.name("甲"))
        .indicator(|row| row.name("乙"))
}

#[test]
fn flags_a_score_outside_the_tier_that_the_words_name() {
    assert_eq!(
        told(&row("部分达成年度指标并具有一定效果", "9"), RULE),
        [
            "H14 error | 9 → 6–8 | no fix | 完成值为“部分达成年度指标并具有一定效果”，这一档应得 6–8 分（不含上限），填写为 9"
        ]
    );
    assert_eq!(
        told(&row("未达成年度指标且效果较差", "6"), RULE),
        [
            "H14 error | 6 → 0–6 | no fix | 完成值为“未达成年度指标且效果较差”，这一档应得 0–6 分（不含上限），填写为 6"
        ]
    );
}

#[test]
fn passes_every_score_of_the_tier_its_bounds_included() {
    for (actual, score) in [
        ("达成年度指标", "10"),
        ("达成年度指标", "8"),
        ("部分达成年度指标并具有一定效果", "6"),
        ("部分达成年度指标并具有一定效果", "7.99"),
        ("未达成年度指标且效果较差", "0"),
    ] {
        assert_eq!(told(&row(actual, score), RULE), [""; 0], "{actual} {score}");
    }
    assert_eq!(told(&row("达成年度指标", "7.99"), RULE).len(), 1);
}

#[test]
fn takes_the_bounds_of_the_profile_of_the_notes_and_of_the_year() {
    let half = row("部分达成年度指标并具有一定效果", "5.5");
    assert_eq!(told(&half, RULE).len(), 1);
    assert_eq!(told_under("hubei-project", &half, RULE), [""; 0]);
    let mut old = half.build();
    old.fiscal_year = Some(2019);
    assert_eq!(found(&under("national-project", &old), RULE), [""; 0]);
    old.fiscal_year = Some(2020);
    assert_eq!(found(&under("national-project", &old), RULE).len(), 1);
    let text = "定性指标分为三档，分别按100%-80%（含）、80%-50%（含）、50%-0%确定得分。".to_owned();
    old.notes.push(HeaderEntry { label: "注".to_owned(), at: old.title.at, text });
    assert_eq!(found(&under("national-project", &old), RULE), [""; 0]);
}

#[test]
fn is_silent_where_the_words_name_no_tier_or_arithmetic_applies() {
    assert_eq!(told(&row("有所提高", "5"), RULE), [""; 0]);
    assert_eq!(told(&row("明显提高", "5"), RULE), [""; 0]);
    let numbers = row("达成年度指标", "5").change("保障水平", |row| row.target("≥90%").actual("95%"));
    assert_eq!(told(&numbers, RULE), [""; 0]);
}

#[test]
fn only_warns_where_the_profile_is_not_confirmed() {
    let found = told(&row("部分达成年度指标并具有一定效果", "9").title("绩效情况表"), RULE);
    assert!(found[0].starts_with("H14 warning"), "{found:?}");
}
