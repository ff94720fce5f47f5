#![doc = include_str!("../../docs/rules/direction-suspect.md")]

use super::checker::{Checker, Draft};
use super::row_words::{RowWords, has_any, target_text};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::{Comparator, Kind, Measure};

pub(super) static RULE: Rule = Rule {
    id: "direction-suspect",
    title: "方向异常",
    title_en: "the comparison sign points the wrong way",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/direction-suspect.md"),
    doc_en: include_str!("../../docs/rules-en/direction-suspect.md"),
    check,
};

/// Costs, where they are named as such; `compare` asks more widely, as it only leaves a miss open.
const COSTS: [&str; 4] = ["成本", "造价", "单价", "费用"];

/// What is spent in order to be spent, or saved: more of it is better.
const WELCOME_MONEY: [&str; 24] = [
    "节约", "节省", "节支", "降低", "减少", "下降", "压减", "减免", "核减", "补助", "补贴", "奖补", "资助",
    "标准", "发放", "收入", "效益", "投入", "投资", "工资", "待遇", "保障", "回收", "收缴",
];

/// Incidents, and what follows them in a name that counts them: 投诉办结率 and 事故演练次数 are no such names.
const INCIDENTS: [&str; 5] = ["投诉", "事故", "差错", "故障", "漏损"];
const COUNTED: [&str; 9] = ["率", "数", "量", "数量", "次数", "件数", "起数", "发生率", "发生数"];

/// More of a cut is better, and so is more of what has none.
const WELCOME_CUTS: [&str; 8] = ["下降", "降低", "减少", "控制", "无", "零", "防", "非"];

/// Rates that speak of a budget kept badly.
const DRIFTS: [&str; 5] = ["预算调整率", "结转结余率", "结余结转率", "结余率", "结转率"];

/// Rates of which more is better.
const WELCOME_RATES: [&str; 11] = [
    "满意度",
    "满意率",
    "完成率",
    "覆盖率",
    "合格率",
    "及时率",
    "达标率",
    "知晓率",
    "准确率",
    "到位率",
    "通过率",
];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let (form, rows) = (checker.form, checker.rows());
    for row in form.own_indicators() {
        let Some(target) = &row.target else { continue };
        let Some(aim) = &target.value else { continue };
        let Some((zh, en)) = suspicion(rows.words(row), &aim.0) else { continue };
        let wanted = target_text(row, target);
        let (sign, usual) = if aim.0.comparator.is_reverse() { ("≤", "≥") } else { ("≥", "≤") };
        let message = Wording::new(
            format!("指标值为“{wanted}”，{zh}通常应为“{usual}”，不是“{sign}”"),
            format!("the target is “{wanted}”; for {en} one expects {usual}, not {sign}"),
        );
        checker.report(Draft::on(Severity::Warning, target, row, message));
    }
}

/// What the row is about, where its sign points the other way.
fn suspicion(words: &RowWords, target: &Measure) -> Option<(&'static str, &'static str)> {
    let name = words.name.as_str();
    match target.comparator {
        Comparator::AtLeast | Comparator::MoreThan => {
            let is_cost = is_money(target, true) && has_any(name, &COSTS)
                || is_money(target, false) && has_any(&words.level2, &["成本"]);
            let is_incident = is_incident(name) && !has_any(name, &WELCOME_CUTS);
            if is_cost && !has_any(name, &WELCOME_MONEY) {
                Some(("成本", "a cost"))
            } else if is_incident {
                Some(("投诉、事故一类指标", "complaints and accidents"))
            } else if has_any(name, &DRIFTS) && !has_any(name, &WELCOME_CUTS) {
                Some(("预算调整、结转结余", "adjusted or unspent budgets"))
            } else {
                None
            }
        }
        Comparator::AtMost | Comparator::LessThan => {
            let is_welcome = target.kind == Kind::Percent
                && WELCOME_RATES.iter().any(|rate| name.ends_with(rate))
                && !name.contains(['不', '未', '非'])
                && !has_any(name, &["预算", "经费", "支出", "成本", "费用"]);
            is_welcome.then_some(("越高越好的比率", "a rate of which more is better"))
        }
        Comparator::Equal | Comparator::None => None,
    }
}

/// Whether it is an amount; 元/人 is one only beside the name of a price, otherwise it may be a standard to be reached.
fn is_money(target: &Measure, is_price: bool) -> bool {
    target.unit.as_deref().is_some_and(|unit| {
        matches!(unit, "万" | "亿") || unit.contains('元') && (is_price || !unit.contains('/'))
    })
}

fn is_incident(name: &str) -> bool {
    COUNTED.iter().filter_map(|count| name.strip_suffix(count)).any(|rest| {
        let rest = rest.strip_suffix("发生").unwrap_or(rest);
        INCIDENTS.iter().any(|incident| rest.ends_with(incident))
    })
}
