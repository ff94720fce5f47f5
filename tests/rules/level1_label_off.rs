use crate::support::{FormBuilder, detected, form, roots, told, told_under, whole};

const RULE: &str = "level1-label-off";

/// A sound form of 100 points with these level-1 labels: 50, 30 and 10 points.
fn labels(output: &str, benefit: &str) -> FormBuilder {
    whole()
        .change("任务完成率", |row| row.levels(output, "数量指标"))
        .change("受益覆盖率", |row| row.levels(benefit, "社会效益指标"))
}

#[test]
fn flags_a_label_that_differs_from_its_rows_on_a_form_of_100_points() {
    let off = labels("产出指标（40分）", "效益指标（30）");
    assert_eq!(
        told(&off, RULE),
        ["B14 error | 40 → 50 | no fix | “产出指标”标注 40 分，其下 1 行分值合计 50，标注少 10"]
    );
    assert_eq!(roots(&detected(&off)), ["level1-label-off@B14"]);
}

#[test]
fn flags_a_label_without_brackets() {
    assert_eq!(told(&labels("产出指标50分", "效益指标20分"), RULE).len(), 1);
}

#[test]
fn flags_a_label_where_nobody_can_say_whether_the_weights_are_whole() {
    let open = form()
        .indicator(|row| row.levels("产出指标（50分）", "数量指标").weight("25"))
        .indicator(|row| row.levels("产出指标（50分）", "质量指标").weight("26"))
        .indicator(|row| row.levels("效益指标（30分）", "社会效益指标").weight("20"));
    assert_eq!(
        told(&open, RULE),
        ["B14 error | 50 → 51 | no fix | “产出指标”标注 50 分，其下 2 行分值合计 51，标注少 1"]
    );
}

#[test]
fn flags_a_level_2_label_unless_it_repeats_its_level_1() {
    let level2 = whole().change("任务完成率", |row| row.levels("产出指标", "数量指标（20分）"));
    assert_eq!(
        told(&level2, RULE),
        ["C14 error | 20 → 50 | no fix | “数量指标”标注 20 分，其下 1 行分值合计 50，标注少 30"]
    );
    let both = whole().change("任务完成率", |row| row.levels("产出指标（20分）", "产出指标（20分）"));
    assert_eq!(told(&both, RULE).len(), 1);
}

#[test]
fn leaves_weights_that_do_not_make_100_to_the_rows() {
    let off = labels("产出指标（50分）", "效益指标（30）").change("任务完成率", |row| row.weight("51"));
    assert_eq!(told(&off, RULE), [""; 0]);
    assert_eq!(told(&off, "weights-off-level1").len(), 1);
}

/// `henan-project-2024` has 30 points off the form and the budget's beside the other 70.
#[test]
fn flags_a_label_where_the_profile_leaves_points_off_the_form() {
    let off = labels("产出指标（40分）", "效益指标")
        .change("任务完成率", |row| row.weight("30"))
        .change("受益覆盖率", |row| row.weight("25"))
        .change("群众满意度", |row| row.weight("5"))
        .indicator(|row| row.levels("成本指标", "经济成本指标").name("单位造价"))
        .total("80", "79.5");
    assert_eq!(
        told_under("henan-project-2024", &off, RULE),
        ["B14 error | 40 → 30 | no fix | “产出指标”标注 40 分，其下 1 行分值合计 30，标注多 10"]
    );
    assert_eq!(told_under("henan-project-2024", &off, "weights-off-level1"), [""; 0]);
    let rows = off.change("任务完成率", |row| row.weight("31"));
    assert_eq!(told_under("henan-project-2024", &rows, RULE), [""; 0]);
    assert_eq!(told_under("henan-project-2024", &rows, "weights-off-level1").len(), 1);
}

#[test]
fn passes_labels_that_agree_to_the_hundredth() {
    assert_eq!(told(&labels("产出指标（50分）", "效益指标（30.00分）"), RULE), [""; 0]);
    assert_eq!(told(&labels("产出指标（50.01分）", "效益指标"), RULE).len(), 1);
}

#[test]
fn is_silent_where_a_label_prints_no_points_or_a_weight_cannot_be_read() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&labels("产出指标（30-50分）", "效益指标（必填）"), RULE), [""; 0]);
    let unread = labels("产出指标（40分）", "效益指标").change("任务完成率", |row| row.weight("五十"));
    assert_eq!(told(&unread, RULE), [""; 0]);
}
