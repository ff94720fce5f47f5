use crate::support::{FormBuilder, form, told, whole};

const RULE: &str = "indicator-too-heavy";

/// Rows of these points, all 产出.
fn rows(weights: &[&str]) -> FormBuilder {
    weights.iter().enumerate().fold(form(), |form, (index, weight)| {
        form.indicator(|row| row.name(&format!("指标{index}")).weight(weight))
    })
}

#[test]
fn tells_of_a_row_of_more_than_20_of_100_points() {
    assert_eq!(
        told(&rows(&["30", "15", "15", "15", "15"]), RULE),
        ["G14 info | 30 → — | no fix | 分值 30 占全表 100 分的 30%，超过 20 分"]
    );
}

#[test]
fn tells_of_a_row_of_half_its_group() {
    assert_eq!(
        told(&rows(&["10", "5", "5"]), RULE),
        ["G14 info | 10 → — | no fix | 分值 10 占“产出指标”3 行共 20 分的 50%"]
    );
}

#[test]
fn tells_of_each_row_once() {
    let heavy = rows(&["40", "5", "5", "5", "25"]);
    assert_eq!(told(&heavy, RULE).len(), 2);
}

#[test]
fn passes_20_points_and_less_than_half() {
    assert_eq!(told(&rows(&["20", "20", "20", "20", "10"]), RULE), [""; 0]);
    assert_eq!(told(&rows(&["20.5", "20", "20", "20", "9.5"]), RULE).len(), 1);
    assert_eq!(told(&rows(&["9.9", "5", "5"]), RULE), [""; 0]);
}

#[test]
fn passes_a_form_or_a_group_of_few_rows() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&rows(&["18", "2"]), RULE), [""; 0]);
}

#[test]
fn is_silent_where_a_weight_cannot_be_read() {
    assert_eq!(told(&rows(&["10", "5", "十分"]), RULE), [""; 0]);
    assert_eq!(told(&rows(&["", "", ""]), RULE), [""; 0]);
}
