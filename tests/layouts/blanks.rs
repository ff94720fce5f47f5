//! Blank rows and columns anywhere, and forms that do not begin at A1.

use proptest::prelude::*;

use crate::canvas::Page;
use crate::families::all;
use crate::wording::cases;

/// Every fault of every page, at most the first of each, by name.
fn report(failed: &[(String, Vec<String>)], tried: usize) {
    let lines: Vec<String> =
        failed.iter().map(|(name, faults)| format!("{name}: {}", faults.join(" ‖ "))).collect();
    assert!(failed.is_empty(), "{} of {tried} go wrong:\n{}", failed.len(), lines.join("\n"));
}

/// The form itself must be read; what it gets wrong already is told elsewhere.
fn sound() -> Vec<(&'static str, Page)> {
    all()
        .into_iter()
        .map(|form| (form.family, form.page()))
        .filter(|(_, page)| page.faults().is_empty())
        .collect()
}

#[test]
fn a_blank_row_anywhere_changes_nothing() {
    let (mut failed, mut tried) = (Vec::new(), 0);
    for (family, page) in sound() {
        for row in 0..page.size().0 {
            tried += 1;
            let faults = page.with_blank_row(row).faults();
            if !faults.is_empty() {
                failed.push((format!("{family}, above row {}", row + 1), faults));
            }
        }
    }
    report(&failed, tried);
}

#[test]
fn a_blank_column_anywhere_changes_nothing() {
    let (mut failed, mut tried) = (Vec::new(), 0);
    for (family, page) in sound() {
        for col in 0..page.size().1 {
            tried += 1;
            let faults = page.with_blank_column(col).faults();
            if !faults.is_empty() {
                failed.push((format!("{family}, left of column {}", col + 1), faults));
            }
        }
    }
    report(&failed, tried);
}

#[test]
fn a_form_may_begin_anywhere() {
    let (mut failed, mut tried) = (Vec::new(), 0);
    for (family, page) in sound() {
        for (down, right) in [(1, 0), (0, 1), (39, 5), (3, 30)] {
            tried += 1;
            let faults = page.shifted(down, right).faults();
            if !faults.is_empty() {
                failed.push((format!("{family}, {down} down and {right} right"), faults));
            }
        }
    }
    report(&failed, tried);
}

/// The properties are worth something only where the forms themselves are read.
#[test]
fn every_family_is_read() {
    let sound = sound().len();
    assert_eq!(sound, all().len(), "families read without fault");
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn several_blank_rows_and_columns_change_nothing(
        family in 0_usize..13, rows in proptest::collection::vec(0_u32..60, 0..5), cols in proptest::collection::vec(0_u16..12, 0..3),
    ) {
        let plain = all()[family].page();
        prop_assume!(plain.faults().is_empty());
        let mut page = plain;
        for row in rows {
            page = page.with_blank_row(row % page.size().0);
        }
        for col in cols {
            page = page.with_blank_column(col % page.size().1);
        }
        let faults = page.faults();
        prop_assert!(faults.is_empty(), "{}: {}", all()[family].family, faults.join("\n"));
    }
}
