use crate::support::{FormBuilder, form, skipped, told, whole};

const RULE: &str = "grade-disagrees";

/// Indicators of 90 points in all, so that the total may stand at 90 as well as at 99.50.
fn graded(grade: &str) -> FormBuilder {
    whole().grade(grade)
}

/// The budget score and the satisfaction row lowered to a total of `90 − lost`; a person judges that row.
fn totalling(total: &str, satisfaction: &str, grade: &str) -> FormBuilder {
    whole()
        .fund_cell(0, 3, "50")
        .fund_cell(1, 3, "31")
        .fund_cell(0, 5, "50%")
        .fund_cell(0, 6, "5")
        .change("群众满意度", |row| {
            row.target("满意").actual("较好").score(satisfaction).reason("部分对象有意见")
        })
        .total("100", total)
        .grade(grade)
}

#[test]
fn flags_a_grade_that_the_total_does_not_earn() {
    assert_eq!(
        told(&graded("良"), RULE),
        ["B18 error | 良 → 优 | safe B18=优 | 总分 99.50 对应的等级为“优”，填写为“良”"]
    );
}

#[test]
fn flags_a_grade_too_good() {
    assert_eq!(
        told(&totalling("89.99", "4.99", "优"), RULE),
        ["B18 error | 优 → 良 | safe B18=良 | 总分 89.99 对应的等级为“良”，填写为“优”"]
    );
}

#[test]
fn passes_the_grade_in_every_way_it_is_written() {
    for grade in ["优", "优秀", " 优 ", "优等"] {
        assert_eq!(told(&graded(grade), RULE), [""; 0], "{grade}");
    }
}

#[test]
fn gives_exactly_90_the_better_grade() {
    assert_eq!(told(&totalling("90", "5", "优"), RULE), [""; 0]);
    assert_eq!(told(&totalling("89.99", "4.99", "良"), RULE), [""; 0]);
}

#[test]
fn follows_the_total_at_its_corrected_value() {
    let slip = whole().total("100", "89.5");
    assert_eq!(told(&slip.clone().grade("优"), RULE), [""; 0]);
    assert!(told(&slip.grade("良"), RULE)[0].contains("| 良 → 优 | safe B18=优 |"));
}

#[test]
fn only_warns_and_proposes_where_the_profile_is_not_confirmed() {
    assert!(
        told(&graded("良").title("绩效情况表"), RULE)[0].starts_with("B18 warning | 良 → 优 | review B18=优")
    );
}

#[test]
fn leaves_other_words_unjudged_and_says_so() {
    assert_eq!(told(&graded("A"), RULE), [""; 0]);
    assert_eq!(skipped(&graded("A"), "B18"), ["等级: 写法不在优、良、中、差之中"]);
    assert_eq!(told(&graded("—"), RULE), [""; 0]);
}

#[test]
fn leaves_the_grade_of_another_scale_to_a_person() {
    let out_of_90 = form()
        .indicator(|row| row.weight("50"))
        .indicator(|row| row.levels("效益指标", "社会效益指标").name("受益覆盖率").weight("40").score("39.8"))
        .total("90", "89.8")
        .grade("优");
    assert_eq!(told(&out_of_90, RULE), [""; 0]);
    assert!(skipped(&out_of_90, "B17")[0].contains("满分是 90"), "{:?}", skipped(&out_of_90, "B17"));
}
