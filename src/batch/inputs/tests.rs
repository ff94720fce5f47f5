use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::package::{Packed, handmade, packed};

/// A folder to name things in, and what naming them gives.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes files whose content is their name.
    fn put(&self, names: &[&str]) {
        for name in names {
            self.write(name, name.as_bytes());
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), bytes).unwrap();
    }

    fn expand(&self, names: &[&str]) -> Expanded {
        let paths: Vec<_> = names.iter().map(|name| self.path(name)).collect();
        expand(&paths, &mut std::io::empty())
    }

    /// A path as named: `@` stays in front.
    fn path(&self, name: &str) -> PathBuf {
        name.strip_prefix('@')
            .map_or_else(|| self.at(name), |list| PathBuf::from(format!("@{}", self.at(list).display())))
    }

    /// A text without the desk's own path.
    fn inside(&self, text: &str) -> String {
        text.replace(&format!("{}{}", self.0.path().display(), std::path::MAIN_SEPARATOR), "")
            .replace('\\', "/")
    }

    /// The entries as shown and the reasons of what is refused, in order.
    fn seen(&self, names: &[&str]) -> (Vec<String>, usize, Vec<String>) {
        let expanded = self.expand(names);
        let shown = expanded.entries.iter().map(|entry| self.inside(&entry.shown())).collect();
        let refused = expanded.refused.iter();
        let refused =
            refused.map(|(path, error)| format!("{} {}", self.inside(&path.to_string_lossy()), error.code()));
        (shown, expanded.skipped, refused.collect())
    }
}

/// An archive of forms, and one of nothing.
fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let entries: Vec<_> = entries.iter().map(|(name, bytes)| Packed::new(name, bytes)).collect();
    handmade(&entries)
}

#[test]
fn each_kind_of_path_stands_for_its_files() {
    let desk = Desk::new();
    desk.put(&[
        "甲.xlsx",
        "乙.csv",
        "夹/丁.xls",
        "夹/丙.XLSX",
        "夹/里/戊.et",
        "夹/说明.txt",
        "空/说明.txt",
        "[1].xlsx",
    ]);
    desk.write("包.zip", &archive(&[("b.xlsx", ""), ("a.xlsx", ""), ("a.pdf", ""), ("c/", "")]));
    desk.write("书.zip", &packed(&[("[Content_Types].xml", "")]));
    desk.write("空.zip", &archive(&[("a.pdf", "")]));
    desk.write("坏.zip", b"PK\x03\x04");
    for (named, shown, skipped, refused) in [
        ("甲.xlsx", &["甲.xlsx"][..], 0, &[][..]),
        // Named itself, a file is read whatever its ending, and one that is missing says so then.
        ("乙.csv", &["乙.csv"], 0, &[]),
        ("无.xlsx", &["无.xlsx"], 0, &[]),
        ("夹", &["夹/丁.xls", "夹/丙.XLSX", "夹/里/戊.et"], 1, &[]),
        ("空", &[], 1, &["空 F057"]),
        ("包.zip", &["包.zip/b.xlsx", "包.zip/a.xlsx"], 1, &[]),
        ("书.zip", &["书.zip"], 0, &[]),
        ("坏.zip", &["坏.zip"], 0, &[]),
        ("空.zip", &[], 1, &["空.zip F057"]),
        ("*.xlsx", &["[1].xlsx", "甲.xlsx"], 0, &[]),
        ("[1].xlsx", &["[1].xlsx"], 0, &[]),
        ("[甲乙]?.xlsx", &[], 0, &["[甲乙]?.xlsx F056"]),
        ("**/*.xls?", &["[1].xlsx", "夹/丙.XLSX", "甲.xlsx"], 0, &[]),
        ("夹*", &["夹/丁.xls", "夹/丙.XLSX", "夹/里/戊.et"], 1, &[]),
        ("*.csv", &[], 1, &["*.csv F056"]),
        ("包*", &["包.zip/b.xlsx", "包.zip/a.xlsx"], 1, &[]),
    ] {
        let (own_shown, own_skipped, own_refused) = desk.seen(&[named]);
        assert_eq!(
            (own_shown.iter().map(String::as_str).collect::<Vec<_>>(), own_skipped),
            (shown.to_vec(), skipped),
            "{named}"
        );
        assert_eq!(own_refused, refused, "{named}");
    }
}

