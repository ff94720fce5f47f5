//! The forms of the places, as domain knowledge has them.

use ziping::model::{Column, FormKind, FundingColumn as F};

use crate::content::{DEPARTMENT, Fact, PARTS, PROJECT, facts};
use crate::hubei::{caidian, guangshui, hubei};
use crate::layout::{Block, Closing, Col, Funding, Goals, Layout, Levels, Line, Side};
use crate::southwest::{chongqing, sichuan, yunnan, zhongjiang};

/// A column by its heading and field.
pub(crate) fn column(heading: &str, role: Column) -> Col {
    Col { heading: heading.to_owned(), role, samples: &[""] }
}

pub(crate) fn other(heading: &str, samples: &'static [&'static str]) -> Col {
    Col { heading: heading.to_owned(), role: Column::Other, samples }
}

/// 一级指标, 二级指标, 三级指标, then these.
pub(crate) fn levels_and(rest: &[(&str, Column)]) -> Vec<Col> {
    let levels = [("一级指标", Column::Level1), ("二级指标", Column::Level2), ("三级指标", Column::Level3)];
    levels.iter().chain(rest).map(|(heading, role)| column(heading, *role)).collect()
}

pub(crate) fn funds(columns: &[(&str, F)]) -> Vec<(String, Option<F>)> {
    columns.iter().map(|(heading, role)| ((*heading).to_owned(), Some(*role))).collect()
}

pub(crate) fn block(side: Option<&'static str>, lines: &[&'static str]) -> Vec<Block> {
    vec![Block { side, headings: true, lines: facts(lines) }]
}

pub(crate) const NATIONAL_FUNDS: [(&str, F); 6] = [
    ("年初预算数", F::OriginalBudget),
    ("全年预算数", F::RevisedBudget),
    ("全年执行数", F::Outturn),
    ("分值", F::Weight),
    ("执行率", F::ExecutionRate),
    ("得分", F::Score),
];

pub(crate) const NATIONAL_INDICATORS: [(&str, Column); 5] = [
    ("年度指标值", Column::Target),
    ("实际完成值", Column::Actual),
    ("分值", Column::Weight),
    ("得分", Column::Score),
    ("偏差原因分析及改进措施", Column::VarianceNote),
];

pub(crate) const NOTES: [Closing; 2] = [
    Closing::Note("填表人：            联系电话："),
    Closing::Note("注：1.得分一档最高不能超过该指标分值上限。2.定量指标完成指标值的，记该指标所赋全部分值。"),
];

/// 项目支出绩效自评表 of the national annex.
pub(crate) fn national() -> Layout {
    Layout {
        family: "national project form",
        title: Some("项目支出绩效自评表"),
        kind: FormKind::Project,
        subtitle: Some("（2023年度）"),
        year: Some(2023),
        head: vec![
            vec![("项目名称", "河道清淤管护经费"), ("主管部门", "示例市水务局")],
            vec![("实施单位", "示例市河道管理所")],
        ],
        head_total: None,
        head_grade: None,
        unit_name: Some("示例市河道管理所"),
        amount_unit: "万元",
        funding: Some(Funding {
            side: Some("项目资金\n（万元）"),
            columns: funds(&NATIONAL_FUNDS),
            rows: vec![
                ("年度资金总额", vec!["120", "118.5", "106.65", "10", "90%", "9"]),
                ("其中：当年财政拨款", vec!["120", "118.5", "106.65", "—", "90%", "—"]),
                ("      上年结转资金", vec!["", "", "", "—", "", "—"]),
                ("      其他资金", vec!["", "", "", "—", "", "—"]),
            ],
            prose: Vec::new(),
        }),
        goals: Some(Goals {
            label: "年度\n总体\n目标",
            side: Side::Left,
            headings: vec![("预期目标", Some("expected")), ("实际完成情况", Some("actual"))],
            rows: vec![vec!["清理河道淤积，保障汛期行洪。", "清淤基本完成，汛期行洪正常。"]],
        }),
        tasks: Vec::new(),
        columns: levels_and(&NATIONAL_INDICATORS),
        groups: Vec::new(),
        blocks: block(Some("绩\n效\n指\n标"), PROJECT),
        levels: Levels::Merged,
        one_score: Vec::new(),
        closing: [vec![Closing::Total("总分", "100", "96.5", None)], NOTES.to_vec()].concat(),
    }
}

pub(crate) fn zhengzhou() -> Layout {
    let mut columns = levels_and(&NATIONAL_INDICATORS);
    columns.insert(7, column("偏差度", Column::Deviation));
    Layout {
        family: "Zhengzhou department form",
        title: Some("部门整体自评表"),
        kind: FormKind::Department,
        head: vec![vec![("部门（单位）名称", "示例区档案馆")]],
        unit_name: Some("示例区档案馆"),
        funding: Some(Funding {
            side: Some("部门整体\n支出情况"),
            columns: funds(&NATIONAL_FUNDS),
            rows: vec![
                ("部门预算总额（万元）", vec!["855.6", "923.8", "748.3", "10", "81%", "9"]),
                ("资金来源：（1）政府预算资金", vec!["855.6", "923.8", "748.3", "-", "81%", "-"]),
                ("（2）财政专户管理资金", vec!["0", "0", "0", "-", "0", "-"]),
                ("（3）单位资金", vec!["0", "0", "0", "-", "0", "-"]),
            ],
            prose: Vec::new(),
        }),
        goals: Some(Goals {
            label: "年度履职\n目标",
            side: Side::Left,
            headings: vec![("预期目标", Some("expected")), ("实际完成情况", Some("actual"))],
            rows: vec![vec!["1.整理馆藏。2.对外开放。", "1.已整理。2.已开放。"]],
        }),
        tasks: vec![["馆藏整理", "整理旧档并著录", "已完成"], ["对外开放", "每季度一次开放日", "开放四次"]],
        columns,
        blocks: block(Some("绩效指标"), DEPARTMENT),
        closing: vec![Closing::Total("总分", "100", "94.8", None)],
        ..national()
    }
}

