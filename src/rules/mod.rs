//! Floor 3: one file a rule; one array is the catalogue.
//!
//! [`check`] runs the rules in the order weights, amounts, rates, row inputs, scores, deviations, total, grade,
//! reasons, report. A later rule reads a cell that has a safe fix at its new value, so that a slip does not echo; what
//! follows from an earlier error is attached to it as a child.

mod causes;
mod checker;
mod draft;
mod form_numbers;
mod form_rows;
mod form_texts;
mod level1_group;
mod points_lost;
mod reading;
mod report;
mod row_facts;
mod row_words;
mod totals;

mod active_content;
mod actual_copies_target;
mod actual_not_a_number;
mod adjustment_rate_disagrees;
mod all_full_marks;
mod amount_unit_suspect;
mod basis_superseded;
mod budget_points_elsewhere;
mod budget_zero;
mod carry_over_rate_disagrees;
mod cell_repeated;
mod circular_reference;
mod comparator_in_actual;
mod comparator_missing;
mod date_outside_year;
mod derived_missing;
mod deviation_disagrees;
mod direction_suspect;
mod display_differs;
mod execution_above_budget;
mod execution_rate_disagrees;
mod execution_rate_wrong_base;
mod execution_row_differs;
mod execution_score_disagrees;
mod execution_scored_twice;
mod explanation_contradicts;
mod explanation_empty_words;
mod field_unread;
mod funding_off_total;
mod grade_disagrees;
mod group_missing;
mod heading_guessed;
mod hidden_content;
mod indicator_misfiled;
mod indicator_repeated;
mod indicator_too_heavy;
mod level1_label_off;
mod low_spending_full_output;
mod met_but_deducted;
mod missed_but_full;
mod over_fulfilment_unexplained;
mod parent_and_child_scored;
mod percent_scale_suspect;
mod qualitative_off_band;
mod report_amount_differs;
mod report_claim_false;
mod report_name_differs;
mod report_score_differs;
mod report_target_differs;
mod satisfaction_suspect;
mod scale_as_value;
mod score_above_weight;
mod score_disagrees;
mod score_missing;
mod score_negative;
mod scored_without_data;
mod template_hint_left;
mod text_damaged;
mod total_off_sum;
mod value_kind_clash;
mod value_unit_clash;
mod variance_unexplained;
mod weights_off_level1;
mod weights_off_total;

use checker::Verdict;
pub use checker::{CheckedForm, Checker};
pub(crate) use grade_disagrees::short as short_grade;
pub use report::requests;

use std::collections::BTreeMap;

use crate::budget;
use crate::model::{EvaluationForm, Level, Narrative, NotChecked, Severity, WaiverEntry, Wording};
use crate::score::{Selection, select};
use crate::template::Profile;

/// The steps of a check, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// 分值.
    Weights,
    /// Amounts of the funding block.
    Amounts,
    /// 执行率.
    Rates,
    /// What was typed into the indicator rows.
    Inputs,
    /// 得分.
    Scores,
    /// 偏差度.
    Deviations,
    /// 总分.
    Total,
    /// 等级.
    Grade,
    /// 偏差原因.
    Reasons,
    /// 自评报告, held against the form; the last step, so that it never stands above a finding of the form itself.
    Report,
}

const PHASES: [Phase; 10] = [
    Phase::Weights,
    Phase::Amounts,
    Phase::Rates,
    Phase::Inputs,
    Phase::Scores,
    Phase::Deviations,
    Phase::Total,
    Phase::Grade,
    Phase::Reasons,
    Phase::Report,
];

