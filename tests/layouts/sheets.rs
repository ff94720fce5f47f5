//! Several forms on a sheet, several sheets, and texts that are none.

use crate::canvas::{Canvas, Page, Trials, check};
use crate::families::{all, national, tianjin, zhengzhou};
use crate::hubei::hubei;
use crate::layout::{Closing, Layout};
use crate::southwest::{chongqing, sichuan};

#[test]
fn forms_below_one_another_with_titles() {
    for gap in [0, 1, 4] {
        let page = national().page().above(&zhengzhou().page(), gap).above(&sichuan().page(), gap);
        page.check();
        hubei().page().above(&chongqing().page(), gap).check();
        tianjin().page().above(&tianjin().page(), gap).check();
    }
}

#[test]
fn forms_below_one_another_without_titles() {
    for gap in [0, 1, 4] {
        let plain = Layout { title: None, subtitle: None, year: None, ..national() };
        national().page().above(&plain.page(), gap).above(&plain.page(), gap).check();
    }
}

/// Every form of one family behind every other one.
#[test]
fn any_form_may_follow_any_other() {
    let mut failed = Vec::new();
    let forms: Vec<Layout> = all().into_iter().filter(|form| form.page().faults().is_empty()).collect();
    for first in &forms {
        for second in &forms {
            if let Some(fault) = first.page().above(&second.page(), 2).faults().into_iter().next() {
                failed.push(format!("{} before {}: {fault}", first.family, second.family));
            }
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), forms.len() * forms.len(), failed.join("\n"));
}

#[test]
fn forms_on_several_sheets_and_on_a_hidden_one() {
    check(&[
        national().page().named("项目一"),
        sichuan().page().named("旧表").hidden(),
        Page::new(Canvas::default(), Vec::new()).named("Sheet2"),
        zhengzhou().page().shifted(39, 5).named("部门"),
    ]);
}

fn instructions() -> Page {
    let mut canvas = Canvas::default();
    for (row, text) in (0..).zip([
        "填报说明",
        "1.年度指标值：填写年初批复的指标值，不得随意调整。",
        "2.实际完成值：填写截至年底的完成值；分值、得分保留两位小数。",
        "3.三级指标得分不超过分值，偏差原因分析及改进措施必须填写。",
        "4.全年预算数、全年执行数以万元为单位，执行率=全年执行数/全年预算数。",
        "一级指标",
        "得分",
        "项目支出绩效自评表应于3月底前报送。",
    ]) {
        canvas.put((row, 0), text);
    }
    for (col, text) in (0..).zip(["事项", "填写要求", "举例"]) {
        canvas.put((10, col), text);
    }
    for (col, text) in (0..).zip(["年度指标值", "与目标表一致", "≥95%"]) {
        canvas.put((11, col), text);
    }
    for (col, text) in (0..).zip(["得分", "不超过分值", "9.5"]) {
        canvas.put((12, col), text);
    }
    Page::new(canvas, Vec::new()).named("填报说明")
}

#[test]
fn filling_instructions_in_front_are_no_form() {
    check(&[instructions(), national().page()]);
}

#[test]
fn a_payroll_and_a_budget_beside_the_form_are_no_forms() {
    let table = |name: &str, rows: &[&[&str]]| {
        let mut canvas = Canvas::default();
        for (row, texts) in (0..).zip(rows) {
            for (col, text) in (0..).zip(*texts) {
                canvas.put((row, col), text);
            }
        }
        Page::new(canvas, Vec::new()).named(name)
    };
    check(&[
        table("工资", &[&["6月工资表"], &["姓名", "单位", "实发"], &["甲", "一科", "5000"]]),
        national().page(),
        table(
            "预算",
            &[&["部门收支预算总表"], &["项目", "年初预算数", "全年预算数"], &["基本支出", "60", "58"]],
        ),
    ]);
}

/// Contact lines and dates of filling stand between the forms.
#[test]
fn closing_lines_belong_to_the_form_above() {
    let mut first = national();
    first.closing.push(Closing::Line("单位负责人", "×××"));
    first.closing.push(Closing::Note("填报日期：2024年3月1日"));
    let page = first.page().above(&national().page(), 0);
    page.check();
}

/// Being strict with other tables must not lose forms whose title is missing or says it otherwise.
#[test]
fn forms_whose_title_does_not_say_self_evaluation() {
    let mut trials = Trials::default();
    for title in
        ["项目支出绩效评价表", "项目支出绩效情况表", "项目绩效目标完成情况表", "项目支出绩效自评情况表"]
    {
        trials.add(title, &Layout { title: Some(title), ..national() }.page());
    }
    let plain = Layout { title: None, subtitle: None, year: None, ..national() };
    trials.add("no title", &plain.page());
    trials.add("no title, no funds", &Layout { funding: None, ..plain.clone() }.page());
    trials.add("no title, no funds, no goals", &Layout { funding: None, goals: None, ..plain }.page());
    trials.end();
}
