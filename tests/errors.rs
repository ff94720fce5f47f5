//! docs/errors.md: every code that a file or a run can end with, what it means and what to do, in the words the program says.
//!
//! After a change that is meant, write the page anew and read the difference:
//!
//! ```sh
//! ZIPING_WRITE_ERRORS=1 cargo test --test errors
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ziping::budget::{Exceeded, Limit, Limits};
use ziping::check::CheckError;
use ziping::cli::settings_sentence;
use ziping::package::{BundleError, Flaw};
use ziping::read::{BinaryPart, NarrativeError, NoFormGuess, OtherKind, ReadError};
use ziping::report::{BaselineError, ImportError, Lang, baseline_error, check_error, import_error};
use ziping::settings::{Known, Settings, SettingsError};

/// A code and its sentences.
struct Told {
    code: &'static str,
    zh: String,
    en: String,
}

fn io_error() -> io::Error {
    io::ErrorKind::Other.into()
}

/// What can be wrong with an input.
fn reading() -> Vec<ReadError> {
    let mut errors = vec![
        ReadError::Empty,
        ReadError::NotExcel,
        ReadError::WebPage,
        ReadError::SpreadsheetXml,
        ReadError::Incomplete,
        ReadError::Damaged { sheet: None, source: io_error().into() },
        ReadError::Damaged { sheet: Some("表".into()), source: io_error().into() },
        ReadError::Encrypted,
        ReadError::Restricted,
        ReadError::ReaderDied,
        ReadError::NoSheet,
        ReadError::NoReader,
    ];
    for what in [BinaryPart::Container, BinaryPart::Records, BinaryPart::Parts] {
        errors.push(ReadError::BinaryDamaged { what, sheet: None });
    }
    for kind in [
        OtherKind::Pdf,
        OtherKind::Image,
        OtherKind::Document,
        OtherKind::Presentation,
        OtherKind::Archive,
        OtherKind::WebArchive,
        OtherKind::Ole,
    ] {
        errors.push(ReadError::OtherKind { kind });
    }
    for flaw in [
        Flaw::Overlap,
        Flaw::DeclaredSize,
        Flaw::Name,
        Flaw::RepeatedPart,
        Flaw::MissingPart,
        Flaw::Declaration,
        Flaw::Encoding,
        Flaw::NoPlace,
        Flaw::LostText,
    ] {
        errors.push(ReadError::Flawed { flaw, place: String::new() });
    }
    for limit in Limit::ALL {
        errors.push(Exceeded::new(limit, Limits::default().most(limit) + 1).into());
    }
    for guess in [
        NoFormGuess::NoTable,
        NoFormGuess::NothingInside,
        NoFormGuess::OtherTable,
        NoFormGuess::AnotherForm,
        NoFormGuess::NoHeadings,
    ] {
        errors.push(ReadError::NoForm { sheets: vec!["表".into()], guess });
    }
    errors
}

/// What can happen to a file and its output.
fn handling() -> Vec<CheckError> {
    let path = || PathBuf::from("表.xlsx");
    let save = |kind: io::ErrorKind| CheckError::Save { path: path(), source: kind.into() };
    let mut errors = vec![
        CheckError::NotFound { path: path() },
        CheckError::Denied { path: path() },
        CheckError::Io { path: path(), source: io_error() },
        CheckError::Changed { path: path() },
        CheckError::NotAFile { path: path() },
        CheckError::LinkLoop { path: path() },
        CheckError::IsFolder { path: path() },
        CheckError::NoMatch { pattern: path() },
        CheckError::NothingInside { path: path() },
        CheckError::ListEncoding { path: path() },
        CheckError::ListInList { path: path() },
        CheckError::GaveUp,
        CheckError::Task,
        CheckError::InUse { journal: path() },
        CheckError::NotCorrected,
        CheckError::OutputExists { path: path() },
        CheckError::OutputIsInput { path: path() },
        CheckError::OutputIsFolder { path: path() },
        CheckError::OutputIsDevice { path: path() },
        CheckError::OutputEnding { path: path(), ending: "xlsx" },
        CheckError::OutputFolder { folder: path(), source: io::ErrorKind::NotFound.into() },
        CheckError::OutputFolder { folder: path(), source: io::ErrorKind::PermissionDenied.into() },
        save(io::ErrorKind::StorageFull),
        save(io::ErrorKind::QuotaExceeded),
        save(io::ErrorKind::PermissionDenied),
        save(io::ErrorKind::NotFound),
        save(io::ErrorKind::Other),
        BundleError::Io(io_error()).into(),
        BundleError::Nested.into(),
        BundleError::Name.into(),
        BundleError::Encrypted.into(),
        BundleError::Overlap.into(),
        BundleError::Method.into(),
        BundleError::Incomplete.into(),
        BundleError::Damaged(io_error().into()).into(),
        NarrativeError::Kind.into(),
        NarrativeError::Encoding.into(),
        NarrativeError::Blank.into(),
        NarrativeError::TooLong { limit: 200_000 }.into(),
    ];
    errors.extend(obstacles());
    errors.extend(reading().into_iter().map(CheckError::from));
    errors
}