#[test]
fn paths_are_kept_in_the_order_they_were_named() {
    let desk = Desk::new();
    desk.put(&["z.xlsx", "夹/b.xlsx", "夹/a/z.xlsx", "夹/a.xlsx", "夹/B.xlsx"]);
    desk.write("夹/a.zip", &archive(&[("2.xlsx", ""), ("1.xlsx", "")]));
    let (shown, ..) = desk.seen(&["z.xlsx", "夹", "z.xlsx"]);
    // Capitals come first, as their bytes do, and a folder by its own name.
    let folder = ["夹/B.xlsx", "夹/a/z.xlsx", "夹/a.xlsx", "夹/a.zip/2.xlsx", "夹/a.zip/1.xlsx", "夹/b.xlsx"];
    assert_eq!(shown, [&["z.xlsx"][..], &folder, &["z.xlsx"]].concat());
}

#[test]
fn what_programs_leave_behind_is_counted_and_left_out() {
    let desk = Desk::new();
    let names = [
        "~$甲.xlsx",
        ".~lock.甲.xlsx#",
        "__MACOSX/._甲.xlsx",
        "._甲.xlsx",
        "Thumbs.db",
        ".DS_Store",
        ".藏/甲.xlsx",
    ];
    desk.put(&names);
    desk.put(&["甲.xlsx", "甲_已核.xlsx", ".ziping-1.xlsx", "结果.ndjson"]);
    let expected = ["甲.xlsx", "甲_已核.xlsx"];
    let (shown, skipped, refused) = desk.seen(&[""]);
    assert_eq!((shown, skipped, refused.len()), (expected.map(str::to_owned).to_vec(), names.len() + 2, 0));
    let (shown, skipped, _) = desk.seen(&["*.xlsx"]);
    // A hidden file does not fit `*`.
    assert_eq!((shown, skipped), (expected.map(str::to_owned).to_vec(), 1));

    desk.write("包.zip", &archive(&names.map(|name| (name, ""))));
    assert_eq!(desk.seen(&["包.zip"]), (Vec::new(), names.len(), vec!["包.zip F057".to_owned()]));
}

#[test]
fn a_list_holds_anything_but_a_list() {
    let desk = Desk::new();
    desk.put(&["甲.xlsx", "夹/乙.xlsx", "@名.xlsx"]);
    let at = |name: &str| desk.at(name).display().to_string();
    let text = format!(
        "# 名单\r\n{}\r\n\r\n  {}  \r\n\"{}\"\r\n{}",
        at("夹"),
        at("甲.xlsx"),
        at("无.xlsx"),
        at("*.docx")
    );
    let in_gbk = gbk(&text);
    let expected = ["夹/乙.xlsx", "甲.xlsx", "无.xlsx"].map(str::to_owned).to_vec();
    for bytes in [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        text.replace('\r', "").into_bytes(),
        in_gbk,
    ] {
        desk.write("名单.txt", &bytes);
        assert_eq!(desk.seen(&["@名单.txt"]), (expected.clone(), 0, vec!["*.docx F056".to_owned()]));
        let from_stdin = expand(&[PathBuf::from("-")], &mut bytes.as_slice());
        let shown: Vec<_> = from_stdin.entries.iter().map(|entry| desk.inside(&entry.shown())).collect();
        assert_eq!((shown, from_stdin.refused.len()), (expected.clone(), 1));
    }
    desk.write("外.txt", format!("@{}\n-\n{}", at("名单.txt"), at("甲.xlsx")).as_bytes());
    let (shown, _, refused) = desk.seen(&["@外.txt"]);
    assert_eq!(
        (shown, refused),
        (vec!["甲.xlsx".to_owned()], vec!["@名单.txt F059".to_owned(), "- F059".to_owned()])
    );
    desk.write("空.txt", b"# nothing\n");
    desk.write("乱.txt", b"\xff\xff\xff");
    for (list, code) in [("@空.txt", "F057"), ("@乱.txt", "F058"), ("@无.txt", "F050"), ("@夹", "F055")] {
        assert_eq!(desk.seen(&[list]), (Vec::new(), 0, vec![format!("{list} {code}")]));
    }
    // A file of the very name is no list.
    let is_list = |name: &str| list::is_list(&desk.at("").join(name));
    assert!(!is_list("@名.xlsx") && list::is_list(Path::new("@无.xlsx")) && !list::is_list(Path::new("@")));
}

