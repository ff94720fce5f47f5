use crate::support::{FormBuilder, form, told};

const RULE: &str = "indicator-repeated";

/// 受益群众人数 under 产出 and a second row.
fn rows(level1: &str, level2: &str, name: &str, target: &str) -> FormBuilder {
    form()
        .indicator(|row| {
            row.levels("产出指标", "数量指标").name("受益群众人数").target("≥500人").actual("520人")
        })
        .indicator(|row| row.levels(level1, level2).name(name).target(target).actual("520人"))
}

#[test]
fn warns_of_one_indicator_under_two_groups() {
    assert_eq!(
        told(&rows("效益指标", "社会效益指标", "指标1： 受益群众“人数”", "≥600人"), RULE),
        [
            "D15 warning | 指标1： 受益群众“人数” → — | no fix | 与 D14 的指标同名，一个在“产出指标”，一个在“效益指标”"
        ]
    );
}

#[test]
fn warns_of_it_twice_in_one_group_only_with_the_same_target() {
    assert_eq!(
        told(&rows("产出指标", "数量指标", "受益群众人数", "≥500人"), RULE),
        ["D15 warning | 受益群众人数 → — | no fix | 与 D14 的指标同名，指标值同为“≥500人”"]
    );
    assert_eq!(told(&rows("产出指标", "数量指标", "受益群众人数", "≥600人"), RULE), [""; 0]);
}

#[test]
fn takes_a_group_for_the_same_whether_its_points_are_printed_or_not() {
    assert_eq!(told(&rows("产出指标（50分）", "数量指标", "受益群众人数", "≥600人"), RULE), [""; 0]);
}

#[test]
fn passes_other_names_and_other_headings_of_one_group() {
    for (level1, level2, name) in
        [("效益指标", "社会效益指标", "受益群众户数"), ("产出指标", "质量指标", "受益群众人数")]
    {
        assert_eq!(told(&rows(level1, level2, name, "≥500人"), RULE), [""; 0], "{level2} {name}");
    }
}

#[test]
fn is_silent_about_names_that_say_little() {
    for name in ["完成率", "指标1", "……", "无", "工作完成"] {
        let twice =
            form().indicator(|row| row.name(name)).indicator(|row| row.levels("效益指标", "").name(name));
        assert_eq!(told(&twice, RULE), [""; 0], "{name}");
    }
}
