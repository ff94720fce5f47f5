//! One module a rule: a row that fails, a row that passes, a row on the boundary.

mod support;

mod rules {
    mod adjustment_rate_disagrees;
    mod carry_over_rate_disagrees;
    mod derived_missing;
    mod deviation_disagrees;
    mod execution_above_budget;
    mod execution_rate_disagrees;
    mod execution_row_differs;
    mod execution_score_disagrees;
    mod field_unread;
    mod funding_off_total;
    mod grade_disagrees;
    mod hidden_content;
    mod missed_but_full;
    mod score_above_weight;
    mod score_disagrees;
    mod score_missing;
    mod score_negative;
    mod scored_without_data;
    mod total_off_sum;
    mod value_kind_clash;
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
