//! Why a form is checked by the profile it is checked by.

use super::Lang;
use crate::model::Column;
use crate::rules::CheckedForm;
use crate::score::{Candidate, Misfit, Selection, misfits};
use crate::template::Profile;

/// At most so many profiles whose layout differs are named.
const MOST_MISFITS: usize = 3;

/// The candidates, what each explains and why one won; `None` where there was nothing to choose.
pub(super) fn candidates_line(checked: &CheckedForm, lang: Lang) -> Option<String> {
    let selection = &checked.selection;
    if selection.given {
        return None;
    }
    match selection.candidates.iter().filter(|candidate| candidate.is_of_place).count() {
        0 => no_candidate(checked, lang),
        1 if selection.better_elsewhere().next().is_none() => None,
        _ => Some(several(selection, lang)),
    }
}

fn several(selection: &Selection, lang: Lang) -> String {
    let stated = selection.stated;
    let shown = |candidate: &Candidate| {
        let Candidate { profile, explained, contradicted, .. } = candidate;
        lang.choose(
            format!("{} 可解释 {explained}/{stated}、不符 {contradicted}", profile.id),
            format!("{} explains {explained}/{stated} and contradicts {contradicted}", profile.id),
        )
    };
    let better: Vec<&Candidate> = selection.better_elsewhere().collect();
    let of_place = selection.candidates.iter().filter(|candidate| candidate.is_of_place);
    let all: Vec<String> = of_place.chain(better.iter().copied()).map(shown).collect();
    let rivals: Vec<&str> = selection.rivals().map(|profile| profile.id.as_str()).collect();
    let id = &selection.profile.id;
    let why = if let Some(best) = better.first() {
        let other = &best.profile.id;
        lang.choose(
            format!("表上没有写明属于 {other} 的地区，暂按 {id}；确属该地的，请用 --profile {other}"),
            format!("the form names no place of {other}, so {id} is taken; if it is from there, use --profile {other}"),
        )
    } else if !rivals.is_empty() {
        let rivals = rivals.join(lang.comma());
        lang.choose(
            format!("{rivals} 解释得一样多，取表上写明地区的 {id}；结果不同的格子并列给出，不自动更正"),
            format!("{rivals} explains as much; {id} is taken for its place, and where they differ both results are shown, none corrected"),
        )
    } else {
        lang.choose(format!("{id} 解释得最多"), format!("{id} explains the most"))
    };
    lang.choose(format!("候选：{}。{why}", all.join("；")), format!("candidates: {}; {why}", all.join("; ")))
}

fn no_candidate(checked: &CheckedForm, lang: Lang) -> Option<String> {
    let near: Vec<String> = misfits(&checked.form)
        .iter()
        .take(MOST_MISFITS)
        .map(|(profile, misfit)| reason(profile, misfit, lang))
        .collect();
    let none = lang.choose("没有哪种评分办法的版式与本表相符", "no profile has this form's layout");
    Some(match near.is_empty() {
        true => none.to_owned(),
        false => format!("{none}{}{}", lang.choose("：", ": "), near.join(lang.choose("；", "; "))),
    })
}

fn reason(profile: &Profile, misfit: &Misfit, lang: Lang) -> String {
    let (zh, en) = match misfit {
        Misfit::NoColumn(column) => {
            (format!("本表没有“{}”栏", name(*column)), format!("the form has no column {}", name(*column)))
        }
        Misfit::FurtherColumn(column) => {
            (format!("本表多出“{}”栏", name(*column)), format!("the form has a column {}", name(*column)))
        }
        Misfit::Year => ("评价年度不同".to_owned(), "another fiscal year".to_owned()),
        Misfit::ExecutionWeight(Some(points)) => (
            format!("本表预算执行率为 {points} 分，该办法为 {} 分", profile.scoring.execution_weight),
            format!("the budget has {points} points, not {}", profile.scoring.execution_weight),
        ),
        Misfit::ExecutionWeight(None) => (
            format!("本表没有写明预算执行率 {} 分", profile.scoring.execution_weight),
            format!("the head does not state {} points for the budget", profile.scoring.execution_weight),
        ),
        Misfit::NoLevel1(group) => {
            (format!("本表没有一级指标“{group}”"), format!("the form has no level-1 group {group}"))
        }
        Misfit::FurtherLevel1(group) => {
            (format!("该办法没有一级指标“{group}”"), format!("it has no level-1 group {group}"))
        }
    };
    format!("{}{}", profile.id, lang.choose(format!("（{zh}）"), format!(" ({en})")))
}

fn name(column: Column) -> &'static str {
    match column {
        Column::Level1 => "一级指标",
        Column::Level2 => "二级指标",
        Column::Level3 => "三级指标",
        Column::Sign => "计算符号",
        Column::Target => "年度指标值",
        Column::OriginalTarget => "年初指标值",
        Column::Unit => "度量单位",
        Column::Actual => "实际完成值",
        Column::Weight => "分值",
        Column::Score => "得分",
        Column::Deviation => "偏差度",
        Column::VarianceNote => "偏差原因",
        Column::Other => "其他",
    }
}
