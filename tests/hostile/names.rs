//! What a file is called, what its sheets and cells say, and what stands in a file's place.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::form::WORKBOOK;
use super::run::{Ran, measured, ziping};
use super::zips::{Entry, archive, nested, whole};
use super::{markup, sheets};

/// Names that would do something to a terminal, a table, a page or another program.
const NAMES: [&str; 9] = [
    "=cmd|'-C calc'!A1.xlsx",
    "<script>alert(1)<／script>.xlsx",
    "\u{1b}[2J清屏.xlsx",
    "\u{202e}xslx.反.xlsx",
    "零\u{200b}宽\u{200f}.xlsx",
    "换\n行.xlsx",
    "📊表.xlsx",
    "CON.xlsx",
    "-rf.xlsx",
];

#[test]
fn names_do_nothing_wherever_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let forms = folder.path().join("表");
    fs::create_dir(&forms).unwrap();
    for name in NAMES {
        fs::write(forms.join(name), whole()).unwrap();
    }
    // 255 bytes, the most that a name may have; and bytes that are no UTF-8.
    fs::write(forms.join(format!("{}.xlsx", "长".repeat(83))), whole()).unwrap();
    fs::write(forms.join(OsStr::from_bytes(b"\xd7\xd4\xc6\xc0.xlsx")), whole()).unwrap();
    let count = NAMES.len() + 2;
    for format in ["text", "json", "ndjson", "csv"] {
        let ran = measured(folder.path(), &["check", "表", "--format", format]);
        assert_eq!(ran.code, 0, "{}", ran.said());
        // In JSON a value that is missing is null, and names are as they are.
        let breaches = match format {
            "json" | "ndjson" => ran.breaches_of_data(b"null"),
            _ => ran.breaches(&[]),
        };
        assert!(breaches.is_empty(), "{format}: {breaches:?}");
        if format == "csv" {
            assert!(!ran.out.lines().any(|line| line.starts_with(['=', '-', '+', '@'])), "{}", ran.out);
        }
    }
    let ran = measured(folder.path(), &["fix", "表", "--out-dir", "出"]);
    assert_eq!((ran.code, ran.breaches(&[])), (0, Vec::new()), "{}", ran.said());
    let copies: Vec<_> =
        fs::read_dir(folder.path().join("出")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let named = copies.iter().filter(|name| !name.as_bytes().starts_with(b".")).count();
    assert_eq!(named, count, "a copy for each, none over another: {copies:?}");
}

#[test]
fn sheets_and_cells_do_nothing_wherever_they_are_shown() {
    let named = |name: &str| markup::replaced(WORKBOOK, "name=\"自评表\"", &format!("name=\"{name}\""));
    for (name, bytes) in [
        ("表名公式.xlsx", named("=cmd|&apos;-C calc&apos;!A1")),
        ("表名网页.xlsx", named("&lt;script&gt;alert(1)")),
        ("表名转义.xlsx", named("_x001B_[2J&#x202e;x")),
        ("格公式.xlsx", sheets::text("=cmd|&apos;-C calc&apos;!A1")),
        ("格网页.xlsx", sheets::text("&lt;script&gt;alert(1)&lt;/script&gt;")),
        ("格转义.xlsx", sheets::text("_x001B_[2J&#x202e;\u{200f}30")),
        ("格回车.xlsx", sheets::text("30_x000D_\u{b}_x0007_")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), &bytes).unwrap();
        for format in ["text", "csv"] {
            let ran = measured(folder.path(), &["check", name, "--format", format]);
            assert_eq!(ran.breaches(&[]), Vec::<String>::new(), "{name} as {format}");
            let cells = ran.out.split([',', '\n']).filter(|_| format == "csv");
            let runs = cells.filter(|cell| cell.trim_matches('"').starts_with(['=', '@']));
            assert_eq!(runs.count(), 0, "{name}: {}", ran.out);
        }
    }
}

