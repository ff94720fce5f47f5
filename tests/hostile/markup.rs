//! XML that is not what a program writes: declarations, depth, crowds of attributes, other encodings.

use super::form::{RELATIONS, ROOT, SHEET, STRINGS, WORKBOOK};
use super::zips::{Entry, with_entry};

/// The form with one part's text changed.
pub(crate) fn edited(name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    with_entry(name, |entry| {
        let text = change(std::str::from_utf8(&entry.kept).unwrap());
        *entry = Entry::stored(name, text);
    })
}

/// A text of a part replaced, which must occur in it.
pub(crate) fn replaced(name: &str, from: &str, to: &str) -> Vec<u8> {
    edited(name, |text| {
        assert!(text.contains(from), "{name} has no {from}");
        text.replacen(from, to, 1)
    })
}

/// A declaration before the root of a part, and an entity of it in the first text.
fn declared(declaration: &str, entity: &str) -> Vec<u8> {
    edited(STRINGS, |text| {
        let text = text.replacen("<sst", &format!("{declaration}<sst"), 1);
        text.replacen("<t>", &format!("<t>&{entity};"), 1)
    })
}

/// Entities of entities of entities.
pub(crate) fn laughs() -> Vec<u8> {
    let mut own = String::from("<!ENTITY a0 \"哈哈\">");
    for level in 1..30 {
        let ten = format!("&a{};", level - 1).repeat(10);
        own += &format!("<!ENTITY a{level} \"{ten}\">");
    }
    declared(&format!("<!DOCTYPE sst [{own}]>"), "a29")
}

/// One long entity, again and again.
pub(crate) fn quadratic() -> Vec<u8> {
    let long = "哈".repeat(100_000);
    let again = "&a;".repeat(100_000);
    edited(STRINGS, |text| {
        let text = text.replacen("<sst", &format!("<!DOCTYPE sst [<!ENTITY a \"{long}\">]><sst"), 1);
        text.replacen("<t>", &format!("<t>{again}"), 1)
    })
}

/// A document type and nothing else.
pub(crate) fn doctype() -> Vec<u8> {
    edited(WORKBOOK, |text| text.replacen("<workbook", "<!DOCTYPE workbook><workbook", 1))
}

/// An entity that is a file, or an address.
pub(crate) fn external(target: &str) -> Vec<u8> {
    declared(&format!("<!DOCTYPE sst [<!ENTITY out SYSTEM \"{target}\">]>"), "out")
}

/// An external document type.
pub(crate) fn external_type() -> Vec<u8> {
    edited(SHEET, |text| {
        text.replacen("<worksheet", "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/a.dtd\"><worksheet", 1)
    })
}

/// Instructions and inclusions that nobody follows.
pub(crate) fn instructions() -> Vec<u8> {
    edited(SHEET, |text| {
        let head = "<?xml-stylesheet type=\"text/xsl\" href=\"http://127.0.0.1:9/a.xsl\"?><worksheet";
        let text = text.replacen("<worksheet", head, 1);
        let include = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>";
        text.replacen("</worksheet>", &format!("{include}</worksheet>"), 1)
    })
}

/// So many elements, each in the one before.
pub(crate) fn nested(depth: usize) -> Vec<u8> {
    edited(SHEET, |text| {
        let (open, close) = ("<a>".repeat(depth), "</a>".repeat(depth));
        text.replacen("</worksheet>", &format!("{open}{close}</worksheet>"), 1)
    })
}

/// So many elements that nobody closes, within the cells.
pub(crate) fn never_closed(depth: usize) -> Vec<u8> {
    edited(SHEET, |text| text.replacen("<sheetData>", &format!("<sheetData>{}", "<row>".repeat(depth)), 1))
}

/// One element with so many attributes.
pub(crate) fn attributes(count: usize) -> Vec<u8> {
    crowd(&(0..count).map(|number| format!(" a{number}=\"\"")).collect::<String>())
}

/// One element with so many namespaces.
pub(crate) fn namespaces(count: usize) -> Vec<u8> {
    crowd(&(0..count).map(|number| format!(" xmlns:a{number}=\"u{number}\"")).collect::<String>())
}

fn crowd(own: &str) -> Vec<u8> {
    edited(SHEET, |text| text.replacen("<row ", &format!("<row{own} "), 1))
}

/// An attribute longer than any.
pub(crate) fn long_attribute() -> Vec<u8> {
    crowd(&format!(" a=\"{}\"", "x".repeat(4 << 20)))
}

/// The texts in UTF-16, the mark of its order before them or not.
pub(crate) fn utf16(with_mark: bool) -> Vec<u8> {
    with_entry(STRINGS, |entry| {
        let text = std::str::from_utf8(&entry.kept).unwrap().replacen("UTF-8", "UTF-16", 1);
        let mark = if with_mark { &[0xfeff][..] } else { &[] };
        let units = mark.iter().copied().chain(text.encode_utf16());
        *entry = Entry::stored(STRINGS, units.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    })
}

/// Texts that say they are in GBK.
pub(crate) fn gbk() -> Vec<u8> {
    with_entry(STRINGS, |entry| {
        let text = std::str::from_utf8(&entry.kept).unwrap().replacen("UTF-8", "GBK", 1);
        *entry = Entry::stored(STRINGS, encoding_rs::GBK.encode(&text).0);
    })
}

/// A byte within the first text.
pub(crate) fn with_byte(byte: u8) -> Vec<u8> {
    with_entry(STRINGS, |entry| {
        let mut bytes = entry.kept.clone();
        let place = bytes.windows(3).position(|own| own == b"<t>").unwrap() + 3;
        bytes.insert(place, byte);
        *entry = Entry::stored(STRINGS, bytes);
    })
}

/// A relationship of the workbook that leads out of the package.
pub(crate) fn led_out(target: &str) -> Vec<u8> {
    replaced(RELATIONS, "worksheets/sheet1.xml", target)
}

/// The workbook is what lists the workbook.
pub(crate) fn circular() -> Vec<u8> {
    replaced(ROOT, "xl/workbook.xml", "_rels/.rels")
}

/// A sheet's part is the workbook itself.
pub(crate) fn sheet_is_workbook() -> Vec<u8> {
    led_out("workbook.xml")
}

/// Twenty thousand sheets, all of them one part.
pub(crate) fn many_sheets(count: usize) -> Vec<u8> {
    let more: String = (2..count + 2)
        .map(|number| format!("<sheet name=\"{number}\" sheetId=\"{number}\" r:id=\"rId1\"/>"))
        .collect();
    replaced(WORKBOOK, "</sheets>", &format!("{more}</sheets>"))
}

/// A part that breaks off.
pub(crate) fn broken_off() -> Vec<u8> {
    edited(SHEET, |text| text.chars().take(text.chars().count() / 2).collect())
}

/// Elements that close others.
pub(crate) fn crossed() -> Vec<u8> {
    replaced(SHEET, "</row>", "</c></sheetData></row>")
}