/// One rule: what it is called, when it runs, what it does.
pub struct Rule {
    /// Names the fault; never changes once released.
    pub id: &'static str,
    /// The Chinese title.
    pub title: &'static str,
    /// The English title.
    pub title_en: &'static str,
    /// Its usual severity.
    pub severity: Severity,
    /// The steps it takes part in.
    pub phases: &'static [Phase],
    /// Its page: 查什么, 为什么, 例, 怎么改, 依据.
    pub doc: &'static str,
    /// The same page in English: what it checks, why, example, remedy, basis.
    pub doc_en: &'static str,
    /// Looks at the form and reports.
    pub check: fn(&mut Checker<'_>, Phase),
}

/// Every rule, in the order findings are printed.
pub static CATALOGUE: &[&Rule] = &[
    &weights_off_total::RULE,
    &weights_off_level1::RULE,
    &level1_label_off::RULE,
    &budget_points_elsewhere::RULE,
    &execution_scored_twice::RULE,
    &indicator_too_heavy::RULE,
    &group_missing::RULE,
    &funding_off_total::RULE,
    &execution_above_budget::RULE,
    &budget_zero::RULE,
    &amount_unit_suspect::RULE,
    &execution_rate_disagrees::RULE,
    &execution_rate_wrong_base::RULE,
    &execution_row_differs::RULE,
    &adjustment_rate_disagrees::RULE,
    &carry_over_rate_disagrees::RULE,
    &template_hint_left::RULE,
    &heading_guessed::RULE,
    &actual_not_a_number::RULE,
    &value_kind_clash::RULE,
    &value_unit_clash::RULE,
    &percent_scale_suspect::RULE,
    &comparator_in_actual::RULE,
    &scale_as_value::RULE,
    &satisfaction_suspect::RULE,
    &date_outside_year::RULE,
    &direction_suspect::RULE,
    &indicator_repeated::RULE,
    &indicator_misfiled::RULE,
    &comparator_missing::RULE,
    &actual_copies_target::RULE,
    &text_damaged::RULE,
    &field_unread::RULE,
    &hidden_content::RULE,
    &display_differs::RULE,
    &circular_reference::RULE,
    &cell_repeated::RULE,
    &active_content::RULE,
    &execution_score_disagrees::RULE,
    &score_above_weight::RULE,
    &score_negative::RULE,
    &score_missing::RULE,
    &score_disagrees::RULE,
    &qualitative_off_band::RULE,
    &missed_but_full::RULE,
    &scored_without_data::RULE,
    &deviation_disagrees::RULE,
    &derived_missing::RULE,
    &total_off_sum::RULE,
    &parent_and_child_scored::RULE,
    &low_spending_full_output::RULE,
    &all_full_marks::RULE,
    &grade_disagrees::RULE,
    &variance_unexplained::RULE,
    &over_fulfilment_unexplained::RULE,
    &met_but_deducted::RULE,
    &explanation_empty_words::RULE,
    &explanation_contradicts::RULE,
    &report_score_differs::RULE,
    &report_target_differs::RULE,
    &report_amount_differs::RULE,
    &report_claim_false::RULE,
    &report_name_differs::RULE,
    &basis_superseded::RULE,
];

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    CATALOGUE.iter().copied().find(|rule| rule.id == id)
}

/// What a check goes by besides the form itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The profile that the user named; detected where there is none.
    pub profile: Option<&'static Profile>,
    /// Rules whose level the user set, by id; they outrank the profile's.
    pub levels: Option<&'a BTreeMap<String, Level>>,
    /// The report that goes with the form.
    pub narrative: Option<&'a Narrative>,
    /// What people said of findings; the first one that fits holds.
    pub waivers: &'a [WaiverEntry],
}

impl Request<'_> {
    /// The level that the user or else the profile gives a rule; `None` for its usual one.
    pub fn level(&self, rule: &Rule, profile: &Profile) -> Option<Level> {
        let user = self.levels.and_then(|levels| levels.get(rule.id));
        user.or_else(|| profile.levels.get(rule.id)).copied()
    }
}

impl From<&'static Profile> for Request<'_> {
    fn from(profile: &'static Profile) -> Self {
        Self { profile: Some(profile), ..Self::default() }
    }
}

/// Checks a form under the profile the user named, or under the one that its layout and scores point to.
pub fn check(form: EvaluationForm, request: &Request<'_>) -> CheckedForm {
    let selection = select(&form, request.profile);
    check_under(form, selection, request)
}

/// Checks the forms of one file; the report goes with the one that it is about, and where that is not plain the first form
/// says so.
pub fn check_all(forms: Vec<EvaluationForm>, request: &Request<'_>) -> Vec<CheckedForm> {
    let requests = requests(request, &forms.iter().collect::<Vec<_>>());
    let mut checked: Vec<CheckedForm> =
        forms.into_iter().zip(&requests).map(|(form, request)| check(form, request)).collect();
    if request.narrative.is_some()
        && requests.iter().all(|request| request.narrative.is_none())
        && let Some(first) = checked.first_mut()
    {
        first.not_checked.push(NotChecked {
            cell: first.form.title.at,
            what: Wording::new("自评报告", "the report"),
            why: Wording::new(
                "文件里有几张表，从报告标题看不出说的是哪一张",
                "the file has several forms, and the report's title does not say which it is about",
            ),
        });
    }
    checked
}

/// Checks a form under a profile already picked: after its cells were corrected, say.
pub fn check_under(form: EvaluationForm, selection: Selection, request: &Request<'_>) -> CheckedForm {
    let mut checker = Checker::new(&form, &selection, *request);
    for phase in PHASES {
        for rule in CATALOGUE {
            // Whoever asked for the check looks at the clock again and drops what was cut short.
            if rule.phases.contains(&phase) && budget::step().is_ok() {
                checker.run(rule, phase);
            }
        }
    }
    let Verdict { computed_total, computed_grade, findings, not_checked } = checker.finish();
    CheckedForm { form, selection, computed_total, computed_grade, findings, not_checked }
}
