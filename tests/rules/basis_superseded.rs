use ziping::model::HeaderEntry;
use ziping::rules::{Request, check};

use crate::support::{found, reported, told_with, whole};

const RULE: &str = "basis-superseded";

const CITED: &str = "根据（财预〔2011〕285号）文件确定的方法开展评价。";

#[test]
fn warns_of_the_old_number_in_a_report_of_a_later_year() {
    assert_eq!(
        told_with(&format!("2022年度自评报告\n{CITED}"), &whole(), RULE),
        [
            "A1 warning | 财预〔2011〕285号 → — | no fix | 报告第 2 段“财预〔2011〕285号”，评价年度为 2022 年，所引文件疑似已废止，请核对"
        ]
    );
}

#[test]
fn warns_of_it_on_the_form_itself() {
    let mut form = whole().build();
    form.fiscal_year = Some(2021);
    let at = "B20".parse().expect("an address");
    form.notes.push(HeaderEntry { label: String::new(), at, text: CITED.to_owned() });
    assert_eq!(
        found(&check(form, &Request::default()), RULE),
        [
            "B20 warning | 财预〔2011〕285号 → — | no fix | 表上引用“财预〔2011〕285号”，评价年度为 2021 年，疑似已废止，请核对"
        ]
    );
}

#[test]
fn passes_the_year_before_and_other_documents() {
    assert_eq!(told_with(&format!("2020年度自评报告\n{CITED}"), &whole(), RULE), [""; 0]);
    assert_eq!(told_with("2022年度自评报告\n依据某政办〔2021〕285号文件。", &whole(), RULE), [""; 0]);
}

#[test]
fn is_silent_without_a_year_and_says_so() {
    let checked = reported(CITED, &whole());
    assert_eq!(found(&checked, RULE), [""; 0]);
    assert_eq!(checked.not_checked[0].why.zh, "评价年度不明");
}
