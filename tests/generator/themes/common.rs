//! What every field of work measures alike, and why points are lost.

use super::Goal::{AtMost, AtMostShare, By, Share, Words};
use super::Measure;

/// 时效指标.
pub(crate) static TIMELINESS: [Measure; 6] = [
    ("项目按期完成率", Share(90, 100)),
    ("任务完成时间", By(10, 12)),
    ("采购合同签订时间", By(5, 8)),
    ("资金拨付及时率", Share(90, 100)),
    ("审批办理时限", AtMost(5, 20, "天")),
    ("验收完成时间", By(11, 12)),
];

/// 成本指标; the money is what the project may cost.
pub(crate) fn cost(budget: i64) -> [Measure; 5] {
    [
        ("项目总成本", AtMost(budget, budget, "万元")),
        ("管理费用占比", AtMostShare(2, 5)),
        ("单位成本增长率", AtMostShare(3, 8)),
        ("设备采购成本", AtMost(budget / 4 + 1, budget / 3 + 2, "万元")),
        ("超预算变更比例", AtMostShare(5, 10)),
    ]
}

/// 可持续影响指标.
pub(crate) static LASTING: [Measure; 5] = [
    ("管护机制", Words("健全")),
    ("长效管理制度", Words("完善")),
    ("设施持续运行率", Share(90, 98)),
    ("后续管护责任落实率", Share(95, 100)),
    ("对行业发展的影响", Words("持续向好")),
];

/// Why a target was missed.
pub(crate) static REASONS: [&str; 12] = [
    "上半年连续降雨影响施工，剩余工作量顺延到次年一季度；今后提前安排关键工序。",
    "中标单位供货偏慢，最后一批到货晚于合同约定；已约谈供货单位并约定违约责任。",
    "年中任务作了调整，原定数量未相应核减；今后调整任务时同步申请调整指标。",
    "部分村组选址变更，重新办理手续占用时间；以后在立项前落实用地。",
    "资金下达较晚，采购程序启动推迟；下年度提前做好采购准备。",
    "参训人员工学矛盾突出，到课人数少于报名人数；改为分批错峰组织。",
    "年初测算依据不足，目标定得偏高；下年度参照近三年数据测算。",
    "人员变动较多，衔接不够紧；已补充力量并按月调度进度。",
    "设备调试时间长于预期，正式投用推迟；已要求厂家驻场调试。",
    "问卷回收量偏少，部分意见集中在排队时间；已增设窗口并延长服务时间。",
    "配套工程由其他单位实施，进度不一致；已建立联席调度办法。",
    "材料价格上涨，超出测算标准；下年度采用集中采购降低单价。",
];

/// Why the budget was not spent.
pub(crate) static SPENDING: [&str; 4] = [
    "部分合同尾款按约定在次年支付，执行率偏低；今后按季排定用款计划。",
    "压减会议和接待开支，形成结余；结余资金已按规定交回。",
    "项目招标结余较多，年末未能统筹使用；以后提前做好项目储备。",
    "财政资金拨付偏晚，部分费用转到下年支付；下年度逐月核对执行进度。",
];
