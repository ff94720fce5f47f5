//! The same bytes each time, once or twice; nothing written that was not asked for.

use super::copies::copies;
use super::desk::{Desk, corrected_name, fixed};
use super::fixtures::form::{CORRECTED, SUMMED_TOTAL};
use super::fixtures::made_here;
use super::fixtures::rich::rich;

#[test]
fn correcting_twice_gives_the_same_bytes_as_once() {
    for copy in copies() {
        let file = copy.fixture.file();
        assert!(fixed(&file, &copy.fixture.bytes) == copy.bytes, "{file}: two runs differ");
        assert!(fixed(&file, &copy.bytes) == copy.bytes, "{file}: corrected again, it differs");
    }
}

/// The copy of a copy, under the name that it has.
#[test]
fn a_copy_of_a_copy_is_that_copy() {
    let desk = Desk::new();
    desk.put("表.xlsx", &rich("绩效自评表", &[SUMMED_TOTAL]));
    desk.run(&["fix", "表.xlsx"]);
    let again = desk.run(&["fix", "表_已核.xlsx", "-o", "再核.xlsx"]);
    assert_ne!(again.code, 2, "{}", again.said);
    assert!(desk.get("再核.xlsx") == desk.get("表_已核.xlsx"));
}

/// What is left in a copy is for a person to decide.
#[test]
fn nothing_is_left_to_correct_in_a_copy() {
    for copy in copies() {
        let (desk, file) = (Desk::new(), copy.fixture.file());
        desk.put(&file, &copy.bytes);
        let ran = desk.run(&["check", &file]);
        assert!(ran.code == 1 && ran.said.contains("I22"), "{file}: {}", ran.said);
        assert!(!ran.said.contains("可自动更正：是"), "{file}: {}", ran.said);
    }
}

#[test]
fn a_dry_run_says_what_would_change_and_writes_nothing() {
    for fixture in made_here() {
        let (desk, file) = (Desk::new(), fixture.file());
        desk.put(&file, &fixture.bytes);
        let ran = desk.run(&["fix", &file, "--dry-run"]);
        assert_eq!(desk.files().len(), 1, "{file}");
        assert!(desk.get(&file) == fixture.bytes, "{file}");
        if fixture.may_be_refused && ran.code == 2 {
            continue;
        }
        assert_ne!(ran.code, 2, "{file}: {}", ran.said);
        for (at, _) in CORRECTED {
            assert!(ran.said.contains(at), "{file}: {at} in {}", ran.said);
        }
        let starts = |mark: char| ran.said.lines().any(|line| line.trim_start().starts_with(mark));
        assert!(starts('-') && starts('+'), "{file}: not a diff: {}", ran.said);
    }
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let desk = Desk::new();
    desk.put("表.xlsx", &rich("绩效自评表", &[SUMMED_TOTAL]));
    desk.put("表_已核.xlsx", b"mine");
    assert_eq!(desk.run(&["fix", "表.xlsx"]).code, 2);
    assert_eq!(desk.get(&corrected_name("表.xlsx")), b"mine");
    assert_ne!(desk.run(&["fix", "表.xlsx", "--force"]).code, 2);
    assert_ne!(desk.get("表_已核.xlsx"), b"mine");
}
