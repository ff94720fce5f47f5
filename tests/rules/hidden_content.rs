use crate::support::{detected, told, whole};

const RULE: &str = "hidden-content";

#[test]
fn tells_which_rows_and_columns_are_hidden() {
    assert_eq!(
        told(&whole().hidden(false, &[6, 14, 15, 16], "FH"), RULE),
        ["A6 info | — → — | no fix | 第 6、14–16 行，F、H 列被隐藏，其中的内容也已核对"]
    );
}

#[test]
fn points_at_the_hidden_indicator() {
    assert_eq!(
        told(&whole().hidden(false, &[15], ""), RULE),
        ["D15 info | — → — | no fix | 第 15 行被隐藏，其中的内容也已核对"]
    );
}

#[test]
fn points_at_the_heading_of_a_hidden_column() {
    assert_eq!(
        told(&whole().hidden(false, &[], "GHI"), RULE),
        ["G13 info | — → — | no fix | G–I 列被隐藏，其中的内容也已核对"]
    );
}

#[test]
fn tells_of_a_hidden_sheet() {
    let checked = detected(&whole().hidden(true, &[], ""));
    let found: Vec<_> = checked.findings.iter().filter(|finding| finding.rule == RULE).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].cell.to_string(), "A1");
    assert_eq!(found[0].message.zh, "工作表被隐藏，其中的内容也已核对");
    assert_eq!(found[0].message.en, "hidden: the sheet; what stands there was checked too");
}

#[test]
fn passes_a_form_that_is_shown() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}
