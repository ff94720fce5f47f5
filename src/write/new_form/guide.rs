//! 填表说明: the second sheet of a new form, in plain words.

use std::collections::BTreeMap;

use super::canvas::{Canvas, label, plain, title};
use super::validation::bands;
use crate::template::{Profile, ReverseRule, Span};
use crate::write::drawn::{DrawnCell, DrawnSheet, Role};

/// Its name; no form is called so.
const NAME: &str = "填表说明";

/// The sheet, fitted to the profile.
pub(super) fn guide(profile: &Profile) -> DrawnSheet {
    let mut canvas = Canvas { cells: BTreeMap::new(), merges: Vec::new() };
    canvas.put(&Span { first: 0, last: 1 }, 0, title(NAME));
    for (row, (topic, text)) in (1..).zip(entries(profile)) {
        canvas.put(&Span { first: 0, last: 0 }, row, label(topic));
        canvas.put(&Span { first: 1, last: 1 }, row, DrawnCell { role: Role::Text, ..plain(&text) });
    }
    let Canvas { cells, merges } = canvas;
    DrawnSheet {
        name: NAME.to_owned(),
        visible: true,
        hidden: Default::default(),
        cells: cells.into_iter().collect(),
        merges,
        widths: vec![16.0, 100.0],
        repeat_rows: None,
        protected: false,
    }
}

fn entries(profile: &Profile) -> Vec<(&'static str, String)> {
    let scoring = &profile.scoring;
    let groups: Vec<String> =
        profile.level1.iter().map(|group| format!("{}{}分", group.name, group.weight)).collect();
    let reverse = match scoring.reverse.as_slice() {
        [ReverseRule::InverseRatio] => "没有达标的，按“指标值÷完成值”得分",
        [ReverseRule::LinearOverrun] => "没有达标的，按超出的比例扣分",
        [ReverseRule::AllOrNothing] => "没有达标的不得分",
        _ => "没有达标的，本表的计分依据不明，得分留空，撤销保护后由人填写",
    };
    vec![
        (
            "颜色",
            "浅黄色格由人填写；浅绿色格是公式，自动算出，已经锁定；红色表示有问题，改正后自动消失。".to_owned(),
        ),
        (
            "金额",
            format!("单位为{}，保留两位小数，只填数字。执行率＝全年执行数÷全年预算数，自动算出。", profile.amount_unit),
        ),
        (
            "分值",
            format!(
                "预算执行率{}分，{}，合计{}分。合计不对时，表下方有红字提示。",
                scoring.execution_weight,
                groups.join("，"),
                scoring.total_weight
            ),
        ),
        (
            "年度指标值",
            format!(
                "越大越好的指标填 95%、≥95% 或 40，没有达标的，按“完成值÷指标值”得分；越小越好的指标填 ≤30%、≤30，{reverse}；达标得满分。百分比要带%号。单位请写进三级指标名称，如“培训场次（场）”，数值格只填数字。"
            ),
        ),
        (
            "实际完成值",
            "与指标值用同一单位。与指标值写得一模一样的，得满分。完成值超过200%时，请在前面加英文单引号，如 '250%。".to_owned(),
        ),
        (
            "得分",
            "指标值、完成值、分值都填好后自动算出。没有公式的浅黄色得分格留给文字、日期类指标，由人按完成情况填写，不能超过分值。带单位的文字（50个）、区间、日期不能自动计分，填在这样的行里。".to_owned(),
        ),
        ("偏差原因", "得分低于分值的，必须写明原因和改进措施；没有写时该格变红。".to_owned()),
        ("自评等级", format!("{}。点该格右边的箭头选择。", bands(profile))),
        (
            "保护",
            "工作表有保护但没有密码：需要增加行或改公式时，点“审阅”—“撤销工作表保护”。增加指标请复制整行，插在同一组中间。".to_owned(),
        ),
        (
            "核对",
            "填好后用 ziping 检查：分值合计、资金合计、执行率、各项得分、总分、等级是否算对，扣分的有没有写原因，每处问题都指出单元格并写明算法。".to_owned(),
        ),
    ]
}
