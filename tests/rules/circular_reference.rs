use ziping::model::Odd;

use crate::support::{told, whole};

const RULE: &str = "circular-reference";

fn ring(cells: &[&str], count: usize) -> Odd {
    Odd::Ring { cells: cells.iter().map(|cell| (*cell).to_owned()).collect(), count }
}

#[test]
fn names_the_ring_in_its_order() {
    assert_eq!(
        told(&whole().odd("H14", ring(&["自评表!H14", "底稿!B2", "自评表!H15"], 3)), RULE),
        [
            "H14 warning | — → — | no fix | 公式循环引用：自评表!H14 → 底稿!B2 → 自评表!H15 → 自评表!H14（共 3 格），\
          算不出确定的结果；核对按存盘时的结果，请改掉其中一格的公式"
        ]
    );
}

#[test]
fn a_cell_that_reads_itself_is_a_ring_of_one() {
    let told = told(&whole().odd("H14", ring(&["自评表!H14"], 1)), RULE);
    assert!(told[0].contains("：自评表!H14 → 自评表!H14（共 1 格）"), "{told:?}");
}

#[test]
fn leaves_out_the_middle_of_a_long_ring() {
    let told =
        told(&whole().odd("H14", ring(&["甲!A1", "甲!A2", "甲!A3", "甲!A4", "甲!A98", "甲!A99"], 99)), RULE);
    assert!(
        told[0].contains("甲!A1 → 甲!A2 → 甲!A3 → 甲!A4 → … → 甲!A98 → 甲!A99 → 甲!A1（共 99 格）"),
        "{told:?}"
    );
}

#[test]
fn passes_a_form_without_a_ring() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}