/// Why a workbook was not corrected in place.
fn obstacles() -> Vec<CheckError> {
    use ziping::write::{Obstacle, WriteError};
    let proof = Obstacle::Proof("表!H7".into());
    let other = Obstacle::Encoding("xl/styles.xml".into());
    [proof, other].map(|obstacle| CheckError::Write(WriteError::InPlace(obstacle))).into()
}

fn told() -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    let mut add = |code, zh, en| told.push(Told { code, zh, en });
    for error in handling() {
        add(error.code(), check_error(&error, Lang::Zh), check_error(&error, Lang::En));
    }
    let json = || serde_json::from_str::<u8>("[").expect_err("no number");
    for error in [
        ImportError::Kind,
        ImportError::NotUtf8,
        ImportError::Json(json()),
        ImportError::NoForm,
        ImportError::Heading("年度指标值"),
    ] {
        add(error.code(), import_error(&error, Lang::Zh), import_error(&error, Lang::En));
    }
    for error in [BaselineError::Read(io_error()), BaselineError::Json(json())] {
        add(error.code(), baseline_error(&error, Lang::Zh), baseline_error(&error, Lang::En));
    }
    let known = Known { rules: &[], profiles: &[] };
    let unknown = Settings::parse("[levles]", "ziping.toml", &known).expect_err("an unknown key");
    for error in [SettingsError::Read(io_error()), unknown] {
        add(error.code(), settings_sentence(&error, Lang::Zh), settings_sentence(&error, Lang::En));
    }
    told.sort_by_key(|told| told.code);
    told
}

/// A sentence taken apart: what is wrong, and what to do.
fn parts(sentence: &str) -> Option<(&str, &str)> {
    let at =
        ["；", "，请", "，需要", "：", "; ", ", "].iter().find_map(|mark| Some((sentence.find(mark)?, mark)));
    let (at, mark) = at?;
    let todo = sentence[at + mark.chars().next()?.len_utf8()..].trim_start();
    Some((&sentence[..at], todo))
}

fn page() -> String {
    let mut page = "# 出错代码\n\n由 `tests/errors.rs` 写出，请勿手改；有意改动后：`ZIPING_WRITE_ERRORS=1 cargo test --test errors`。\n\n\
                    文件没查成、结果没写成时，屏幕上的一行末尾有一个代码；一个代码有几行的，看说的是哪一种。数字是上限不改时的数。\n\n\
                    | 代码 | 什么意思 | 怎么办 | in English |\n| --- | --- | --- | --- |\n"
        .to_owned();
    for Told { code, zh, en } in told() {
        let (what, todo) = parts(&zh).unwrap_or((&zh, ""));
        page.push_str(&format!("| {code} | {what} | {todo} | {} |\n", en.replace('|', "\\|")));
    }
    page
}

#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    let page = page();
    if std::env::var_os("ZIPING_WRITE_ERRORS").is_some() {
        fs::write(&path, &page).expect("a page that can be written");
    }
    assert!(fs::read_to_string(path).expect("a page") == page, "docs/errors.md is not what the program says");
}

#[test]
fn every_sentence_says_what_is_wrong_and_what_to_do() {
    let rust = ["panicked", "thread '", "os error", "unwrap", "Err(", "None", "NaN", "null"];
    for Told { code, zh, en } in told() {
        let (what, todo) = parts(&zh).unwrap_or_else(|| panic!("{code} says what to do: {zh}"));
        assert!(!what.is_empty() && todo.chars().count() > 3, "{code}: {zh}");
        assert!(en.len() > 20, "{code}: {en}");
        for word in rust {
            assert!(!zh.contains(word) && !en.contains(word), "{code}: {zh} {en}");
        }
    }
}

/// Every code that the source names, wherever it does.
fn codes_in_source() -> BTreeSet<String> {
    let (mut found, mut folders) = (BTreeSet::new(), vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let code = fs::read_to_string(path).expect("a source file");
            let code = code.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            for (at, _) in code.match_indices("\"F") {
                let name = code.get(at + 1..at + 5).unwrap_or_default();
                let is_code = name.len() == 4 && name.bytes().skip(1).all(|byte| byte.is_ascii_digit());
                if is_code && code.get(at + 5..at + 6) == Some("\"") {
                    found.insert(name.to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn every_code_of_the_source_is_on_the_page() {
    let told: BTreeSet<String> = told().iter().map(|told| told.code.to_owned()).collect();
    let mut missing: Vec<String> = codes_in_source().difference(&told).cloned().collect();
    // A workbook that a library could not build, and a CSV whose rows differ: no error of these kinds can be made here.
    missing.retain(|code| !["F064", "F084"].contains(&code.as_str()));
    assert_eq!(missing, Vec::<String>::new());
}