/// ASCII and the letters of the names above, in GBK.
fn gbk(text: &str) -> Vec<u8> {
    const LETTERS: [(char, [u8; 2]); 6] = [
        ('名', [0xc3, 0xfb]),
        ('单', [0xb5, 0xa5]),
        ('夹', [0xbc, 0xd0]),
        ('甲', [0xbc, 0xd7]),
        ('乙', [0xd2, 0xd2]),
        ('无', [0xce, 0xde]),
    ];
    let bytes = |c: char| match LETTERS.iter().find(|(letter, _)| *letter == c) {
        Some((_, bytes)) => bytes.to_vec(),
        None => vec![u8::try_from(c).unwrap()],
    };
    text.chars().flat_map(bytes).collect()
}

#[test]
fn a_file_in_an_archive_is_read_or_says_why_not() {
    let desk = Desk::new();
    let nested = packed(&[("甲.xlsx", "")]);
    desk.write(
        "夹/包.zip",
        &handmade(&[
            Packed::new(b"\x81\x5c/\x81\x5c.xlsx", "GBK"),
            Packed { flags: 1 << 11, ..Packed::new("表.xlsx", "first") },
            Packed { flags: 1 << 11, ..Packed::new("表.xlsx", "second") },
            Packed { flags: 1 << 11, ..Packed::new("表（2）.xlsx", "third") },
            Packed::new("..\\..\\外.xlsx", "x"),
            Packed::new("CON.xlsx", "x"),
            Packed::new("里.zip", nested),
            Packed { flags: 1, ..Packed::new("密.xlsx", "x") },
            Packed::new("大.xlsx", vec![0; (20 << 20) + 1]),
        ]),
    );
    let expanded = desk.expand(&["夹"]);
    let read = |entry: &Entry| match entry.input() {
        Ok(input) => {
            assert_eq!(input.path, entry.path());
            String::from_utf8(input.bytes).unwrap()
        }
        Err(error) => error.code().to_owned(),
    };
    let lines: Vec<_> = expanded
        .entries
        .iter()
        .map(|entry| {
            let relative = entry.relative().to_string_lossy().replace('\\', "/");
            format!("{} → {relative}: {}", desk.inside(&entry.shown()), read(entry))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "夹/包.zip/乗/乗.xlsx → 包.zip/乗/乗.xlsx: GBK",
            "夹/包.zip/表.xlsx → 包.zip/表.xlsx: first",
            "夹/包.zip/表（2）.xlsx → 包.zip/表（2）.xlsx: second",
            "夹/包.zip/表（2）（2）.xlsx → 包.zip/表（2）（2）.xlsx: third",
            "夹/包.zip/../../外.xlsx → 包.zip/: F025",
            "夹/包.zip/CON.xlsx → 包.zip/: F025",
            "夹/包.zip/里.zip → 包.zip/里.zip: F022",
            "夹/包.zip/密.xlsx → 包.zip/密.xlsx: F040",
            "夹/包.zip/大.xlsx → 包.zip/大.xlsx: F020",
        ]
    );
    // SHA-256 of "first".
    assert_eq!(&expanded.entries[1].input().unwrap().sha256[..8], "a7937b64");

    desk.write("多.zip", &handmade(&vec![Packed::new("甲.xlsx", ""); 10_001]));
    assert_eq!(desk.seen(&["多.zip"]), (Vec::new(), 0, vec!["多.zip F023".to_owned()]));
}

