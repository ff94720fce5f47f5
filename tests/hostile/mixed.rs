//! Good forms with hostile ones among them: the good ones come out as they do alone.
//!
//! `ZIPING_MIXED=1000 cargo test --release --test hostile mixed -- --nocapture` takes as many good ones, and a tenth of
//! hostile ones, and tells the time of each run and their ratio.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rust_decimal::dec;

use super::run::{Ran, measured};
use super::table::{Expect, TABLE};
use crate::generator;

/// How many good forms there are where nobody asks for another number.
const USUAL: u64 = 60;

/// The lines of the report by their file; a line that bears another name belongs to none.
fn lines(ran: &Ran) -> BTreeMap<String, Vec<&str>> {
    let mut lines: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in ran.out.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        lines.entry(record["path"].as_str().unwrap_or_default().to_owned()).or_default().push(line);
    }
    lines
}

fn checked(folder: &Path) -> Ran {
    measured(folder, &["check", "表", "--format", "ndjson"])
}

#[test]
fn mixed_in_files_change_nothing_for_the_others() {
    let count = std::env::var("ZIPING_MIXED").ok().and_then(|count| count.parse().ok()).unwrap_or(USUAL);
    let folder = tempfile::tempdir().unwrap();
    let forms = folder.path().join("表");
    fs::create_dir(&forms).unwrap();
    for number in 1..=count {
        let form = generator::generate(1, number, dec!(0.5));
        fs::write(forms.join(&form.name), &form.bytes).unwrap();
    }
    let alone = checked(folder.path());
    assert!(alone.code <= 1, "{}", alone.said());
    let hostile: Vec<_> =
        TABLE.iter().filter(|row| matches!(row.3, Expect::Refused(..) | Expect::Either(_))).collect();
    let wanted = usize::try_from(count / 10).unwrap();
    // Of all kinds, however few.
    for place in 0..wanted {
        let (number, name, generate, _) = hostile[place * hostile.len() / wanted % hostile.len()];
        // Among the others, whatever the order of names.
        fs::write(forms.join(format!("{}-{number}-{place}-{name}", (place * 7) % 10)), generate()).unwrap();
    }
    let mixed = checked(folder.path());
    assert_eq!(mixed.code, 2, "{}", mixed.err);
    let (before, mut after) = (lines(&alone), lines(&mixed));
    after.retain(|path, _| before.contains_key(path));
    assert_eq!(before, after);
    let ratio = mixed.passed.as_secs_f64() / alone.passed.as_secs_f64();
    println!(
        "{count} alone: {:?}, with {wanted} hostile: {:?}, {ratio:.2} times",
        alone.passed, mixed.passed
    );
}
