use std::fs;

use encoding_rs::GB18030;
use rawzip::crc32;

use super::*;
use crate::package::packed;

fn bundle(entries: &[Packed]) -> (tempfile::TempDir, Result<Bundle, BundleError>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("包.zip");
    fs::write(&path, handmade(entries)).unwrap();
    let bundle = Bundle::open(&path);
    (folder, bundle)
}

/// Info-ZIP's field for a name, made for `of`.
fn unicode_path(of: &[u8], name: &str) -> Vec<u8> {
    let len = u16::try_from(5 + name.len()).unwrap();
    let mut field = [0x7075_u16.to_le_bytes(), len.to_le_bytes()].concat();
    field.push(1);
    field.extend(crc32(of).to_le_bytes());
    field.extend(name.as_bytes());
    field
}

#[test]
fn names_are_read_in_the_encoding_they_were_written_in() {
    let gbk = |name: &str| GB18030.encode(name).0.into_owned();
    let utf8 = 1 << 11;
    for (name, flags, extra, expected) in [
        ("甲.xlsx".as_bytes().to_vec(), utf8, Vec::new(), "甲.xlsx"),
        ("甲.xlsx".as_bytes().to_vec(), 0, Vec::new(), "甲.xlsx"),
        (gbk("自评表/甲.xlsx"), 0, Vec::new(), "自评表/甲.xlsx"),
        // A program that sets the flag for a name that is none.
        (gbk("自评表.xlsx"), utf8, Vec::new(), "自评表.xlsx"),
        // 81 5C: the second byte is `\`, and no separator.
        (b"\x81\x5c.xlsx".to_vec(), 0, Vec::new(), "乗.xlsx"),
        (b"\x81\x5c\\\x81\x5c.xlsx".to_vec(), 0, Vec::new(), "乗/乗.xlsx"),
        // Four bytes, two of them digits: a name in 𠮷's plane.
        (gbk("𠮷.xlsx"), 0, Vec::new(), "𠮷.xlsx"),
        (gbk("表.xlsx"), 0, unicode_path(&gbk("表.xlsx"), "表格.xlsx"), "表格.xlsx"),
        (gbk("表.xlsx"), 0, unicode_path(b"renamed.xlsx", "表格.xlsx"), "表.xlsx"),
        (gbk("表.xlsx"), 0, b"\x75\x70\x02\x00\x01\x00".to_vec(), "表.xlsx"),
        // Neither UTF-8 nor GBK.
        (b"caf\x82.xlsx".to_vec(), 0, Vec::new(), "café.xlsx"),
        (b"\xff.xlsx".to_vec(), 0, Vec::new(), "\u{a0}.xlsx"),
        (b"a\\b.xlsx".to_vec(), utf8, Vec::new(), "a/b.xlsx"),
    ] {
        let (_folder, bundle) = bundle(&[Packed { flags, extra, ..Packed::new(name, "x") }]);
        let bundle = bundle.unwrap();
        assert_eq!(bundle.names().collect::<Vec<_>>(), [expected]);
        assert_eq!(bundle.read(0).unwrap(), b"x", "{expected}");
    }
}

#[test]
fn every_file_is_listed_in_the_archive_s_order() {
    let entries = [
        Packed::new("乙/", ""),
        Packed::new("乙/2.xlsx", "two"),
        Packed::new("甲.xlsx", "first"),
        Packed::new("甲.xlsx", "second"),
        Packed::new("空\\", ""),
    ];
    let (_folder, bundle) = bundle(&entries);
    let bundle = bundle.unwrap();
    assert_eq!(bundle.names().collect::<Vec<_>>(), ["乙/2.xlsx", "甲.xlsx", "甲.xlsx"]);
    let contents: Vec<_> = (0..3).map(|index| bundle.read(index).unwrap()).collect();
    assert_eq!(contents, [b"two".as_slice(), b"first", b"second"]);
    assert_eq!(bundle.read(3).unwrap_err().code(), "F011");
}

#[test]
fn tells_a_document_from_an_archive() {
    for (part, expected) in [
        ("[Content_Types].xml", true),
        ("mimetype", true),
        ("[CONTENT_TYPES].XML", true),
        ("甲/mimetype", false),
    ] {
        let (_folder, bundle) = bundle(&[Packed::new("a", ""), Packed::new(part, "x")]);
        assert_eq!(bundle.unwrap().is_document(), expected, "{part}");
    }
}