#[test]
fn copies_keep_their_place_below_what_was_named() {
    let desk = Desk::new();
    desk.put(&["夹/里/甲.xlsx", "夹/乙.xlsx"]);
    for (named, expected) in [
        ("夹", &["乙.xlsx", "里/甲.xlsx"][..]),
        ("夹/里/甲.xlsx", &["甲.xlsx"]),
        ("夹/*/甲.xlsx", &["里/甲.xlsx"]),
        ("夹/里*", &["里/甲.xlsx"]),
        ("*/里/*.xlsx", &["夹/里/甲.xlsx"]),
    ] {
        let relative = desk.expand(&[named]).entries.into_iter().map(|entry| entry.relative().to_owned());
        assert_eq!(
            relative.collect::<Vec<_>>(),
            expected.iter().map(PathBuf::from).collect::<Vec<_>>(),
            "{named}"
        );
    }
}

#[test]
fn a_pattern_without_a_folder_is_looked_for_here() {
    let expanded = expand(
        &[PathBuf::from("tests/golden/*/input.xlsx"), PathBuf::from("*/golden/*/input.xlsx")],
        &mut std::io::empty(),
    );
    let (one, other) = expanded.entries.split_at(expanded.entries.len() / 2);
    assert!(!one.is_empty() && expanded.refused.is_empty());
    for (one, other) in one.iter().zip(other) {
        assert_eq!(one.shown(), other.shown());
        assert!(one.shown().starts_with("tests") && one.input().is_ok());
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_are_followed_until_they_lead_back() {
        let desk = Desk::new();
        desk.put(&["夹/甲.xlsx", "外/乙.xlsx"]);
        symlink(desk.at("夹"), desk.at("夹/回")).unwrap();
        symlink(desk.at("外"), desk.at("夹/去")).unwrap();
        symlink(desk.at("无"), desk.at("夹/断.xlsx")).unwrap();
        symlink(desk.at("无"), desk.at("夹/.#断.xlsx")).unwrap();
        let (shown, skipped, refused) = desk.seen(&["夹"]);
        assert_eq!((shown, skipped), (vec!["夹/去/乙.xlsx".to_owned(), "夹/甲.xlsx".to_owned()], 1));
        assert_eq!(refused, ["夹/回 F054", "夹/断.xlsx F050"]);
    }

    #[test]
    fn what_is_no_file_is_left_out_of_a_folder_and_refused_by_name() {
        let desk = Desk::new();
        desk.put(&["夹/甲.xlsx"]);
        let _listener = UnixListener::bind(desk.at("夹/口.xlsx")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(desk.at("夹/管.xlsx")).status().unwrap().success());
        fs::create_dir(desk.at("夹/名.xlsx")).unwrap();
        assert_eq!(desk.seen(&["夹"]), (vec!["夹/甲.xlsx".to_owned()], 2, Vec::new()));
        for name in ["夹/管.xlsx", "夹/口.xlsx"] {
            let expanded = desk.expand(&[name]);
            assert_eq!(expanded.entries[0].input().unwrap_err().code(), "F053", "{name}");
        }
    }

    #[test]
    fn names_that_are_not_utf_8_are_read_and_shown_as_far_as_they_can_be() {
        let desk = Desk::new();
        let name = OsStr::from_bytes(b"\xb1\xed.xlsx");
        fs::create_dir(desk.at("夹")).unwrap();
        fs::write(desk.at("夹").join(name), "GBK").unwrap();
        for named in [desk.at("夹"), desk.at("夹/*.xlsx"), desk.at("夹/??.xlsx"), desk.at("夹").join(name)]
        {
            let expanded = expand(std::slice::from_ref(&named), &mut std::io::empty());
            let entry = expanded.entries.first().unwrap_or_else(|| panic!("{}", named.display()));
            assert_eq!(desk.inside(&entry.shown()), "夹/\u{fffd}\u{fffd}.xlsx");
            assert_eq!((entry.relative().as_os_str(), entry.input().unwrap().bytes), (name, b"GBK".to_vec()));
        }
    }
}