/// Flat: a name, a sign, a value and a unit.
pub(crate) fn tianjin() -> Layout {
    let columns = [
        ("指标名称", Column::Level3),
        ("计算符号", Column::Sign),
        ("指标值", Column::Target),
        ("实际完成值", Column::Actual),
        ("计量单位", Column::Unit),
        ("分值", Column::Weight),
        ("得分", Column::Score),
        ("偏差原因分析及改进措施", Column::VarianceNote),
    ];
    Layout {
        family: "Tianjin",
        title: Some("2023年度部门整体绩效自评表"),
        subtitle: None,
        kind: FormKind::Department,
        head: vec![vec![("部门名称", "示例区图书馆")]],
        unit_name: Some("示例区图书馆"),
        funding: None,
        goals: None,
        columns: columns.iter().map(|(heading, role)| column(heading, *role)).collect(),
        blocks: block(None, PARTS),
        closing: vec![Closing::Total("合计", "80", "78.8", None)],
        ..national()
    }
}

pub(crate) fn yinchuan() -> Layout {
    let lines = [
        "决策|项目立项|立项依据充分性||充分||充分|10|10|",
        "管理|项目管理|预算执行率||100%||100%|10|10|",
        "管理|项目管理|制度健全性||健全||健全|15|15|",
        "产出|数量指标|服务人数||2370人||2370人|30|30|",
        "效益|社会效益|服务改善程度||提升||提升|35|33|",
    ];
    Layout {
        family: "Yinchuan",
        title: Some("市本级部门项目支出绩效自评表"),
        funding: Some(Funding {
            side: Some("项目资金（万元）"),
            columns: funds(&[
                ("年初预算数", F::OriginalBudget),
                ("调整预算（A）", F::RevisedBudget),
                ("全年执行数（B）", F::Outturn),
                ("执行率（B/A）", F::ExecutionRate),
            ]),
            rows: vec![("年度资金总额", vec!["80", "80", "80", "100%"]), ("其他资金", vec!["", "", "", ""])],
            prose: Vec::new(),
        }),
        columns: levels_and(&[
            ("考核（值）参考分", Column::Weight),
            ("指标值（A）", Column::Target),
            ("全年实际值（B）", Column::Actual),
            ("得分", Column::Score),
            ("未完成原因分析及改进措施", Column::VarianceNote),
        ]),
        blocks: block(Some("绩效指标"), &lines),
        ..national()
    }
}

/// 分解目标 for the first level, and its weight in a column of its own.
pub(crate) fn jiangxi() -> Layout {
    let mut columns = levels_and(&NATIONAL_INDICATORS);
    columns[0] = column("分解目标", Column::Level1);
    columns.insert(1, other("自评权重", &["40", "", ""]));
    Layout {
        family: "Jiangxi department form",
        title: Some("示例卫生院整体支出绩效自评表"),
        kind: FormKind::Department,
        head: vec![vec![("评价部门名称", "示例卫生院"), ("下属单位个数", "0")]],
        unit_name: Some("示例卫生院"),
        funding: Some(Funding {
            side: Some("整体支出规模（万元）"),
            columns: funds(&[
                ("全年预算数", F::RevisedBudget),
                ("全年执行数", F::Outturn),
                ("执行率", F::ExecutionRate),
            ]),
            rows: vec![
                ("资金来源：（1）财政拨款", vec!["100", "98", "98%"]),
                ("资金结构：（1）基本支出", vec!["60", "60", "100%"]),
                ("（2）项目支出", vec!["40", "38", "95%"]),
            ],
            prose: Vec::new(),
        }),
        columns,
        blocks: block(None, DEPARTMENT),
        ..national()
    }
}

/// Self and reviewer side by side.
pub(crate) fn reviewer() -> Layout {
    let mut columns = levels_and(&[
        ("指标性质", Column::Sign),
        ("指标值", Column::Target),
        ("度量单位", Column::Unit),
        ("权重", Column::Weight),
        ("自评完成值", Column::Actual),
        ("自评得分", Column::Score),
    ]);
    columns.push(other("复核完成值", &["25", "1300", "100"]));
    columns.push(other("复核得分", &["9", "8", "20"]));
    columns.push(column("偏离度", Column::Deviation));
    columns.push(column("备注", Column::VarianceNote));
    Layout {
        family: "reviewer's sheet",
        title: Some("项目支出绩效自评复核表"),
        columns,
        blocks: block(None, PARTS),
        ..national()
    }
}

/// Every place whose form has all parts, for what must hold everywhere.
pub(crate) fn all() -> Vec<Layout> {
    vec![
        national(),
        zhengzhou(),
        tianjin(),
        sichuan(),
        zhongjiang(),
        chongqing(),
        yunnan(),
        hubei(),
        guangshui(),
        caidian(),
        yinchuan(),
        jiangxi(),
        reviewer(),
    ]
}

/// A row of its own for tests that add one.
pub(crate) fn extra(line: &'static str) -> Line {
    Line::Fact(Fact::new(line))
}
