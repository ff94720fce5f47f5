use crate::support::{FormBuilder, children, detected, seed, told};

const RULE: &str = "execution-row-differs";

fn row(actual: &str) -> FormBuilder {
    seed().change("预算执行率", |row| row.actual(actual))
}

#[test]
fn flags_a_row_that_states_another_rate_than_the_head() {
    assert_eq!(
        told(&row("76.6%"), RULE),
        [
            "F19 error | 76.6% → 66.6% | review F19=66.6% | 指标行填写的预算执行率为 76.6%，表头执行率为 66.6，两处应一致"
        ]
    );
}

#[test]
fn passes_the_same_rate_in_another_writing() {
    for actual in ["66.6%", "66.60%", "66.6", "0.666"] {
        assert_eq!(told(&row(actual), RULE), [""; 0], "{actual}");
    }
}

#[test]
fn takes_the_coarser_of_both_writings_as_the_boundary() {
    for actual in ["67%", "66.55%", "66.64%"] {
        assert_eq!(told(&row(actual), RULE), [""; 0], "{actual}");
    }
    for actual in ["66%", "66.54%", "66.65%"] {
        assert_eq!(told(&row(actual), RULE).len(), 1, "{actual}");
    }
}

#[test]
fn follows_the_head_at_its_corrected_rate() {
    let both = row("71.9%").fund_cell(0, 5, "71.9");
    assert_eq!(
        told(&both, RULE),
        [
            "F19 error | 71.9% → 66.6% | review F19=66.6% | 指标行填写的预算执行率为 71.9%，表头执行率为 66.6，两处应一致"
        ]
    );
    assert!(
        children(&detected(&both))
            .contains(&"execution-row-differs@F19 ← execution-rate-disagrees@I4".to_owned())
    );
}

#[test]
fn proposes_nothing_where_the_head_itself_is_in_doubt() {
    // The parts no longer add up, so nobody can tell which outturn, and which rate, is right.
    let doubtful = row("70.5%").fund_cell(0, 3, "651.33");
    assert_eq!(
        told(&doubtful, RULE),
        [
            "F19 error | 70.5% → 66.6% | no fix | 指标行填写的预算执行率为 70.5%，表头执行率为 66.6，两处应一致"
        ]
    );
}

#[test]
fn works_the_rate_out_where_the_head_states_none() {
    assert_eq!(told(&row("66.6%").fund_cell(0, 5, ""), RULE), [""; 0]);
    assert_eq!(told(&row("76.6%").fund_cell(0, 5, ""), RULE).len(), 1);
}
