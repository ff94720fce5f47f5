use crate::support::{FormBuilder, form, told};

const RULE: &str = "direction-suspect";

fn row(level2: &str, name: &str, target: &str) -> FormBuilder {
    form().indicator(|row| row.levels("产出指标", level2).name(name).target(target).actual(""))
}

#[test]
fn warns_of_a_cost_that_is_to_be_high() {
    assert_eq!(
        told(&row("成本指标", "设备购置成本", "≥17.4万元"), RULE),
        ["E14 warning | ≥17.4万元 → — | no fix | 指标值为“≥17.4万元”，成本通常应为“≤”，不是“≥”"]
    );
}

#[test]
fn warns_of_a_satisfaction_that_is_to_be_low() {
    assert_eq!(
        told(&row("服务对象满意度指标", "群众满意度", "≤90%"), RULE),
        ["E14 warning | ≤90% → — | no fix | 指标值为“≤90%”，越高越好的比率通常应为“≥”，不是“≤”"]
    );
}

#[test]
fn warns_of_other_clear_cases() {
    for (level2, name, target) in [
        ("成本指标", "项目总额", "≥20万元"),
        ("数量指标", "管道造价", "≥9.5万元/公里"),
        ("质量指标", "安全事故发生数", "≥1起"),
        ("社会效益指标", "有效投诉率", "≥5%"),
        ("预算管理", "预算调整率", "≥30%"),
        ("质量指标", "验收合格率", "＜95%"),
    ] {
        assert_eq!(told(&row(level2, name, target), RULE).len(), 1, "{name} {target}");
    }
}

#[test]
fn passes_what_may_well_be_meant() {
    for (level2, name, target) in [
        ("成本指标", "设备购置成本", "≤17.4万元"),
        ("成本指标", "成本节约率", "≥5%"),
        ("成本指标", "节约成本", "≥5万元"),
        ("成本指标", "生均公用经费", "≥650元/人"),
        ("成本指标", "补助标准", "≥300元"),
        ("质量指标", "投诉办结率", "≥95%"),
        ("质量指标", "投诉满意率", "≥95%"),
        ("数量指标", "事故演练次数", "≥2次"),
        ("社会效益指标", "降低事故发生率", "≥5%"),
        ("质量指标", "控制结转结余率", "≥5%"),
        ("质量指标", "故障修复及时率", "≥95%"),
        ("质量指标", "不合格率", "≤5%"),
        ("预算管理", "预算完成率", "≤100%"),
        ("数量指标", "建设村庄数量", "≤4"),
    ] {
        assert_eq!(told(&row(level2, name, target), RULE), [""; 0], "{name} {target}");
    }
}

#[test]
fn is_silent_without_a_sign() {
    for (level2, name, target) in [
        ("成本指标", "设备购置成本", "17.4万元"),
        ("成本指标", "设备购置成本", ""),
        ("成本指标", "设备购置成本", "=17.4万元"),
    ] {
        assert_eq!(told(&row(level2, name, target), RULE), [""; 0], "{name} {target}");
    }
}
