use crate::support::{FormBuilder, form, told, whole};

const RULE: &str = "execution-scored-twice";

fn with_row(name: &str) -> FormBuilder {
    whole().indicator(|row| row.name(name).weight("2"))
}

#[test]
fn tells_of_an_indicator_for_what_the_head_scores() {
    assert_eq!(
        told(&with_row("预算执行率"), RULE),
        [
            "G17 info | 2 → — | no fix | 预算执行率在表头占 10 分，指标“预算执行率”又占 2 分，合计 100 分中的 12 分"
        ]
    );
}

#[test]
fn tells_of_several_rows_at_once() {
    let two = with_row("资金支付率").indicator(|row| row.name("预算完成率").weight("3"));
    let lines = told(&two, RULE);
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].ends_with("指标“资金支付率”“预算完成率”又占 2 + 3 分，合计 100 分中的 15 分"),
        "{}",
        lines[0]
    );
}

#[test]
fn passes_rows_that_measure_something_else() {
    for name in ["政府采购执行率", "资金到位率", "预算调整率", "结转结余率"] {
        assert_eq!(told(&with_row(name), RULE), [""; 0], "{name}");
    }
}

#[test]
fn passes_a_row_or_a_head_without_points() {
    assert_eq!(told(&with_row("预算执行率").change("预算执行率", |row| row.weight("0")), RULE), [""; 0]);
    assert_eq!(told(&with_row("预算执行率").fund_cell(0, 4, "0"), RULE), [""; 0]);
    assert_eq!(told(&with_row("预算执行率").fund_cell(0, 4, "0.5"), RULE).len(), 1);
}

#[test]
fn is_silent_where_the_head_states_no_points_or_those_of_the_whole_form() {
    assert_eq!(told(&with_row("预算执行率").fund_cell(0, 4, ""), RULE), [""; 0]);
    assert_eq!(told(&with_row("预算执行率").fund_cell(0, 4, "100"), RULE), [""; 0]);
    assert_eq!(told(&form().indicator(|row| row.name("预算执行率")), RULE), [""; 0]);
}
