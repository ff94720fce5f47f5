//! Headings in other words, split or bracketed, and columns in another order.

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, RngSeed};
use ziping::model::{Column, FundingColumn};

use crate::families::{all, national, tianjin, zhengzhou};
use crate::layout::Layout;
use crate::southwest::sichuan;

pub(crate) fn cases(cases: u32) -> Config {
    Config {
        cases,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_260_731),
        failure_persistence: None::<Box<FileFailurePersistence>>.map(|own| own as _),
        ..Config::default()
    }
}

const TARGETS: &[&str] = &[
    "年度指标值",
    "年度指标值(A)",
    "指标值",
    "指标值（A）",
    "年初指标值",
    "年初目标值",
    "年初目标值(A)",
    "年初设定目标",
    "目标值",
    "目标值（标准）",
    "预期指标值",
    "预期目标值",
    "计划值",
    "绩效目标值",
    "年初指标\n标值",
    "调整指标值",
];
const ACTUALS: &[&str] = &[
    "实际完成值",
    "实际完成值(B)",
    "实际 完成值",
    "全年实际值",
    "全年实际值（B）",
    "全年完成值",
    "年终完成值",
    "完成值",
    "自评完成值",
    "实际值",
    "完成情况",
    "实际完成情况",
    "目标完成情况",
];
const WEIGHTS: &[&str] = &[
    "分值",
    "权重",
    "权重（分）",
    "指标权重(分)",
    "权重（%）",
    "参考分",
    "考核参考分",
    "标准分",
    "满分",
    "分值权重",
];
const SCORES: &[&str] = &["得分", "自评得分", "自评分", "指标得分（分）", "实际得分", "评分"];
const NOTES: &[&str] = &[
    "偏差原因分析及改进措施",
    "偏差原因分析",
    "偏差原因",
    "未完成原因分析",
    "未完成原因分析及改进措施",
    "未完成原因及改进措施",
    "未完成原因及拟采取的改进措施",
    "未完成原因和改进措施",
    "偏差大或目标未完成原因分析",
    "原因",
    "说明",
    "备注",
];
const DEVIATIONS: &[&str] = &["偏差度", "偏差率", "偏离度", "偏离率"];
const SIGNS: &[&str] = &["指标性质", "计算符号", "指标类型", "目标方向"];
const UNITS: &[&str] = &["度量单位", "计量单位", "单位"];
const NAMES: &[&str] = &["三级指标", "指标名称", "评价指标", "指标内容", "指标", "名称", "绩效指标"];

const BUDGETS: &[&str] = &[
    "全年预算数",
    "全年预算数(A)",
    "全年（调整）预算数",
    "调整后预算数",
    "调整预算（A）",
    "预算数",
    "预算数（A）",
];
const ORIGINALS: &[&str] = &["年初预算数", "年初预算"];
const OUTTURNS: &[&str] =
    &["全年执行数", "全年执行数(B)", "执行数（B）", "预算执行数", "实际支出", "全年支出数", "决算数"];
const RATES: &[&str] = &["执行率", "执行率（B/A）", "预算执行率", "执行率（%）"];

fn faults_of(form: &Layout, role: Column, words: &[&str]) -> Vec<String> {
    let mut failed = Vec::new();
    for word in words {
        let mut form = form.clone();
        form.heading(role, word);
        if let Some(fault) = form.page().faults().into_iter().next() {
            failed.push(format!("{} with {word:?}: {fault}", form.family));
        }
    }
    failed
}

