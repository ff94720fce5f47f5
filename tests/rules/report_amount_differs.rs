use crate::support::{FormBuilder, told_with, whole};

const RULE: &str = "report-amount-differs";

/// 80 to begin with, 100 to spend, 60 spent.
fn spent() -> FormBuilder {
    whole().fund_cell(0, 1, "80").fund_cell(1, 1, "60").fund_cell(0, 3, "60").fund_cell(0, 5, "60%")
}

#[test]
fn holds_amounts_and_rate_against_the_head() {
    assert_eq!(
        told_with("我单位全年预算数100万元，全年执行数66万元，预算执行率66%。", &spent(), RULE),
        [
            "F6 error | 60 → — | no fix | 报告第 1 段“全年执行数66万元”，表上全年执行数为“60”",
            "H6 error | 60% → — | no fix | 报告第 1 段“预算执行率66%”，表上执行率为“60%”",
        ]
    );
}

#[test]
fn tells_a_rate_that_the_sentences_own_amounts_do_not_give() {
    assert_eq!(
        told_with("2023年预算执行率60%，年初预算80万元，实际支出60万元。", &spent(), RULE),
        [
            "H6 error | 60% → — | no fix | 报告第 1 段“2023年预算执行率60%，年初预算80万元，实际支出60万元”，60 ÷ 80 = 75.00%，不是 60%；表上执行率“60%”是 60 ÷ 100"
        ]
    );
}

#[test]
fn passes_either_budget_and_any_unit() {
    for report in [
        "年初预算80万元，全年预算100万元，实际支出60万元，执行率60%。",
        "全年预算1,000,000元，支出600,000元，执行率60.0%。",
        "部门预算100万元，执行数0.006亿元。",
        "全年预算100.0万元，执行率60%。",
    ] {
        assert_eq!(told_with(report, &spent(), RULE), [""; 0], "{report}");
    }
}

#[test]
fn is_silent_on_parts_plans_and_other_years() {
    for report in [
        "全年预算100万元，其中：基本支出年初预算30万元，执行数29万元，执行率96%。",
        "培训费全年预算20万元，执行数18万元，执行率90%。",
        "我单位全年预算100万元。会议费：预算8万元，执行7万元，执行率87.5%。",
        "2022年全年预算90万元，支出45万元，执行率50%。",
        "下一步，确保预算执行率达到95%。",
        "全年预算100万元，追加预算20万元，预算调整20万元。",
        "截至6月底预算执行率40%。",
        "政府采购预算30万元，支出28万元。",
    ] {
        assert_eq!(told_with(report, &spent(), RULE), [""; 0], "{report}");
    }
}
