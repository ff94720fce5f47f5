use crate::support::{FormBuilder, told_with, whole};

const RULE: &str = "report-name-differs";

fn form() -> FormBuilder {
    whole().change("任务完成率", |row| row.name("总体各项工作完成率"))
}

#[test]
fn tells_a_name_that_plainly_means_another() {
    assert_eq!(
        told_with("总体工作完成率50分，自评得分50分。", &form(), RULE),
        [
            "D14 info | 总体各项工作完成率 → — | no fix | 报告第 1 段“总体工作完成率50分”，写作“总体工作完成率”，表上为“总体各项工作完成率”"
        ]
    );
}

#[test]
fn tells_names_in_a_list_of_their_level() {
    assert_eq!(
        told_with("产出指标设置“质量指标”一个二级指标、总体工作完成率等1项三级指标。", &form(), RULE).len(),
        1
    );
}

#[test]
fn passes_the_same_name_in_another_dress() {
    let report = "（1）“总体各项工作完成率”指标值≥90%，实际完成95%，得50分。\n一级指标效益指标：总分30分。\n\
                  总体各项工作完成率情况：得分50分。";
    assert_eq!(told_with(report, &form(), RULE), [""; 0]);
}

#[test]
fn is_silent_on_another_thing() {
    for report in [
        "总体工作完成率30分，自评得分20分。",
        "绿化完成率50分，自评得分50分。",
        "总体各项工作完成率得50分。总体工作完成率50分。",
    ] {
        assert_eq!(told_with(report, &form(), RULE), [""; 0], "{report}");
    }
}
