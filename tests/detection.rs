//! Which profile a form is taken for, and what is said where several fit.

mod support;

use std::path::Path;

use support::{FormBuilder, form, found, whole};
use ziping::model::{EvaluationForm, Field, Stored};
use ziping::report::{Lang, checked_lines};
use ziping::rules::{CheckedForm, Request, check};
use ziping::value::Points;

/// The form as a unit of this place would hand it in.
fn of_place(builder: &FormBuilder, place: &str) -> EvaluationForm {
    let mut form = builder.build();
    form.unit_name = Some(format!("{place}某县示例中心"));
    form
}

fn detected(form: EvaluationForm) -> CheckedForm {
    check(form, &Request::default())
}

/// `id confirmed`.
fn chosen(form: EvaluationForm) -> String {
    let selection = detected(form).selection;
    let sure = if selection.confirmed { "confirmed" } else { "not confirmed" };
    format!("{} {sure}", selection.profile.id)
}

fn text(checked: CheckedForm, lang: Lang) -> String {
    let lines = checked_lines(Path::new("表.xlsx"), &[checked], lang);
    lines.iter().map(|line| format!("{}\n", line.text)).collect()
}

/// A form whose reverse row missed: 8 of 10 by the ratio, 7.50 by the overrun; the budget is spent to the last.
fn reverse(score: &str) -> FormBuilder {
    whole()
        .fund_cell(0, 3, "100")
        .fund_cell(0, 5, "100%")
        .fund_cell(0, 6, "10")
        .fund_cell(1, 3, "80")
        .fund_cell(1, 5, "100%")
        .fund_cell(2, 3, "20")
        .fund_cell(2, 5, "100%")
        .change("任务完成率", |row| row.weight("40"))
        .indicator(|row| row.name("返工比例").target("≤20%").actual("25%").score(score).reason("雨天"))
}

#[test]
fn the_place_and_the_scores_decide() {
    // 95 % earns 9.5 in proportion and 7 by the steps of Jiangxi.
    let by_steps = whole().fund_cell(0, 6, "7").total("100", "97");
    for (builder, place, expected) in [
        (whole(), "", "national-project confirmed"),
        (whole(), "江西省", "national-project confirmed"),
        (by_steps.clone(), "江西省", "jiangxi confirmed"),
        (by_steps.clone(), "赣州市", "jiangxi confirmed"),
        (by_steps, "", "national-project not confirmed"),
        (whole(), "安徽省", "anhui-project confirmed"),
        (reverse("8"), "山西省", "national-project confirmed"),
        (reverse("7.5"), "山西省", "shanxi confirmed"),
        (whole().title("绩效情况表"), "", "national-project not confirmed"),
    ] {
        assert_eq!(chosen(of_place(&builder, place)), expected, "{place}");
    }
}

#[test]
fn a_layout_of_its_own_decides() {
    let mut twenty = whole().title("某地农田项目自评表").fund_cell(0, 4, "").build();
    assert_eq!(
        chosen(twenty.clone()),
        "national-project not confirmed",
        "no points for the budget are stated"
    );
    let at = twenty.funding[0].name.at;
    twenty.budget_points = Some(Field {
        at,
        text: "得分（20分*执行率）".to_owned(),
        value: Some(Points::new(20.into())),
        stored: Stored::Text,
        is_inferred: false,
    });
    let score = twenty.funding[0].score.as_mut().expect("a budget score");
    score.value = Some(Points::new(19.into()));
    assert_eq!(chosen(twenty), "hubei-project confirmed");
    let cost = form()
        .funding(["年度资金总额", "100", "100", "95", "10", "95%", "9.5"])
        .indicator(|row| {
            row.levels("成本指标", "经济成本指标").name("单位造价控制比例").target("≤95%").actual("90%")
        })
        .indicator(|row| row.weight("30"))
        .indicator(|row| row.levels("效益指标", "社会效益指标").name("受益覆盖率").weight("25"))
        .indicator(|row| row.levels("满意度指标", "服务对象满意度指标").name("群众满意度").weight("5"))
        .total("80", "79.5");
    for (year, expected) in [(2023, "henan-project-2024 confirmed"), (2022, "national-project confirmed")] {
        let mut form = of_place(&cost, "郑州市");
        form.fiscal_year = Some(year);
        assert_eq!(chosen(form), expected, "{year}");
    }
}

#[test]
fn where_two_fit_and_disagree_both_results_stand_and_nothing_is_fixed() {
    let row = detected(of_place(&reverse("5"), "山西省"));
    assert_eq!(
        found(&row, "score-disagrees"),
        [
            "H17 error | 5 → 7.50 / 8 | no fix | 填写为 5，反向指标未达标怎么得分，评分办法没有定（参数 reverse）：按超出比例扣减 7.50，按目标÷实际 8"
        ]
    );
    let head = detected(of_place(&whole().fund_cell(0, 6, "8"), "江西省"));
    assert_eq!(
        found(&head, "execution-score-disagrees"),
        [
            "I6 error | 8 → 7 / 9.50 | no fix | 填写为 8，评分办法不能确定（参数 execution_curve）：按“项目支出绩效自评表（江西）”应为 7 = 10 × 70%（执行率 95% 达到 80% 一档），按“项目支出绩效自评表（全国通用）”应为 9.50 = 10 × 95%"
        ]
    );
    // Where they agree, they are as good as one.
    let agreed = detected(of_place(&whole().change("受益覆盖率", |row| row.score("29")), "山西省"));
    assert!(found(&agreed, "score-disagrees")[0].contains("| safe H15=30 |"), "{:?}", agreed.findings);
}

#[test]
fn blanks_that_two_profiles_fill_differently_stay_blank() {
    let row = detected(of_place(&reverse(""), "山西省"));
    assert!(row.findings.iter().all(|finding| finding.cell.to_string() != "H17"), "{:?}", row.findings);
    assert!(row.not_checked.iter().any(|entry| entry.cell.to_string() == "H17"));
    let head = detected(of_place(&whole().fund_cell(0, 6, "").total("100", ""), "江西省"));
    assert!(head.not_checked.iter().any(|entry| entry.why.zh == "适用的评分办法不能确定"));
}

#[test]
fn the_report_says_why_one_was_taken() {
    let by_steps = whole().fund_cell(0, 6, "7").total("100", "97");
    for (form, says) in [
        (
            of_place(&by_steps, "江西省"),
            "候选：jiangxi 可解释 4/4、不符 0；national-project 可解释 3/4、不符 1。jiangxi 解释得最多",
        ),
        (
            of_place(&by_steps, ""),
            "表上没有写明属于 jiangxi 的地区，暂按 national-project；确属该地的，请用 --profile jiangxi",
        ),
        (
            of_place(&whole(), "安徽省"),
            "national-project 解释得一样多，取表上写明地区的 anhui-project；结果不同的格子并列给出，不自动更正",
        ),
        (
            whole().fund_cell(0, 4, "9").build(),
            "没有哪种评分办法的版式与本表相符：national-project（本表预算执行率为 9 分，该办法为 10 分）",
        ),
    ] {
        let told = text(detected(form), Lang::Zh);
        assert!(told.contains(says), "{says}\n{told}");
    }
    let plain = text(detected(whole().build()), Lang::Zh);
    assert!(!plain.contains("候选"), "{plain}");
    let english = text(detected(of_place(&by_steps, "")), Lang::En);
    assert!(
        english.contains("so national-project is taken; if it is from there, use --profile jiangxi"),
        "{english}"
    );
}
