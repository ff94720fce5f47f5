use rust_xlsxwriter::Workbook;
use ziping::model::Column;
use ziping::read::{read_forms, read_workbook};

use crate::support::{form, told};

const RULE: &str = "heading-guessed";

#[test]
fn tells_of_a_column_told_by_part_of_its_heading() {
    assert_eq!(
        told(&form().guessed(Column::Actual, 'F', "截至年末\n完成值"), RULE),
        ["F12 info | 截至年末完成值 → — | no fix | 栏目“截至年末完成值”按“实际完成值”理解，请核对"]
    );
}

#[test]
fn tells_of_each_of_them() {
    let form =
        form().guessed(Column::Score, 'H', "单位自评打分").guessed(Column::VarianceNote, 'I', "扣分原因");
    assert_eq!(told(&form, RULE).len(), 2);
}

#[test]
fn is_silent_where_every_heading_is_known() {
    assert_eq!(told(&form().indicator(|row| row), RULE), [""; 0]);
}

/// A form with these headings for target, actual value and reason.
fn read(headings: [&str; 3]) -> Vec<String> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "项目支出绩效自评表").expect("a cell");
    let [target, actual, reason] = headings;
    let head = ["一级指标", "二级指标", "三级指标", target, actual, "分值", "得分", reason];
    let row = ["产出指标", "数量指标", "培训人数", "≥100人", "120人", "10", "10", ""];
    for (col, (head, text)) in (0..).zip(head.into_iter().zip(row)) {
        sheet.write(1, col, head).expect("a cell");
        sheet.write(2, col, text).expect("a cell");
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let forms = read_workbook(&bytes).and_then(|book| read_forms(&book)).expect("a form");
    forms[0]
        .plan
        .guessed
        .iter()
        .map(|guess| format!("{} {:?} {}", guess.at, guess.column, guess.heading))
        .collect()
}

#[test]
fn the_reader_says_which_it_guessed() {
    assert_eq!(
        read(["年度指标值", "截至年末完成值", "扣分原因"]),
        ["E2 Actual 截至年末完成值", "H2 VarianceNote 扣分原因"]
    );
    assert_eq!(read(["年度指标值", "实际完成值", "偏差原因分析及改进措施"]), [""; 0]);
}
