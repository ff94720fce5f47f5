//! Four hundred workbooks that are no 绩效自评表, twenty of each kind: none gives a form.

#[path = "unrelated/appraisals.rs"]
mod appraisals;
#[path = "unrelated/finance.rs"]
mod finance;
#[path = "unrelated/office.rs"]
mod office;
#[path = "unrelated/random.rs"]
mod random;
#[path = "unrelated/sheet.rs"]
mod sheet;

use ziping::read::{ReadError, read_forms, read_workbook};

use sheet::{Dice, Grid, saved};

/// A kind of workbook: its name, and its sheets as the dice fall.
type Kind = (&'static str, fn(&mut Dice) -> Vec<Grid>);

const KINDS: [Kind; 20] = [
    ("工资表", office::payroll),
    ("预算表", finance::budget),
    ("收支决算表", finance::final_accounts),
    ("资产清单与透视表", office::assets),
    ("考勤表", office::attendance),
    ("考试成绩表", appraisals::exam),
    ("员工绩效考核表", appraisals::employee),
    ("部门KPI考核表", appraisals::unit_kpi),
    ("问卷统计", appraisals::questionnaire),
    ("采购清单", office::procurement),
    ("发票清单", finance::invoices),
    ("日历与签到", office::calendar),
    ("评分表", appraisals::bid_scoring),
    ("绩效目标申报表", appraisals::goal_declaration),
    ("预算执行进度表", finance::progress),
    ("银行流水", finance::statement),
    ("English", office::english),
    ("散落的用语", random::scattered),
    ("空表", random::nothing),
    ("填报说明", random::instructions),
];

const OF_EACH: u64 = 20;

/// What the reader makes of one workbook, if that is anything but “no form”.
fn fault(grids: &[Grid]) -> Option<String> {
    let result = read_workbook(&saved(grids)).and_then(|book| read_forms(&book));
    match result {
        Err(ReadError::NoForm { .. }) => None,
        Err(error) => Some(format!("another error: {error}")),
        Ok(forms) => {
            let of = |form: &ziping::model::EvaluationForm| {
                let (rows, funds) = (form.indicators.len(), form.funding.len());
                format!("“{}” with {rows} indicators and {funds} funding rows", form.title.text)
            };
            Some(forms.iter().map(of).collect::<Vec<_>>().join(", "))
        }
    }
}

#[test]
fn no_unrelated_workbook_gives_a_form() {
    let mut failed = Vec::new();
    for (order, (name, draw)) in (0_u64..).zip(KINDS) {
        let faults: Vec<String> =
            (0..OF_EACH).filter_map(|number| fault(&draw(&mut Dice::new(order * 1000 + number)))).collect();
        if let Some(first) = faults.first() {
            failed.push(format!("{name}: {} of {OF_EACH} give a form, the first {first}", faults.len()));
        }
    }
    assert!(failed.is_empty(), "{} of {} kinds:\n{}", failed.len(), KINDS.len(), failed.join("\n"));
}

/// The same table is a form once its title says 自评, and fills in what was reached.
#[test]
fn a_goal_table_is_a_form_once_it_is_a_self_evaluation() {
    for number in 0..OF_EACH {
        let declared = appraisals::goal_declaration(&mut Dice::new(number));
        assert_eq!(fault(&declared), None, "declared");
        let evaluated = appraisals::goal_evaluation(&mut Dice::new(number));
        assert!(fault(&evaluated).is_some_and(|forms| forms.contains("自评")), "evaluated");
    }
}

/// Halfway through the year, before it, or by others: the same table is no self-evaluation.
#[test]
fn what_others_fill_in_is_no_form() {
    let titled = |title: &str| {
        let mut grids = appraisals::goal_evaluation(&mut Dice::new(1));
        title.clone_into(&mut grids[0].rows[0][0]);
        fault(&grids)
    };
    for title in [
        "2023年度绩效目标运行监控表",
        "项目支出绩效运行监控表",
        "事前绩效评估评分表",
        "第三方绩效评价打分表",
        "示例会计师事务所项目支出绩效评价表",
        "绩效评价专家评分表",
        "项目支出重点绩效评价得分表",
        "项目支出绩效自评表填报说明",
    ] {
        assert_eq!(titled(title), None, "{title}");
    }
    assert!(titled("项目支出绩效监控自评表").is_some());
}

/// A list of many projects has amounts, rates and scores, but evaluates none of them.
#[test]
fn a_list_of_results_is_no_form() {
    for title in ["2023年度项目支出绩效自评结果汇总表", "绩效自评情况统计表", "项目绩效自评得分一览表"]
    {
        let mut grid = Grid::new(title);
        grid.line(&["序号", "项目名称", "全年预算数", "全年执行数", "执行率", "自评得分", "自评等级"]);
        grid.line(&["1", "渠道养护", "100", "98", "98%", "97", "优"]);
        grid.line(&["2", "泵站维修", "50", "50", "100%", "99", "优"]);
        assert_eq!(fault(&[grid]), None, "{title}");
    }
}