#[track_caller]
fn all_read(failed: &[String]) {
    assert!(failed.is_empty(), "{} headings are misread:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn every_heading_of_a_target_is_known() {
    all_read(
        &[faults_of(&national(), Column::Target, TARGETS), faults_of(&tianjin(), Column::Target, TARGETS)]
            .concat(),
    );
}

#[test]
fn every_heading_of_an_actual_value_is_known() {
    all_read(
        &[faults_of(&national(), Column::Actual, ACTUALS), faults_of(&tianjin(), Column::Actual, ACTUALS)]
            .concat(),
    );
}

#[test]
fn every_heading_of_points_and_scores_is_known() {
    let points = faults_of(&national(), Column::Weight, WEIGHTS);
    all_read(&[points, faults_of(&national(), Column::Score, SCORES)].concat());
}

#[test]
fn every_heading_of_reasons_and_deviations_is_known() {
    let notes = faults_of(&national(), Column::VarianceNote, NOTES);
    all_read(&[notes, faults_of(&zhengzhou(), Column::Deviation, DEVIATIONS)].concat());
}

#[test]
fn every_heading_of_signs_units_and_names_is_known() {
    let (signs, units) =
        (faults_of(&sichuan(), Column::Sign, SIGNS), faults_of(&sichuan(), Column::Unit, UNITS));
    all_read(&[signs, units, faults_of(&tianjin(), Column::Level3, NAMES)].concat());
}

#[test]
fn every_heading_of_the_funds_is_known() {
    let mut failed = Vec::new();
    for (role, words) in [
        (FundingColumn::OriginalBudget, ORIGINALS),
        (FundingColumn::RevisedBudget, BUDGETS),
        (FundingColumn::Outturn, OUTTURNS),
        (FundingColumn::ExecutionRate, RATES),
    ] {
        for word in words {
            let mut form = national();
            for (heading, own) in form.funding.iter_mut().flat_map(|funding| &mut funding.columns) {
                if *own == Some(role) {
                    (*word).clone_into(heading);
                }
            }
            failed.extend(form.page().faults().into_iter().next().map(|fault| format!("{word:?}: {fault}")));
        }
    }
    all_read(&failed);
}

/// How a heading is broken up or marked.
fn decorated(heading: &str, style: usize) -> String {
    let joined = |by: &str| heading.chars().map(String::from).collect::<Vec<_>>().join(by);
    match style {
        0 => heading.to_owned(),
        1 => joined("\n"),
        2 => joined(" "),
        3 => joined("\u{3000}"),
        4 => format!(" {heading}\n（A）"),
        5 => format!("{heading}(分)"),
        6 => format!("{heading}（B）\u{a0}"),
        _ => heading.replace('(', "（").replace(')', "）"),
    }
}

/// A heading above headings holds its columns together; a label beside the block keeps 总分 off the values.
fn may_be_shuffled(form: &Layout) -> bool {
    form.groups.is_empty() && form.blocks[0].side.is_some() && form.page().faults().is_empty()
}

fn shuffle(form: &mut Layout, order: &[usize], funds: &[usize]) {
    let within =
        |order: &[usize], len: usize| order.iter().copied().filter(|at| *at < len).collect::<Vec<_>>();
    let to = within(order, form.columns.len());
    form.columns = to.iter().map(|at| form.columns[*at].clone()).collect();
    if let Some(own) = &mut form.funding {
        let to = within(funds, own.columns.len());
        own.columns = to.iter().map(|at| own.columns[*at].clone()).collect();
        for (_, texts) in &mut own.rows {
            *texts = to.iter().map(|at| texts[*at]).collect();
        }
    }
}

fn headings(form: &Layout) -> String {
    let columns: Vec<&str> = form.columns.iter().map(|own| own.heading.as_str()).collect();
    let funds: Vec<&str> =
        form.funding.iter().flat_map(|own| &own.columns).map(|own| own.0.as_str()).collect();
    format!("{} {columns:?} {funds:?}", form.family)
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn headings_split_and_bracketed_are_the_same_headings(
        family in 0_usize..13, styles in proptest::collection::vec(0_usize..8, 12),
    ) {
        let mut form = all().swap_remove(family);
        prop_assume!(form.page().faults().is_empty());
        for (own, style) in form.columns.iter_mut().zip(styles.iter().cycle()).filter(|(own, _)| own.role != Column::Other) {
            own.heading = decorated(&own.heading, *style);
        }
        for ((heading, _), style) in form.funding.iter_mut().flat_map(|own| &mut own.columns).zip(styles.iter().rev().cycle()) {
            *heading = decorated(heading, *style);
        }
        let faults = form.page().faults();
        prop_assert!(faults.is_empty(), "{}: {}", form.family, faults.join("\n"));
    }

    #[test]
    fn synonyms_may_be_mixed(picks in proptest::collection::vec(0_usize..1000, 6), which in 0_usize..3) {
        let mut form = [national(), zhengzhou(), sichuan()].into_iter().nth(which).expect("three");
        let tables = [
            (Column::Target, TARGETS), (Column::Actual, ACTUALS), (Column::Weight, WEIGHTS),
            (Column::Score, SCORES), (Column::VarianceNote, NOTES), (Column::Deviation, DEVIATIONS),
        ];
        for ((role, words), pick) in tables.into_iter().zip(&picks) {
            form.heading(role, words[pick % words.len()]);
        }
        let headings: Vec<String> = form.columns.iter().map(|own| own.heading.clone()).collect();
        let faults = form.page().faults();
        prop_assert!(faults.is_empty(), "{headings:?}: {}", faults.join("\n"));
    }

    #[test]
    fn columns_behind_the_levels_may_stand_in_any_order(
        family in 0_usize..13,
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        funds in Just((0..7).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let mut form = all().swap_remove(family);
        prop_assume!(may_be_shuffled(&form));
        let is_level = |at: &usize| {
            let role = form.columns.get(*at).map(|own| own.role);
            matches!(role, Some(Column::Level1 | Column::Level2 | Column::Level3))
        };
        let (mut first, rest): (Vec<usize>, Vec<usize>) = order.into_iter().partition(is_level);
        first.sort_unstable();
        first.extend(rest);
        shuffle(&mut form, &first, &funds);
        let faults = form.page().faults();
        prop_assert!(faults.is_empty(), "{}: {}", headings(&form), faults.join("\n"));
    }

    #[test]
    fn columns_may_stand_in_any_order(
        family in 0_usize..13,
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        funds in Just((0..7).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let mut form = all().swap_remove(family);
        prop_assume!(may_be_shuffled(&form));
        shuffle(&mut form, &order, &funds);
        let faults = form.page().faults();
        prop_assert!(faults.is_empty(), "{}: {}", headings(&form), faults.join("\n"));
    }
}
