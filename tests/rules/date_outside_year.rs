use crate::support::{FormBuilder, form, skipped, told};

const RULE: &str = "date-outside-year";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().fiscal_year(2023).indicator(|row| row.target(target).actual(actual))
}

#[test]
fn warns_of_a_date_before_the_year() {
    assert_eq!(
        told(&row("2023年11月30日前", "2022年11月18日"), RULE),
        [
            "F14 warning | 2022年11月18日 → — | no fix | 时间填写为“2022年11月18日”，2022 年早于评价年度 2023 年"
        ]
    );
    assert_eq!(told(&row("2022年11月30日前", "11月18日"), RULE).len(), 1);
}

#[test]
fn warns_of_a_date_in_the_next_year_only_past_its_deadline() {
    assert_eq!(
        told(&row("2023年11月30日前", "2024年1月5日"), RULE),
        ["F14 warning | 2024年1月5日 → — | no fix | 时间填写为“2024年1月5日”，2024 年晚于评价年度 2023 年"]
    );
    assert_eq!(told(&row("2024年3月31日前", "2024年1月5日"), RULE), [""; 0]);
    assert_eq!(told(&row("2025年12月前", "2023年12月"), RULE).len(), 1);
}

#[test]
fn passes_dates_of_the_year_and_dates_without_a_year() {
    for (target, actual) in [
        ("2023年1月1日前", "2023年1月1日"),
        ("2023年12月31日前", "2023年12月31日"),
        ("7月31日前", "8月5日"),
        ("≥90%", "95%"),
    ] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn says_so_where_the_form_states_no_year() {
    let form = form().indicator(|row| row.target("7月31日前").actual("2022年7月5日"));
    assert_eq!(told(&form, RULE), [""; 0]);
    assert_eq!(skipped(&form, "F14"), ["时间是否在评价年度: 表上没有评价年度"]);
}
