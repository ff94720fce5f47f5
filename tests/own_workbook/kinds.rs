//! WB-12 and 13: other kinds of files become a new workbook that says so; protection stays; what cannot be patched is refused.

use std::io::{Cursor, Write};

use super::book::{Book, Cells};
use super::copies::copies;
use super::desk::{Desk, has_code, try_fixed};
use super::fixtures::form::{CORRECTED, FORM, SUMMED_TOTAL};
use super::fixtures::rich::{plain, rich};
use super::log::ADDED;
use super::office::Office;

fn assert_corrected(name: &str, book: &Book) {
    for (at, expected) in CORRECTED {
        let found = book.number(FORM, at);
        assert!((found - expected).abs() < 1e-9, "{name}: {at} is {found} and not {expected}");
    }
    assert!(ADDED.iter().all(|sheet| book.sheet(sheet).is_some()), "{name}");
}

/// Whether the sheet says what was not carried over.
fn says_what_is_lost(about: &Cells) -> bool {
    about.values().any(|cell| cell.value.contains("没有带过来"))
}

#[test]
fn other_kinds_become_a_workbook_that_says_what_it_lost() {
    let Some(office) = Office::find() else { return };
    let workbook = plain(&[SUMMED_TOTAL]);
    for kind in ["xls", "ods"] {
        let (desk, file) = (Desk::new(), format!("表.{kind}"));
        let bytes = office.saved(&workbook, kind);
        desk.put(&file, &bytes);
        let ran = desk.run(&["fix", &file]);
        assert_ne!(ran.code, 2, "{kind}: {}", ran.said);
        assert!(desk.get(&file) == bytes, "{kind}: the input was changed");
        let book = Book::open(&desk.get("表_已核.xlsx"));
        assert_corrected(kind, &book);
        assert!(says_what_is_lost(&book.cells("规则与版本")), "{kind}");
    }
}

/// The user's own workbook loses nothing and says so; drawn anew on demand, it tells what it lost.
#[test]
fn a_form_is_drawn_anew_only_where_that_is_asked_for() {
    let desk = Desk::new();
    desk.put("表.xlsx", &rich(FORM, &[SUMMED_TOTAL]));
    desk.run(&["fix", "表.xlsx"]);
    let own = Book::open(&desk.get("表_已核.xlsx"));
    assert!(!says_what_is_lost(&own.cells("规则与版本")));
    desk.run(&["fix", "表.xlsx", "--redraw", "-o", "重画.xlsx"]);
    let redrawn = Book::open(&desk.get("重画.xlsx"));
    assert_corrected("--redraw", &redrawn);
    assert!(says_what_is_lost(&redrawn.cells("规则与版本")));
}

#[test]
fn protection_stays() {
    let mut protected = 0;
    for copy in copies() {
        let protection = |bytes: &[u8]| {
            let book = Book::open(bytes);
            let text = book.package.text(&book.sheet(copy.fixture.sheet).unwrap().part).to_owned();
            text.find("sheetProtection").map(|start| text[start..].split('>').next().unwrap().to_owned())
        };
        let before = protection(&copy.fixture.bytes);
        assert_eq!(before, protection(&copy.bytes), "{}", copy.fixture.name);
        protected += usize::from(before.is_some());
    }
    assert!(protected > 10);
}

/// What Excel writes when a workbook gets an opening password.
fn encrypted() -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in
        [("EncryptionInfo", b"\x04\x00\x04\x00\x40\x00\x00\x00".as_slice()), ("EncryptedPackage", &[7; 5000])]
    {
        container.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    container.flush().unwrap();
    container.into_inner().into_inner()
}

/// A package with a second part of a name that is there.
fn with_a_name_twice() -> Vec<u8> {
    let mut package = super::package::Package::open(&rich(FORM, &[]));
    let ledger = package.text("xl/worksheets/sheet4.xml").to_owned();
    package.add("xl/worksheets/sheetX.xml", ledger.as_bytes());
    let mut bytes = package.bytes();
    let (odd, twice) = (b"xl/worksheets/sheetX.xml", b"xl/worksheets/sheet4.xml");
    let places: Vec<_> = (0..bytes.len() - odd.len()).filter(|at| bytes[*at..].starts_with(odd)).collect();
    assert_eq!(places.len(), 2, "in front of the part and in the directory");
    for at in places {
        bytes[at..at + odd.len()].copy_from_slice(twice);
    }
    bytes
}

/// A package with two parts whose names differ in nothing but case: programs read one or the other.
fn with_a_name_in_two_cases() -> Vec<u8> {
    let mut package = super::package::Package::open(&rich(FORM, &[]));
    let ledger = package.text("xl/worksheets/sheet4.xml").to_owned();
    package.add("xl/worksheets/Sheet4.xml", ledger.as_bytes());
    package.bytes()
}

#[test]
fn what_cannot_be_patched_is_refused_with_a_code() {
    for (name, code, bytes) in [
        ("加密.xlsx", "F040", encrypted()),
        ("重名.xlsx", "F", with_a_name_twice()),
        ("大小写.xlsx", "F", with_a_name_in_two_cases()),
    ] {
        let Err(said) = try_fixed(name, &bytes) else { panic!("{name} was not refused") };
        assert!(has_code(&said) && said.contains(code), "{name}: {said}");
    }
}

/// A macro workbook stays one, with its macros and under its kind's name.
#[test]
fn a_macro_workbook_stays_one() {
    let copy = super::copies::copy("macros");
    let (before, after) = (Book::open(&copy.fixture.bytes), Book::open(&copy.bytes));
    let macros = |book: &Book| book.package.part("xl/vbaProject.bin").unwrap().bytes.clone();
    assert_eq!(macros(&before), macros(&after));
    assert!(after.package.text("[Content_Types].xml").contains("macroEnabled.main+xml"));
    let desk = Desk::new();
    desk.put("表.xlsm", &copy.fixture.bytes);
    desk.run(&["fix", "表.xlsm"]);
    assert!(desk.files().keys().eq(["表.xlsm", "表_已核.xlsm"].iter()));
}