#[test]
fn says_why_a_file_is_not_unpacked() {
    let limit = budget::most_of(Limit::File);
    let plain = || Packed::new("甲.xlsx", "content");
    let nested = packed(&[("甲.xlsx", "x")]);
    let workbook = packed(&[("[Content_Types].xml", "x")]);
    for (entry, code) in [
        (plain(), ""),
        (Packed::new("甲.xlsx", vec![b' '; limit]), ""),
        (Packed::new("甲.xlsx", vec![b' '; limit + 1]), "F020"),
        // Ends where the bytes belie what is declared.
        (Packed { declared: Some(7), ..Packed::new("甲.xlsx", vec![b' '; limit + 1]) }, "F011"),
        (Packed { declared: Some(u32::MAX - 1), ..plain() }, "F011"),
        (Packed { declared: Some(6), ..plain() }, "F011"),
        (Packed { flags: 1, ..plain() }, "F040"),
        (Packed { method: Some(14), ..plain() }, "F028"),
        (Packed { method: Some(0), ..plain() }, "F011"),
        (Packed { mode: 0o120_777, ..plain() }, "F025"),
        (Packed { mode: 0o100_644, ..plain() }, ""),
        (Packed::new("..\\甲.xlsx", "x"), "F025"),
        (Packed::new("C:\\甲.xlsx", "x"), "F025"),
        (Packed::new("\\\\srv\\甲.xlsx", "x"), "F025"),
        (Packed::new("NUL.xlsx", "x"), "F025"),
        (Packed::new("包.zip", &nested), "F022"),
        (Packed::new("包.ZIP", &nested), "F022"),
        (Packed::new("表.zip", &workbook), ""),
        (Packed::new("文.zip", "no zip at all"), ""),
    ] {
        let (_folder, bundle) = bundle(std::slice::from_ref(&entry));
        let read = bundle.unwrap().read(0);
        assert_eq!(read.as_ref().map_or_else(BundleError::code, |_| ""), code, "{:?}", entry.name);
        assert!(read.is_err() || read.unwrap() == entry.bytes);
    }
}

#[test]
fn bytes_that_are_also_another_s_are_refused() {
    let (_folder, bundle) = bundle(&[
        Packed::new("甲.xlsx", "shared"),
        Packed::new("乙.xlsx", "its own"),
        Packed { shares: Some(0), ..Packed::new("丙.xlsx", "") },
    ]);
    let bundle = bundle.unwrap();
    let codes: Vec<_> =
        (0..3).map(|index| bundle.read(index).map_or_else(|error| error.code(), |_| "")).collect();
    assert_eq!(codes, ["F021", "", "F021"]);
}

#[test]
fn an_archive_has_a_directory_and_a_bounded_number_of_entries() {
    let entries = |count: usize| vec![Packed::new("甲.xlsx", ""); count];
    let (_folder, most) = bundle(&entries(10_000));
    assert_eq!(most.unwrap().names().count(), 10_000);
    let (_folder, more) = bundle(&entries(10_000 + 1));
    assert_eq!(more.unwrap_err().code(), "F023");

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("包.zip");
    let whole = handmade(&[Packed::new("甲.xlsx", "content")]);
    for (bytes, code) in [
        (&whole[..0], "F010"),
        (&whole[..whole.len() / 2], "F010"),
        (b"Rar!".as_slice(), "F010"),
        (&[b"before".as_slice(), &whole].concat(), ""),
    ] {
        fs::write(&path, bytes).unwrap();
        let read = Bundle::open(&path).and_then(|bundle| bundle.read(0));
        assert_eq!(read.map_or_else(|error| error.code(), |_| ""), code);
    }
    assert_eq!(Bundle::open(&folder.path().join("无.zip")).unwrap_err().code(), "F052");
}

#[test]
fn a_bit_that_changed_is_met() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("包.zip");
    let mut bytes = handmade(&[Packed::new("甲.xlsx", "the content of a form")]);
    let start = 30 + "甲.xlsx".len();
    bytes[start + 4] ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(Bundle::open(&path).unwrap().read(0).unwrap_err().code(), "F011");
}

#[test]
fn damage_anywhere_gives_the_content_or_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("包.zip");
    let content = "the content of a form, the content of a form";
    let whole = handmade(&[Packed::new("甲.xlsx", content), Packed::new("乙/丙.xlsx", content)]);
    let mut refused = 0;
    for (at, flip) in (0..whole.len()).flat_map(|at| [1, 0x80, 0xff].map(|flip| (at, flip))) {
        let mut bytes = whole.clone();
        bytes[at] ^= flip;
        fs::write(&path, &bytes).unwrap();
        let Ok(bundle) = Bundle::open(&path) else {
            refused += 1;
            continue;
        };
        for index in 0..bundle.names().count() {
            match bundle.read(index) {
                Ok(bytes) => assert_eq!(bytes, content.as_bytes(), "byte {at} changed by {flip}"),
                Err(_) => refused += 1,
            }
        }
    }
    assert!(refused > 100, "{refused}");
}