#[test]
fn what_is_no_file_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    symlink("二.xlsx", at("一.xlsx")).unwrap();
    symlink("一.xlsx", at("二.xlsx")).unwrap();
    symlink("/dev/zero", at("零.xlsx")).unwrap();
    fs::create_dir(at("夹.xlsx")).unwrap();
    let _socket = UnixListener::bind(at("座.xlsx")).unwrap();
    assert!(Command::new("mkfifo").arg(at("管.xlsx")).status().unwrap().success());
    for (name, codes) in [
        ("一.xlsx", &["F050", "F052", "F054"][..]),
        ("零.xlsx", &["F053"]),
        ("夹.xlsx", &["F055", "F057"]),
        ("座.xlsx", &["F053"]),
        ("管.xlsx", &["F053"]),
    ] {
        let ran = measured(folder.path(), &["check", name]);
        assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{name}");
        assert!(codes.iter().any(|code| ran.err.contains(code)), "{name}: {}", ran.err);
    }
    fs::write(at("好.xlsx"), whole()).unwrap();
    let ran = measured(folder.path(), &["check", "."]);
    assert_eq!(ran.breaches(&[]), Vec::<String>::new());
    assert!(
        ran.out.contains("农村饮水") || ran.said().contains("通过 1"),
        "the good one is checked: {}",
        ran.said()
    );
}

/// Files that are no form and never were: a lock, what macOS keeps beside a file, a file that stands in the cloud.
#[test]
fn what_programs_leave_behind_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["~$表.xlsx", "._表.xlsx", ".~lock.表.xlsx#"] {
        fs::write(folder.path().join(name), [0; 165]).unwrap();
    }
    fs::write(folder.path().join("表.xlsx"), whole()).unwrap();
    let ran = measured(folder.path(), &["check", "."]);
    assert_eq!((ran.code, ran.breaches(&[])), (0, Vec::new()), "{}", ran.said());
    assert!(ran.err.contains("共 1 份"), "{}", ran.err);
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("内");
    fs::create_dir(&inside).unwrap();
    let entries: Vec<_> = [
        "../出.xlsx",
        "/var/x.xlsx",
        "C:\\出.xlsx",
        "\\\\srv\\出.xlsx",
        "NUL.xlsx",
        "a/../../出.xlsx",
        "好.xlsx",
    ]
    .map(|name| Entry::stored(name, whole()))
    .into_iter()
    .chain([Entry { mode: 0o120_777, ..Entry::stored("链.xlsx", "/etc/passwd") }])
    .collect();
    fs::write(inside.join("包.zip"), archive(&entries)).unwrap();
    let ran = measured(&inside, &["fix", "包.zip", "--out-dir", "副本"]);
    assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{}", ran.said());
    assert!(ran.err.contains("F025"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing beside the folder");
    let copies =
        Command::new("find").arg(inside.join("副本")).args(["-name", "*.xlsx"]).output().unwrap().stdout;
    assert_eq!(String::from_utf8(copies).unwrap().lines().count(), 1, "{}", ran.said());
}

#[test]
fn an_archive_in_an_archive_is_not_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("包.zip"), nested()).unwrap();
    let ran = measured(folder.path(), &["check", "包.zip"]);
    assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{}", ran.said());
    assert!(ran.err.contains("F022") && ran.err.contains("共 2 份"), "{}", ran.err);
}

/// A list of paths is text from a stranger too.
#[test]
fn a_list_of_anything_ends() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("零.txt", &[0; 4096][..]),
        ("长.txt", "甲".repeat(100_000).as_bytes()),
        ("杂.txt", b"\xff\xfe\x00\xd8\n\x1b[2J\n"),
        ("自.txt", "@自.txt\n".as_bytes()),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let ran = Ran::from(ziping(folder.path(), &["check", &format!("@{name}")]).output().unwrap());
        assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{name}: {}", ran.said());
    }
}
