//! One module a rule: a row that fails, a row that passes, a row on the boundary.

mod support;

mod rules {
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
}

/// What the tests of single rules break is sound to begin with.
#[test]
fn the_form_they_start_from_has_no_finding() {
    assert_eq!(support::findings(&support::whole()), [""; 0]);
    let selection = support::detected(&support::whole()).selection;
    assert_eq!((selection.profile.id.as_str(), selection.confirmed), ("national-project", true));
}

/// 产出指标 with 60 points of its own over two rows of 30; 满意度 with 30; 10 in the head.
fn with_parent(is_parent: bool) -> Vec<String> {
    let mut form = support::form()
        .funding(["年度资金总额", "100", "100", "95", "10", "95%", "9.5"])
        .indicator(|row| row.name("").target("").actual("").weight("60").score("45"))
        .indicator(|row| row.name("培训人次").target("≥100人").actual("120人").weight("30"))
        .indicator(|row| {
            row.name("课时").target("≥100课时").actual("50课时").weight("30").score("15").reason("停课")
        })
        .indicator(|row| row.levels("满意度指标", "服务对象满意度指标").name("学员满意度").weight("30"))
        .total("100", "84.5")
        .build();
    form.indicators[0].is_parent = is_parent;
    let checked = ziping::rules::check(form, &ziping::rules::Request::default());
    let errors = checked.findings.iter().filter(|finding| finding.severity == ziping::model::Severity::Error);
    errors.map(|finding| format!("{}@{}", finding.rule, finding.cell)).collect()
}

#[test]
fn a_parent_row_is_not_counted_again() {
    assert_eq!(with_parent(true), [""; 0]);
}

#[test]
fn without_the_mark_it_would_be() {
    let errors = with_parent(false);
    for rule in ["weights-off-total", "total-off-sum", "scored-without-data", "variance-unexplained"] {
        assert!(errors.iter().any(|error| error.starts_with(rule)), "{rule}: {errors:?}");
    }
}
