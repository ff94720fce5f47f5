use ziping::model::Odd;

use crate::support::{told, whole};

const RULE: &str = "display-differs";

fn shows(shown: &str, stored: &str) -> Odd {
    Odd::ShowsOther { shown: shown.to_owned(), stored: stored.to_owned() }
}

#[test]
fn tells_what_is_shown_and_what_is_stored() {
    assert_eq!(
        told(&whole().odd("H15", shows("90", "30")), RULE),
        [
            "H15 warning | 30 → — | no fix | 这一格按数字格式显示“90”，实际存的是 30；核对按存的 30，请改正数字格式或数字"
        ]
    );
}

#[test]
fn tells_what_shows_nothing() {
    assert_eq!(
        told(&whole().odd("F6", shows(" ", "95")), RULE),
        [
            "F6 warning | 95 → — | no fix | 这一格按数字格式什么也不显示，实际存的是 95；核对按存的 95，请改正数字格式或数字"
        ]
    );
}

#[test]
fn concerns_every_cell_that_holds_a_number_by_its_place_and_no_other() {
    for (at, count) in [
        ("D6", 1),
        ("E6", 1),
        ("F7", 1),
        ("G6", 1),
        ("H6", 1),
        ("I6", 1),
        ("E14", 1),
        ("F14", 1),
        ("G14", 1),
        ("H14", 1),
        ("G17", 1),
        ("H17", 1),
        // A title, a label, a name, a reason, and a cell of no row.
        ("A1", 0),
        ("B6", 0),
        ("D14", 0),
        ("I14", 0),
        ("H40", 0),
    ] {
        assert_eq!(told(&whole().odd(at, shows("9", "5")), RULE).len(), count, "{at}");
    }
}

#[test]
fn passes_a_form_that_shows_what_it_stores() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}
