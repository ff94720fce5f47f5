//! 核对结论: the state after the corrections, on one page.

use super::about;
use super::change_log;
use super::formula_text::place;
use super::issue_list;
use super::page::{Page, label, link, text, text_link, value};
use super::settle::Settled;
use super::working_paper;
use crate::model::Severity;
use crate::value::CellRef;
use crate::write::drawn::Mark;

/// The sheet's name.
pub(super) const NAME: &str = "核对结论";

const WIDTHS: [f64; 4] = [22.0, 34.0, 22.0, 34.0];

/// What is left to do on the forms.
struct Tally {
    errors: usize,
    warnings: usize,
    infos: usize,
    corrected: usize,
    to_confirm: usize,
    /// Errors that follow from another one.
    following: usize,
    /// Findings that a person had a word on; none of the other counts has them.
    waived: usize,
}

impl Tally {
    fn of(forms: &[Settled<'_>], corrected: usize) -> Self {
        let all = || forms.iter().flat_map(|settled| &settled.after.findings);
        let findings = || all().filter(|finding| finding.waived.is_none());
        let count = |severity| findings().filter(|finding| finding.severity == severity).count();
        let roots = findings().filter(|f| f.severity >= Severity::Warning && f.caused_by.is_none());
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            corrected,
            to_confirm: roots.count(),
            following: findings().filter(|f| f.severity == Severity::Error && f.caused_by.is_some()).count(),
            waived: all().filter(|finding| finding.waived.is_some()).count(),
        }
    }

    fn sentence(&self) -> String {
        match self.waived {
            0 => self.result(),
            waived => format!("{}另有 {waived} 处已由人说明或判为误报，见“问题清单”。", self.result()),
        }
    }

    fn result(&self) -> String {
        let Self { errors, corrected, to_confirm, following, .. } = *self;
        let following = if following == 0 {
            String::new()
        } else {
            format!("（其中 {following} 处由其他错误连带）")
        };
        match (errors, to_confirm, corrected) {
            (0, 0, 0) => "未发现错误：填报的得分与重算结果一致，没有更正任何单元格。".to_owned(),
            (0, 0, _) => format!("已更正 {corrected} 处；更正后未发现错误。"),
            (0, _, 0) => format!("未发现计算错误；有 {to_confirm} 处需要人工核实。"),
            (0, ..) => {
                format!("已更正 {corrected} 处；更正后没有计算错误，另有 {to_confirm} 处需要人工核实。")
            }
            (_, _, 0) => format!("有 {errors} 处错误{following}不能自动更正，需要人工核实。"),
            _ => {
                format!("已更正 {corrected} 处；还有 {errors} 处错误{following}不能自动更正，需要人工核实。")
            }
        }
    }

    fn next_steps(&self) -> [&'static str; 3] {
        if self.errors > 0 {
            [
                "1. 打开“问题清单”，逐行看标为“未更正”的错误，点“位置”直接到那一格。",
                "2. 核对原始资料后改正自评表；确实无误的，在“核实情况”选“已说明”或“误报”，并写明“核实说明”。",
                "3. 保存后再核对一次，直到这里不再有错误，再签字盖章报送。",
            ]
        } else if self.to_confirm > 0 {
            [
                "1. 打开“问题清单”，逐行看标为“未更正”的提醒，点“位置”直接到那一格。",
                "2. 需要修改的改自评表；属实的，在“核实情况”选“属实”；不用改的选“已说明”，并写明“核实说明”。",
                "3. 对照“更正记录”和“重算底稿”复核后，签字盖章报送。",
            ]
        } else if self.corrected > 0 {
            [
                "1. 打开“更正记录”，逐行确认每一处更正。",
                "2. 打开“重算底稿”，确认各项得分的重算过程。",
                "3. 确认无误后，签字盖章报送。",
            ]
        } else {
            [
                "1. 打开“重算底稿”，确认各项得分的重算过程。",
                "2. 打开“问题清单”，看一看“未核对的内容”，由人判断。",
                "3. 确认无误后，签字盖章报送。",
            ]
        }
    }
}

/// Builds the sheet; `corrected` counts the corrected cells, those of earlier runs included.
pub(super) fn page(forms: &[Settled<'_>], corrected: usize, suffix: &str) -> Page {
    let tally = Tally::of(forms, corrected);
    let mut page = Page::new(NAME, &WIDTHS, "绩效自评表核对结论");
    page.spread([(0, label("结论")), (3, text(&tally.sentence()))]);
    page.line([
        label("错误 / 提醒 / 提示"),
        value(&format!("{} / {} / {}", tally.errors, tally.warnings, tally.infos)),
        label("已更正 / 待核实"),
        value(&format!("{} / {}", tally.corrected, tally.to_confirm)),
    ]);
    page.spread([
        (0, label("自评表上的标记")),
        (1, value("已更正（批注写明原值）").mark(Some(Mark::Corrected))),
        (3, value("待核实（批注写明原因）").mark(Some(Mark::Review))),
    ]);
    for settled in forms {
        form_block(&mut page, settled);
    }
    page.gap();
    page.spread([(3, label("接下来做什么"))]);
    for step in tally.next_steps() {
        page.spread([(3, text(step))]);
    }
    page.gap();
    page.line(
        [issue_list::NAME, change_log::NAME, working_paper::NAME, about::NAME]
            .map(|name| link(place(&format!("{name}{suffix}"), CellRef::new(0, 0)), format!("查看：{name}"))),
    );
    page.gap();
    page.line([label("编制人"), value(""), label("日期"), value("")]);
    page.line([label("复核人"), value(""), label("日期"), value("")]);
    page.line([label("单位负责人（盖章）"), value(""), label("日期"), value("")]);
    page
}

fn form_block(page: &mut Page, settled: &Settled<'_>) {
    let (before, after) = (settled.before, &settled.after);
    let form = &after.form;
    let profile = after.selection.profile;
    page.gap();
    page.spread([
        (0, label("工作表")),
        (3, text_link(place(&form.sheet, form.title.at), form.sheet.clone())),
    ]);
    page.spread([(0, label("表名")), (3, text(form.title.text.trim()))]);
    page.spread([
        (0, label("填报单位")),
        (3, text(form.unit_name.as_deref().unwrap_or("（未读出）").trim())),
    ]);
    let chosen = match (after.selection.given, after.selection.confirmed) {
        (true, _) => "由使用人指定",
        (false, true) => "按版式和得分识别",
        (false, false) => "按版式推测，未能确认，得分只提示不更正",
    };
    let explains = format!(
        "{}（{chosen}）；能解释本表 {}/{} 个得分",
        profile.name, after.selection.explained, after.selection.stated
    );
    page.spread([(0, label("评分办法")), (3, text(&explains))]);
    page.spread([(0, label("办法依据")), (3, text(&profile.rests_on))]);
    let total = before.form.total.as_ref().and_then(|total| total.score.as_ref());
    let stated = total.map(|field| field.text.trim()).filter(|text| !text.is_empty()).unwrap_or("（未填）");
    let computed =
        after.computed_total.map_or_else(|| "（无法重算）".to_owned(), |points| points.to_string());
    page.line([label("总分（填报）"), value(stated), label("总分（重算）"), value(&computed)]);
    let stated = before.form.grade.as_ref().map(|field| field.text.trim());
    let stated = match stated {
        Some("") => "（未填）",
        Some(grade) => grade,
        None => "（本表没有等级栏）",
    };
    let computed = after.computed_grade.as_deref().unwrap_or("（无法重算）");
    page.line([label("等级（填报）"), value(stated), label("等级（重算）"), value(computed)]);
}
