use crate::support::{FormBuilder, department, form, told, whole};

const RULE: &str = "group-missing";

/// 90 points without satisfaction, on a sound form.
fn without_satisfaction() -> FormBuilder {
    whole().change("群众满意度", |row| row.levels("效益指标", "经济效益指标").name("节约电费"))
}

#[test]
fn flags_a_group_that_the_form_does_not_have() {
    assert_eq!(
        told(&without_satisfaction(), RULE),
        ["B14 warning | — → — | no fix | 表中没有“满意度指标”的行，本表的评分办法列有这一类"]
    );
}

#[test]
fn flags_a_group_whose_rows_are_blank() {
    let blank = without_satisfaction().indicator(|row| {
        row.levels("满意度指标", "服务对象满意度指标")
            .name("指标1：")
            .target("")
            .actual("")
            .weight("")
            .score("")
    });
    assert_eq!(
        told(&blank, RULE),
        ["B17 warning | — → — | no fix | “满意度指标”各行都没有填写，这一类等于没有指标"]
    );
}

#[test]
fn flags_each_missing_group() {
    let output = whole()
        .change("受益覆盖率", |row| row.levels("产出指标", "数量指标"))
        .change("群众满意度", |row| row.levels("产出指标", "时效指标").name("完成时间"));
    assert_eq!(told(&output, RULE).len(), 2);
}

#[test]
fn passes_satisfaction_wherever_it_stands() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    let level2 =
        |name: &str| whole().change("群众满意度", |row| row.levels("效益指标", name).name("学员评价"));
    assert_eq!(told(&level2("满意度"), RULE), [""; 0]);
    assert_eq!(told(&level2("社会效益指标"), RULE).len(), 1);
    assert_eq!(
        told(&whole().change("群众满意度", |row| row.levels("效益指标", "社会效益指标")), RULE),
        [""; 0]
    );
}

#[test]
fn one_filled_row_is_enough() {
    let one = without_satisfaction()
        .indicator(|row| {
            row.levels("满意度指标", "").name("指标1：").target("").actual("").weight("").score("")
        })
        .indicator(|row| row.levels("满意度指标", "").name("学员满意度").weight("").score(""));
    assert_eq!(told(&one, RULE), [""; 0]);
}

#[test]
fn asks_only_for_what_the_profile_lists() {
    let department = department()
        .indicator(|row| row.levels("投入管理指标", "预算和财务管理").weight("30"))
        .indicator(|row| row.levels("产出指标", "履职目标实现").weight("25"))
        .indicator(|row| row.levels("效益指标", "履职效益").weight("35"))
        .total("100", "90");
    assert_eq!(told(&department, RULE), [""; 0]);
}

#[test]
fn is_silent_where_the_form_may_be_cut_off_or_another_authoritys() {
    let open = form().indicator(|row| row).indicator(|row| row.name("甲"));
    assert_eq!(told(&open, RULE), [""; 0]);
    assert_eq!(told(&without_satisfaction().title("绩效情况表"), RULE), [""; 0]);
    assert_eq!(
        told(&without_satisfaction().indicator(|row| row.levels("", "").name("学员评价")), RULE),
        [""; 0]
    );
}
