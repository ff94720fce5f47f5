use crate::support::{department, told, whole};

const RULE: &str = "field-unread";

#[test]
fn warns_of_points_amounts_and_rates_that_are_words() {
    let unread = whole()
        .fund_cell(1, 2, "详见附件")
        .fund_cell(0, 5, "较高")
        .change("任务完成率", |row| row.weight("五十").score("50"))
        .change("受益覆盖率", |row| row.score("满分"))
        .total("100", "约99");
    assert_eq!(
        told(&unread, RULE),
        [
            "H6 warning | 较高 → — | no fix | 此处应填百分比，填写为“较高”，无法读出数值",
            "E7 warning | 详见附件 → — | no fix | 此处应填金额，填写为“详见附件”，无法读出数值",
            "G14 warning | 五十 → — | no fix | 此处应填分数，填写为“五十”，无法读出数值",
            "H15 warning | 满分 → — | no fix | 此处应填分数，填写为“满分”，无法读出数值",
            "H17 warning | 约99 → — | no fix | 此处应填分数，填写为“约99”，无法读出数值",
        ]
    );
}

#[test]
fn warns_of_a_deviation_in_words() {
    assert_eq!(
        told(&department().indicator(|row| row.deviation("无偏差")), RULE),
        ["I14 warning | 无偏差 → — | no fix | 此处应填百分比，填写为“无偏差”，无法读出数值"]
    );
}

#[test]
fn passes_numbers_with_their_units() {
    let units = whole()
        .fund_cell(0, 3, "95.00万元")
        .fund_cell(0, 2, "１００")
        .change("任务完成率", |row| row.weight("50分").score(" 50 "));
    assert_eq!(told(&units, RULE), [""; 0]);
}

#[test]
fn takes_a_dash_for_nothing() {
    for dash in ["-", "—", "/", " ", ""] {
        assert_eq!(told(&whole().fund_cell(2, 2, dash), RULE), [""; 0], "{dash:?}");
    }
}
