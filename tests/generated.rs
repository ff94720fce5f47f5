//! Forms of every layout with known mistakes: a check finds these and no others, and a correction leaves nothing to correct.

mod generator;

use std::collections::BTreeSet;

use generator::{GeneratedForm, generate};
use rust_decimal::{Decimal, dec};
use sha2::{Digest, Sha256};
use ziping::model::{Finding, Severity};
use ziping::read::{Workbook, read_forms, read_workbook};
use ziping::rules::{CATALOGUE, CheckedForm, Request, check};
use ziping::write::{Source, corrected};

const FORMS: u64 = 100;
const HALF: Decimal = dec!(0.5);

/// Seed, number and form.
fn forms() -> impl Iterator<Item = (u64, u64, GeneratedForm)> {
    (1..=3).flat_map(|seed| (1..=FORMS).map(move |number| (seed, number, generate(seed, number, HALF))))
}

fn checked(workbook: &Workbook) -> Vec<CheckedForm> {
    let forms = read_forms(workbook).expect("a form");
    forms.into_iter().map(|form| check(form, &Request::default())).collect()
}

fn read(bytes: &[u8]) -> Workbook {
    read_workbook(bytes).expect("a workbook")
}

/// `rule@sheet!cell` of every error that follows from no other.
fn roots(checked: &[CheckedForm]) -> BTreeSet<String> {
    let is_root = |finding: &&Finding| finding.severity == Severity::Error && finding.caused_by.is_none();
    let of_form = |form: &CheckedForm| {
        let named = |finding: &Finding| format!("{}@{}!{}", finding.rule, form.form.sheet, finding.cell);
        form.findings.iter().filter(is_root).map(named).collect::<Vec<_>>()
    };
    checked.iter().flat_map(of_form).collect()
}

fn known(form: &GeneratedForm) -> BTreeSet<String> {
    form.truth.iter().map(|fault| format!("{}@{}!{}", fault.rule, fault.sheet, fault.cell)).collect()
}

#[test]
fn every_mistake_is_found_and_nothing_else() {
    let mut rules = BTreeSet::new();
    let mut wrong = Vec::new();
    for (seed, number, form) in forms() {
        let (known, found) = (known(&form), roots(&checked(&read(&form.bytes))));
        rules.extend(form.truth.into_iter().map(|fault| fault.rule));
        if known != found {
            wrong.push(format!("{seed} {number} {}: known {known:?}, found {found:?}", form.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Those on the narrative need one beside the form.
    let injectable = CATALOGUE
        .iter()
        .filter(|rule| rule.severity == Severity::Error && !rule.id.starts_with("report-"))
        .map(|rule| rule.id.to_owned())
        .collect();
    assert_eq!(rules, injectable);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_other_forms() {
    for number in 1..=20 {
        let [one, again, other] = [7, 7, 8].map(|seed| generate(seed, number, HALF));
        assert_eq!((one.name, &one.bytes, &one.truth), (again.name, &again.bytes, &again.truth));
        assert_ne!(one.bytes, other.bytes);
    }
}

#[test]
fn the_share_decides_which_forms_have_mistakes_and_changes_no_other() {
    for number in 1..=20 {
        let [none, half, all] = [dec!(0), HALF, dec!(1)].map(|share| generate(7, number, share));
        assert!(none.truth.is_empty() && !all.truth.is_empty());
        let expected = if half.truth.is_empty() { none } else { all };
        assert_eq!((half.bytes, half.truth), (expected.bytes, expected.truth));
    }
}

#[test]
fn forms_are_of_ordinary_size() {
    for (_, _, form) in forms() {
        assert!((14..=40).contains(&form.indicators), "{}: {} rows", form.name, form.indicators);
        assert!((7_000..=14_000).contains(&form.bytes.len()), "{}: {} bytes", form.name, form.bytes.len());
    }
}

#[test]
fn a_correction_leaves_no_safe_fix() {
    let mut wrong = Vec::new();
    for (seed, number, form) in forms() {
        let workbook = read(&form.bytes);
        let sha256: String = Sha256::digest(&form.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let source = Source { file_name: &form.name, sha256: &sha256, bytes: &form.bytes };
        let copy = corrected(&workbook, &checked(&workbook), &[], &Request::default(), source, false);
        let copy = copy.expect("a corrected workbook");
        assert!(!copy.is_redrawn, "{}", form.name);
        let again = checked(&read(&copy.bytes));
        let left = again.iter().flat_map(|form| &form.findings).flat_map(Finding::safe_fixes);
        let left: Vec<String> = left.map(|fix| format!("{} = {}", fix.cell, fix.text)).collect();
        if !left.is_empty() {
            wrong.push(format!("{seed}/{number} {}: {left:?}", form.name));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
