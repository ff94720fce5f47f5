use ziping::model::Odd;

use crate::support::{told, whole};

const RULE: &str = "cell-repeated";

fn repeated(times: usize, earlier: &[&str], last: &str) -> Odd {
    let earlier = earlier.iter().map(|own| (*own).to_owned()).collect();
    Odd::Repeated { times, earlier, last: last.to_owned() }
}

#[test]
fn tells_what_was_written_first_and_last() {
    assert_eq!(
        told(&whole().odd("H15", repeated(2, &["1"], "30")), RULE),
        [
            "H15 warning | 30 → — | no fix | 文件把这一格写了 2 次：先写“1”，最后写“30”；与 Excel 一样，核对按最后一次的"
        ]
    );
}

#[test]
fn names_three_of_them_at_most() {
    let three = told(&whole().odd("A1", repeated(3, &["1", "2"], "3")), RULE);
    assert!(three[0].contains("写了 3 次：先写“1”、“2”，最后写“3”；"), "{three:?}");
    let many = told(&whole().odd("A1", repeated(9, &["1", "2"], "3")), RULE);
    assert!(many[0].contains("写了 9 次：先写“1”、“2”等，最后写“3”；"), "{many:?}");
}

#[test]
fn passes_a_form_whose_cells_stand_once() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}
