//! Every file of the table, alone: how the run ends, what it says, and what it takes.

use std::fs;

use super::run::{Ran, measured};
use super::table::{Expect, Row, TABLE};

/// The code that the file was refused by.
fn code(ran: &Ran) -> Option<&str> {
    let (_, rest) = ran.err.split_once("（F")?;
    rest.get(..3).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// What is not as the table says.
fn differences((number, name, generate, expect): &Row) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let bytes = generate();
    fs::write(folder.path().join(name), &bytes).unwrap();
    let ran = measured(folder.path(), &["check", name]);
    let mut differences = ran.breaches(&bytes);
    let code = code(&ran).map(|digits| format!("F{digits}"));
    match (expect, &code) {
        (Expect::Refused(wanted, says), Some(code)) => {
            if code != wanted {
                differences.push(format!("refused by {code} instead of {wanted}"));
            }
            if !ran.err.contains(says) {
                differences.push(format!("does not say {says}: {}", ran.err));
            }
            if ran.code != 2 {
                differences.push(format!("ended with {} although refused", ran.code));
            }
        }
        (Expect::Refused(wanted, _), None) => differences.push(format!("checked instead of {wanted}")),
        (Expect::Either(codes), Some(code)) if !codes.contains(&code.as_str()) => {
            differences.push(format!("refused by {code} instead of {codes:?}"));
        }
        (Expect::Checked | Expect::Says(_), Some(code)) => {
            differences.push(format!("refused by {code}: {}", ran.err));
        }
        (Expect::Says(words), None) if !ran.said().contains(words) => {
            differences.push(format!("does not say {words}: {}", ran.said()));
        }
        _ => {}
    }
    // What a number beyond all bounds would be shown as.
    if ran.said().split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| word == "inf") {
        differences.push(format!("shows no number: {}", ran.said()));
    }
    let left = fs::read_dir(folder.path()).unwrap().count();
    if left != 1 || fs::read(folder.path().join(name)).unwrap() != bytes {
        differences.push("the folder is not as it was".to_owned());
    }
    if std::env::var_os("ZIPING_HOSTILE_TABLE").is_some() {
        let peak = ran.peak.unwrap_or_default();
        let came = code.as_deref().unwrap_or("checked");
        println!("{number} {name} {came} {} {peak} KB {:?} {:?}", ran.code, ran.busy, ran.passed);
    }
    differences.iter().map(|own| format!("{number} {name}: {own}")).collect()
}

/// Holds the rows whose numbers lie between these two, both included.
fn hold(first: &str, last: &str) {
    let rows = TABLE.iter().filter(|(number, ..)| (first..=last).contains(number));
    let differences: Vec<_> = rows.flat_map(differences).collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn other_kinds_and_broken_packages() {
    hold("BAD-01", "BAD-16");
}

#[test]
fn markup_beyond_all_bounds() {
    hold("BAD-17", "BAD-22");
}

#[test]
fn cells_beyond_all_bounds() {
    hold("BAD-23", "BAD-29");
}

#[test]
fn binary_workbooks() {
    hold("BAD-30", "BAD-37");
}

#[test]
fn blocks_formulas_and_values() {
    hold("BAD-38", "BAD-46");
}

#[test]
fn what_reaches_out_and_what_is_no_form() {
    hold("BAD-47", "BAD-56");
}

#[test]
fn whatever_else_was_met() {
    hold("more", "more");
}

/// The groups above leave none out.
#[test]
fn every_row_is_held() {
    let is_known = |number: &str| number == "more" || ("BAD-01"..="BAD-56").contains(&number);
    assert!(TABLE.iter().all(|(number, ..)| is_known(number)));
}
