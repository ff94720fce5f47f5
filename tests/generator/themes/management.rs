//! What whole departments are measured by besides their field of work.

use super::Goal::{All, AtMostShare, By, Share, Words};
use super::Measure;

/// 投入管理指标 of a form that scores each row by its target, by level 2: goals, money, performance.
pub(crate) static MANAGEMENT: [&[Measure]; 3] = [
    &[
        ("年度履职目标相关性", Words("相关")),
        ("工作任务科学性", Words("科学")),
        ("绩效指标合理性", Words("合理")),
    ],
    &[
        ("预算编制完整性", Words("完整")),
        ("专项资金细化率", Share(85, 95)),
        ("预算执行率", Share(88, 95)),
        ("预算调整率", AtMostShare(25, 30)),
        ("结转结余率", AtMostShare(30, 40)),
        ("“三公经费”控制率", AtMostShare(100, 100)),
        ("政府采购执行率", Share(80, 95)),
        ("决算真实性", Words("真实")),
        ("资金使用合规性", Words("合规")),
        ("管理制度健全性", Words("健全")),
        ("预决算信息公开性", Words("公开")),
        ("资产管理规范性", Words("规范")),
    ],
    &[
        ("绩效目标编制完成率", All),
        ("绩效监控完成率", All),
        ("绩效自评完成率", All),
        ("部门绩效评价完成率", All),
        ("评价结果应用率", Share(90, 100)),
    ],
];

/// The same of forms that are scored by rules: goals, budgeting, spending, assets.
pub(crate) static RULE_SCORED: [&[Measure]; 4] = [
    &[("目标相关性", Words("相关")), ("目标明确性", Words("明确")), ("目标合理性", Words("合理"))],
    &[("编制完整性", Words("完整")), ("预算编制准确率", Share(85, 95)), ("项目库入库率", Share(90, 100))],
    &[
        ("支出完成率", Share(85, 95)),
        ("公用经费控制率", AtMostShare(100, 100)),
        ("政府采购执行率", Share(80, 95)),
        ("采购计划变更率", AtMostShare(10, 20)),
    ],
    &[("资产利用率", Share(85, 95)), ("资产账实相符", Words("相符")), ("资产盘点完成率", All)],
];

/// 重点工作任务完成.
pub(crate) static DUTIES: [Measure; 4] = [
    ("年度重点工作完成率", Share(90, 98)),
    ("上级交办事项办结率", Share(95, 100)),
    ("督查事项按期办结率", Share(92, 100)),
    ("民生实事完成率", All),
];

/// 履职目标实现.
pub(crate) static ATTAINMENT: [Measure; 4] = [
    ("履职任务完成率", Share(90, 98)),
    ("日常工作考核达标率", Share(90, 97)),
    ("年度工作总结报送时间", By(11, 12)),
    ("信息公开及时率", Share(95, 100)),
];
