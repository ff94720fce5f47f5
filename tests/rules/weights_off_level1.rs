use crate::support::{FormBuilder, department, form, told, whole};

const RULE: &str = "weights-off-level1";

fn groups(invested: &str, output: &str, benefit: &str) -> FormBuilder {
    department()
        .indicator(|row| row.levels("投入管理指标", "预算和财务管理").weight(invested))
        .indicator(|row| row.levels("产出指标", "履职目标实现").weight(output))
        .indicator(|row| row.levels("效益指标", "满意度").weight(benefit))
}

#[test]
fn flags_a_group_off_the_points_in_its_own_label() {
    let labelled = form()
        .indicator(|row| row.levels("产出指标\n（50分）", "数量指标").weight("25"))
        .indicator(|row| row.levels("产出指标\n（50分）", "质量指标").weight("26"))
        .indicator(|row| row.levels("效益指标（30分）", "社会效益指标").weight("30"))
        .total("100", "81");
    assert_eq!(
        told(&labelled, RULE),
        ["B14 error | 51 → 50 | no fix | “产出指标”各行分值合计 51，标注的分值 50，多 1"]
    );
}

#[test]
fn flags_a_group_off_the_points_that_the_profile_binds_it_to() {
    assert_eq!(
        told(&groups("28", "25", "35").total("100", "98"), RULE),
        ["B14 error | 28 → 30 | no fix | “投入管理指标”各行分值合计 28，本表规定的分值 30，少 2"]
    );
}

#[test]
fn passes_groups_with_the_points_they_should_have() {
    assert_eq!(told(&groups("30", "25", "35").total("100", "100"), RULE), [""; 0]);
    assert_eq!(told(&form().indicator(|row| row.levels("产出指标（10）", "")).total("", ""), RULE), [""; 0]);
}

#[test]
fn passes_another_split_where_the_profile_only_names_the_usual_one() {
    let split = whole()
        .change("任务完成率", |row| row.weight("40"))
        .change("受益覆盖率", |row| row.weight("40"));
    assert_eq!(told(&split, RULE), [""; 0]);
}

#[test]
fn expects_nothing_of_the_last_group_of_a_form_that_may_be_cut_off() {
    assert_eq!(told(&groups("30", "25", "20"), RULE), [""; 0]);
    assert_eq!(
        told(&groups("30", "25", "20").total("85", "85"), RULE),
        ["B16 error | 20 → 35 | no fix | “效益指标”各行分值合计 20，本表规定的分值 35，少 15"]
    );
}

#[test]
fn leaves_a_label_to_its_own_rule_where_the_weights_are_whole_or_nobody_can_say() {
    let off = whole().change("任务完成率", |row| row.levels("产出指标（40分）", "数量指标"));
    assert_eq!(told(&off, RULE), [""; 0]);
    let open = form()
        .indicator(|row| row.levels("产出指标（50分）", "数量指标").weight("51"))
        .indicator(|row| row.levels("效益指标（30分）", "社会效益指标").weight("30"));
    assert_eq!(told(&open, RULE), [""; 0]);
}
