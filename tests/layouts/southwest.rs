//! The forms of Sichuan, Chongqing and Yunnan.

use ziping::model::{Column, FormKind, FundingColumn as F};

use crate::content::PARTS;
use crate::families::{block, column, funds, levels_and, national, other};
use crate::layout::{Closing, Funding, Goals, Layout, Side};

pub(crate) fn sichuan() -> Layout {
    let mut funding = Funding {
        side: Some("年度预算数（万元）"),
        columns: funds(&[
            ("年初预算", F::OriginalBudget),
            ("调整后预算数", F::RevisedBudget),
            ("预算执行数", F::Outturn),
            ("预算执行率", F::ExecutionRate),
            ("权重", F::Weight),
            ("得分", F::Score),
        ]),
        rows: vec![
            ("总额", vec!["60", "58", "55.1", "95%", "10", "9.5", "结余收回"]),
            ("其中：财政资金", vec!["60", "58", "55.1", "95%", "/", "/", ""]),
            ("财政专户管理资金", vec!["", "", "", "", "/", "/", ""]),
            ("单位资金", vec!["", "", "", "", "/", "/", ""]),
            ("其他资金", vec!["", "", "", "", "/", "/", ""]),
        ],
        prose: Vec::new(),
    };
    funding.columns.push(("原因".to_owned(), None));
    Layout {
        family: "Sichuan",
        title: Some("部门预算项目支出绩效自评表"),
        funding: Some(funding),
        columns: levels_and(&[
            ("指标性质", Column::Sign),
            ("指标值", Column::Target),
            ("度量单位", Column::Unit),
            ("完成值", Column::Actual),
            ("权重", Column::Weight),
            ("得分", Column::Score),
            ("未完成原因分析", Column::VarianceNote),
        ]),
        blocks: block(Some("绩效指标\n（90分）"), PARTS),
        closing: vec![
            Closing::Total("合计", "100", "98.3", None),
            Closing::Line("评价结论", "自评得分98.3分，完成较好，指标值设置合理。"),
            Closing::Line("存在问题", "个别场次得分偏低。"),
            Closing::Line("改进措施", "提前排定全年计划。"),
            Closing::Note("项目负责人：          财务负责人："),
        ],
        ..national()
    }
}

pub(crate) fn zhongjiang() -> Layout {
    Layout {
        family: "Sichuan Zhongjiang transfer form",
        title: Some("衔接资金绩效目标自评表"),
        kind: FormKind::Transfer,
        funding: Some(Funding {
            side: Some("项目资金（万元）"),
            columns: funds(&[
                ("全年预算数（A）", F::RevisedBudget),
                ("全年执行数（B）", F::Outturn),
                ("分值", F::Weight),
                ("执行率（B/A）", F::ExecutionRate),
                ("得分", F::Score),
            ]),
            rows: vec![
                ("年度资金总额：", vec!["300", "300", "10", "100%", "10"]),
                ("其中：中央财政资金", vec!["200", "200", "—", "100%", "—"]),
                ("      地方资金", vec!["100", "100", "—", "100%", "—"]),
            ],
            prose: Vec::new(),
        }),
        columns: levels_and(&[
            ("分值", Column::Weight),
            ("年度指标值", Column::Target),
            ("全年实际值", Column::Actual),
            ("得分", Column::Score),
            ("未完成原因及拟采取的改进措施", Column::VarianceNote),
        ]),
        ..national()
    }
}

pub(crate) fn chongqing() -> Layout {
    let lines = [
        "||财政供养人员控制率|定量指标|100%|%|92%|2|2|",
        "||培训次数|定量指标|≥6|次|12|28|28||≥8",
        "||制度健全性|定性指标|高||高|30|30|",
        "||宣传品数量|定量指标|≥200|份|190|30|27.6||≥190",
    ];
    Layout {
        family: "Chongqing department form",
        title: Some("部门整体绩效自评表"),
        kind: FormKind::Department,
        subtitle: Some("（2023年度）"),
        head: vec![
            vec![("主管部门", "示例区融媒体中心"), ("财政处室", "教科文科")],
            vec![("自评总分(分)", "97.6"), ("部门联系人", "×××")],
        ],
        head_total: Some("自评总分(分)"),
        unit_name: Some("示例区融媒体中心"),
        funding: Some(Funding {
            side: Some("部门预算执行情况"),
            columns: funds(&[
                ("年初\n预算数", F::OriginalBudget),
                ("全年(调整)预算数", F::RevisedBudget),
                ("全年\n执行数", F::Outturn),
                ("执行率(%)", F::ExecutionRate),
                ("执行\n率权重", F::Weight),
                ("执行率得分(分)", F::Score),
            ]),
            rows: vec![("部门预算执行情况", vec!["900", "1000", "1000", "100%", "10", "10"])],
            prose: Vec::new(),
        }),
        goals: Some(Goals {
            label: "当年绩效目标",
            side: Side::Left,
            headings: vec![
                ("年初绩效目标", Some("original")),
                ("全年(调整)绩效目标", Some("expected")),
                ("全年目标实际完成情况", Some("actual")),
            ],
            rows: vec![vec!["宣传覆盖全区。", "宣传覆盖全区和新区。", "均已覆盖。"]],
        }),
        columns: vec![
            column("指标名称", Column::Level3),
            column("计量单位", Column::Unit),
            column("指标性质", Column::Sign),
            column("年初\n指标值", Column::OriginalTarget),
            column("调整\n指标值", Column::Target),
            column("全年\n完成值", Column::Actual),
            other("得分系数(%)", &["100%", "100%", "100%", "92%"]),
            column("指标权重(分)", Column::Weight),
            column("指标得分(分)", Column::Score),
            other("是否\n核心指标", &["否", "是"]),
        ],
        blocks: block(Some("绩效指标"), &lines),
        closing: vec![Closing::Note("填表人：            联系电话：")],
        ..national()
    }
}

pub(crate) fn yunnan() -> Layout {
    let mut form = sichuan();
    form.funding.clone_from(&national().funding);
    if let Some(funding) = &mut form.funding {
        funding.side = Some("项目资金\n（元）");
        funding.rows[0].1 = vec!["", "387664.62", "387664.62", "10", "100%", "10"];
        funding.rows[1].1 = vec!["", "387664.62", "387664.62", "—", "", "—"];
    }
    form.heading(Column::Actual, "实际\n完成值");
    form.heading(Column::Weight, "分值");
    form.heading(Column::VarianceNote, "偏差原因分析及改进措施");
    Layout {
        family: "Yunnan",
        title: Some("2023年度项目支出绩效自评表"),
        subtitle: None,
        amount_unit: "元",
        groups: vec![("绩效指标", 0, 2), ("年度指标值", 3, 5)],
        blocks: block(None, PARTS),
        closing: vec![
            Closing::Line("其他需要说明事项", "无"),
            Closing::Total("总分", "100", "96", Some("优")),
        ],
        ..form
    }
}
