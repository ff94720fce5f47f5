use crate::support::{FormBuilder, findings, form, seed, told};

const RULE: &str = "score-above-weight";

/// A row beside a sound one, so that one wrong score does not shake the profile.
fn beside_a_sound_row(form: FormBuilder) -> FormBuilder {
    form.indicator(|row| row.name("甲")).indicator(|row| row.name("乙"))
}

#[test]
fn flags_a_score_above_its_weight() {
    let form = beside_a_sound_row(form().indicator(|row| row.weight("10").score("12")));
    assert_eq!(findings(&form), ["H14 error[score-above-weight] 得分 12 超过分值 10，应为 10"]);
    assert_eq!(told(&form, RULE), ["H14 error | 12 → 10 | safe H14=10 | 得分 12 超过分值 10，应为 10"]);
}

#[test]
fn cuts_a_missed_row_to_what_it_earns_not_to_its_weight() {
    let missed = beside_a_sound_row(form().indicator(|row| row.actual("45%").weight("10").score("12")));
    assert_eq!(told(&missed, RULE), ["H14 error | 12 → 5 | safe H14=5 | 得分 12 超过分值 10，应为 5"]);
}

#[test]
fn passes_a_score_of_exactly_its_weight() {
    assert_eq!(told(&form().indicator(|row| row.weight("10").score("10")), RULE), [""; 0]);
    assert_eq!(told(&form().indicator(|row| row.weight("10").score("10.00")), RULE), [""; 0]);
}

#[test]
fn flags_a_hundredth_above() {
    assert_eq!(told(&form().indicator(|row| row.weight("10").score("10.01")), RULE).len(), 1);
}

#[test]
fn only_proposes_the_weight_where_a_person_judges_the_row() {
    let judged = form().indicator(|row| row.target("良好").actual("较好").weight("10").score("12"));
    assert_eq!(told(&judged, RULE), ["H14 error | 12 → 10 | review H14=10 | 得分 12 超过分值 10，最多 10"]);
}

#[test]
fn only_proposes_where_the_profile_is_not_confirmed() {
    // The form's only score is wrong: nothing speaks for the profile.
    assert_eq!(
        told(&form().indicator(|row| row.weight("10").score("12")), RULE),
        ["H14 error | 12 → 10 | review H14=10 | 得分 12 超过分值 10，应为 10"]
    );
}

#[test]
fn proposes_nothing_where_an_input_of_the_row_is_in_doubt() {
    let doubtful = seed().change("预算调整率", |row| row.actual("9.79%").score("3"));
    assert_eq!(told(&doubtful, RULE), ["H20 error | 3 → 2 | no fix | 得分 3 超过分值 2，应为 2"]);
}

#[test]
fn leaves_a_blank_score_or_weight_to_other_rules() {
    assert_eq!(told(&form().indicator(|row| row.score("")), RULE), [""; 0]);
    assert_eq!(told(&form().indicator(|row| row.weight("").score("12")), RULE), [""; 0]);
}
