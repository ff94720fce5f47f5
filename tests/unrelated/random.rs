//! The forms' own words where no form stands.

use crate::sheet::{Dice, Grid};

const WORDS: [&str; 24] = [
    "指标值",
    "得分",
    "一级指标",
    "二级指标",
    "三级指标",
    "实际完成值",
    "分值",
    "总分",
    "绩效指标",
    "年度指标值",
    "预期目标",
    "实际完成情况",
    "年初预算数",
    "全年执行数",
    "执行率",
    "产出指标",
    "满意度",
    "自评",
    "偏差原因",
    "项目名称",
    "10",
    "≥95%",
    "绩效目标",
    "2023年度",
];

/// Words in random cells, one a row or two: nothing that heads a table.
pub(crate) fn scattered(dice: &mut Dice) -> Vec<Grid> {
    let mut grid = Grid::default();
    let crowded = dice.below(2) == 0;
    for _ in 0..10 + dice.below(30) {
        let mut row = vec![String::new(); dice.below(8)];
        row.push(dice.pick(&WORDS).to_owned());
        if crowded && dice.below(2) == 0 {
            row.extend(vec![String::new(); dice.below(3)]);
            row.push(dice.pick(&WORDS).to_owned());
        }
        grid.rows.push(row);
    }
    vec![grid]
}

/// Nothing, or blanks, or one lone text.
pub(crate) fn nothing(dice: &mut Dice) -> Vec<Grid> {
    let mut grids = vec![Grid::default(); 1 + dice.below(3)];
    match dice.below(4) {
        0 => {}
        1 => grids[0].line(&["", " ", "\u{3000}"]),
        2 => grids[0].line(&["项目支出绩效自评表"]),
        _ => {
            grids[0].line(&["绩效自评"]);
            grids[0].line(&["", "", "100"]);
        }
    }
    grids
}

pub(crate) fn instructions(dice: &mut Dice) -> Vec<Grid> {
    let mut grid = Grid::new(dice.pick(&[
        "填报说明",
        "绩效自评表填报说明",
        "关于开展绩效自评工作的通知附件",
        "评分标准",
    ]));
    let rules = [
        "1.年度指标值：填写年初批复的指标值，不得随意调整。",
        "2.实际完成值填写截至年底的完成值，分值、得分保留两位小数。",
        "3.三级指标得分不超过分值。",
        "4.执行率=全年执行数/全年预算数，得分=执行率×10。",
        "5.一级指标权重：产出指标50分、效益指标30分、满意度指标10分。",
    ];
    for _ in 0..3 + dice.below(4) {
        grid.line(&[dice.pick(&rules)]);
    }
    if dice.below(2) == 0 {
        grid.line(&["栏目", "填写要求", "举例"]);
        for (name, example) in
            [("年度指标值", "≥95%"), ("实际完成值", "96%"), ("分值", "10"), ("得分", "9.5")]
        {
            grid.line(&[name, "按批复填写", example]);
        }
    }
    vec![grid]
}
