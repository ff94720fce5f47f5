use crate::support::{FormBuilder, form, told};

const RULE: &str = "indicator-misfiled";

fn row(level2: &str, name: &str, target: &str) -> FormBuilder {
    form().indicator(|row| row.levels("产出指标", level2).name(name).target(target))
}

#[test]
fn warns_of_spending_among_quantities() {
    assert_eq!(
        told(&row("数量指标", "指标1：资金支付率", "100%"), RULE),
        [
            "D14 warning | 指标1：资金支付率 → — | no fix | “资金支付率”列在“数量指标”下，内容属于预算执行或时效"
        ]
    );
    assert_eq!(told(&row("质量 指标", "预算执行率", "100%"), RULE).len(), 1);
}

#[test]
fn warns_of_satisfaction_among_costs_and_of_counts_among_satisfaction() {
    assert_eq!(
        told(&row("成本指标", "群众满意度", "≥90%"), RULE),
        ["D14 warning | 群众满意度 → — | no fix | “群众满意度”列在“成本指标”下，内容属于满意度指标"]
    );
    assert_eq!(
        told(&row("服务对象满意度指标", "培训人数", "≥100人"), RULE),
        [
            "D14 warning | 培训人数 → — | no fix | “培训人数”列在“服务对象满意度指标”下，内容属于产出指标的数量指标"
        ]
    );
}

#[test]
fn passes_what_may_stand_there() {
    for (level2, name, target) in [
        ("时效指标", "资金支付率", "100%"),
        ("质量指标", "资金支付合规率", "100%"),
        ("数量指标", "满意度调查次数", "≥2次"),
        ("数量指标", "资金拨付次数", "≥2次"),
        ("质量指标", "学员满意度", "≥90%"),
        ("服务对象满意度指标", "有效投诉次数", "≤2次"),
        ("服务对象满意度指标", "群众满意度", "≥90%"),
        ("预算和财务管理", "预算执行率", "≥90%"),
    ] {
        assert_eq!(told(&row(level2, name, target), RULE), [""; 0], "{level2} {name}");
    }
}

#[test]
fn is_silent_about_rows_left_blank() {
    let blank = form().indicator(|row| {
        row.levels("产出指标", "数量指标").name("资金支付率").target("").actual("").weight("").score("")
    });
    assert_eq!(told(&blank, RULE), [""; 0]);
}
