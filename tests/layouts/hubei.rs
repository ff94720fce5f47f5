//! The forms of Hubei.

use ziping::model::{Column, FormKind, FundingColumn as F};

use crate::families::{NOTES, block, funds, levels_and, national, other};
use crate::layout::{Closing, Funding, Layout};

/// 20 points in the heading of the funds, 80 in labels; no 分值 column.
pub(crate) fn hubei() -> Layout {
    let output = [
        "产出指标(40分)|数量指标|存储设备套数||25TB||25TB||10|",
        "产出指标(40分)|数量指标|无线网络覆盖||100%覆盖||100%覆盖|||",
        "产出指标(40分)|质量指标|资源更新程度||以当年为主||以当年为主||10|",
        "效益指标(40分)|社会效益|检索便利程度||良好||良好||20|",
    ];
    let benefit =
        ["效益指标|社会效益|开放天数||≥360天||≥360天||10|", "效益指标|环境效益|场馆环境||良好||良好||10|"];
    let mut blocks = block(Some("年度绩效目标1\n（80分）"), &output);
    blocks.extend(block(Some("年度绩效目标2\n（40分）"), &benefit));
    Layout {
        family: "Hubei",
        title: Some("2023年度资源建设项目自评表"),
        subtitle: None,
        head: vec![
            vec![("项目名称", "资源建设"), ("主管部门", "示例市文化局")],
            vec![("项目实施单位", "示例市图书馆"), ("项目类别", "1、部门预算项目 ☑ 2、市直专项 □")],
        ],
        unit_name: Some("示例市图书馆"),
        funding: Some(Funding {
            side: Some("预算执行情况（万元）\n（20分）"),
            columns: funds(&[
                ("预算数（A）", F::RevisedBudget),
                ("执行数（B）", F::Outturn),
                ("执行率（B/A）", F::ExecutionRate),
                ("得分\n（20分*执行率）", F::Score),
            ]),
            rows: vec![("年度财政资金总额", vec!["200", "195.5", "97.75%", "19.55"])],
            prose: Vec::new(),
        }),
        goals: None,
        columns: levels_and(&[
            ("年初目标值（A）", Column::Target),
            ("实际完成值（B）", Column::Actual),
            ("得分", Column::Score),
        ]),
        blocks,
        one_score: vec![(0, 1)],
        closing: vec![
            Closing::Total("总分", "", "99.55", None),
            Closing::Line("偏差大或目标未完成原因分析", "无"),
            Closing::Line("改进措施及结果应用方案", "纳入下年度预算安排。"),
        ],
        ..national()
    }
}

pub(crate) fn guangshui() -> Layout {
    let mut columns = levels_and(&[
        ("年初指标值", Column::Target),
        ("年终完成值", Column::Actual),
        ("分值", Column::Weight),
        ("自评分", Column::Score),
    ]);
    columns.push(other("复核分", &["9", "8.5"]));
    columns.push(other("评价标准", &["完成得满分，每少一项扣1分"]));
    let source = |heading: &str| (heading.to_owned(), None);
    let mut columns_of_funds = vec![source("中央"), source("省"), source("本级")];
    columns_of_funds.extend(funds(&[
        ("合计", F::RevisedBudget),
        ("执行数", F::Outturn),
        ("执行率", F::ExecutionRate),
    ]));
    Layout {
        family: "Guangshui",
        title: Some("项目绩效目标自评表"),
        kind: FormKind::Project,
        funding: Some(Funding {
            side: Some("项目资金（万元）"),
            columns: columns_of_funds,
            rows: vec![("年度资金总额", vec!["100", "60", "40", "200", "180", "90%"])],
            prose: Vec::new(),
        }),
        columns,
        ..national()
    }
}

pub(crate) fn caidian() -> Layout {
    Layout {
        family: "Caidian, no score columns",
        title: Some("项目绩效自评表"),
        funding: Some(Funding {
            side: Some("资金来源（万元）"),
            columns: funds(&[
                ("预算数（A）", F::RevisedBudget),
                ("执行数（B）", F::Outturn),
                ("执行率", F::ExecutionRate),
            ]),
            rows: vec![("合计", vec!["50", "50", "100%"]), ("财政拨款", vec!["50", "50", "100%"])],
            prose: Vec::new(),
        }),
        columns: levels_and(&[
            ("年初目标值", Column::Target),
            ("实际完成值", Column::Actual),
            ("未完成原因及改进措施", Column::VarianceNote),
        ]),
        closing: NOTES.to_vec(),
        ..national()
    }
}
