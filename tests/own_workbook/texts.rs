//! WB-11: what a clerk typed stays text, and nothing leads outside that did not before.

use std::collections::BTreeSet;

use super::book::Book;
use super::copies::{copies, copy};
use super::log::ADDED;

/// What the texts of the form would do as formulas.
const DANGEROUS: [&str; 6] = ["cmd", "HYPERLINK", "http", "DDE", "WEBSERVICE", "["];

#[test]
fn no_text_becomes_a_formula() {
    let copy = copy("like-formulas");
    let (before, after) = (Book::open(&copy.fixture.bytes), Book::open(&copy.bytes));
    let mut carried = 0;
    for sheet in ADDED {
        for (at, cell) in after.cells(sheet) {
            if let Some(formula) = &cell.formula {
                assert!(!DANGEROUS.iter().any(|word| formula.contains(word)), "{sheet}!{at}: {formula}");
                let typed = before.cells(copy.fixture.sheet).into_values().map(|cell| cell.value);
                let typed: Vec<_> = typed.filter(|text| text.starts_with(['=', '+', '-', '@'])).collect();
                assert!(
                    !typed.iter().any(|text| text.trim_start_matches('=') == formula),
                    "{sheet}!{at}: {formula}"
                );
            }
            carried += usize::from(cell.value.starts_with(['=', '+', '-', '@']) && cell.kind == "s");
        }
    }
    assert!(
        carried >= 4,
        "the names that begin like formulas are on the added sheets as texts, {carried} of them"
    );
    for at in ["B3", "B4", "F4", "D15", "I15"] {
        let (was, is) =
            (before.cell_at(copy.fixture.sheet, at).unwrap(), after.cell_at(copy.fixture.sheet, at).unwrap());
        assert!(was.value == is.value && is.kind == "s" && is.formula.is_none(), "{at}: {is:?}");
    }
}

/// Links to the web, to other workbooks and to data stay those that were there.
#[test]
fn nothing_leads_outside_that_did_not_before() {
    for copy in copies() {
        let outside = |book: &Book| -> BTreeSet<String> {
            let names = book.package.names().map(str::to_owned).chain([String::new()]);
            let relations = names.flat_map(|name| book.package.relations(&name));
            relations.filter(|relation| relation.external).map(|relation| relation.target).collect()
        };
        let (before, after) = (Book::open(&copy.fixture.bytes), Book::open(&copy.bytes));
        assert_eq!(outside(&before), outside(&after), "{}", copy.fixture.name);
        for part in after.package.names().filter(|name| before.package.part(name).is_none()) {
            let active = ["externalLink", "connections", "vbaProject", "embeddings", "queryTable"];
            assert!(!active.iter().any(|word| part.contains(word)), "{}: {part}", copy.fixture.name);
        }
    }
}

/// The added sheets calculate with what every program knows, and the same way each time.
#[test]
fn added_formulas_are_plain() {
    const LATER: [&str; 12] = [
        "NOW(",
        "TODAY(",
        "RAND",
        "INDIRECT(",
        "OFFSET(",
        "LET(",
        "XLOOKUP(",
        "TEXTJOIN(",
        "IFS(",
        "CONCAT(",
        "_xlfn",
        "_xlws",
    ];
    for copy in copies() {
        let (before, after) = (Book::open(&copy.fixture.bytes), Book::open(&copy.bytes));
        for sheet in &after.sheets {
            let old = before.sheet(&sheet.name).map(|sheet| before.cells(&sheet.name)).unwrap_or_default();
            for (at, cell) in after.cells(&sheet.name) {
                let new = old.get(&at).is_none_or(|before| before.formula != cell.formula);
                let formula = cell.formula.filter(|_| new).unwrap_or_default();
                assert!(!LATER.iter().any(|word| formula.contains(word)), "{}!{at}: {formula}", sheet.name);
            }
        }
    }
}
