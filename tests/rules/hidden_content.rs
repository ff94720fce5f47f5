use ziping::model::{Odd, Unseen};

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
fn tells_of_text_that_cannot_be_seen() {
    let (white, tiny) = (Odd::Unseen(Unseen::Ink), Odd::Unseen(Unseen::Size));
    let form = whole().odd("B15", white.clone()).odd("H14", white.clone()).odd("H15", tiny);
    assert_eq!(
        told(&form, RULE),
        ["B15 info | — → — | no fix | B15、H14 的字与底色同色，H15 的字小到看不见，其中的内容也已核对"]
    );
    let hidden = told(&form.hidden(false, &[16], ""), RULE);
    assert_eq!(
        hidden,
        [
            "D16 info | — → — | no fix | 第 16 行被隐藏，B15、H14 的字与底色同色，H15 的字小到看不见，其中的内容也已核对"
        ]
    );
    let many = (1..=9).fold(whole(), |form, row| form.odd(&format!("A{row}"), white.clone()));
    assert_eq!(
        told(&many, RULE),
        [
            "A1 info | — → — | no fix | A1、A2、A3、A4、A5、A6、A7、A8 等 9 格的字与底色同色，其中的内容也已核对"
        ]
    );
}

#[test]
fn passes_a_form_that_is_shown() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}
