//! WB-10, 14 and 15: printed, weighed and looked at.

use std::collections::BTreeSet;
use std::process::Command;

use roxmltree::{Document, Node};

use super::book::{Book, elements};
use super::copies::{copies, copy};
use super::log::{ADDED, Log};
use super::office::Office;

#[test]
fn a_copy_is_at_most_60_kb_larger() {
    for copy in copies() {
        let grown = copy.bytes.len().saturating_sub(copy.fixture.bytes.len());
        assert!(grown <= 60 * 1024, "{}: {grown} bytes more", copy.fixture.name);
    }
}

/// No row or column of the added sheets is formatted to the end of the sheet.
#[test]
fn added_sheets_end_where_their_content_does() {
    let book = Book::open(&copy("rich").bytes);
    for sheet in ADDED {
        let document = Document::parse(book.package.text(&book.sheet(sheet).unwrap().part)).unwrap();
        for col in elements(&document).filter(|node| node.tag_name().name() == "col") {
            let last: u32 = col.attribute("max").unwrap().parse().unwrap();
            assert!(last <= 20, "{sheet}: column {last}");
        }
        let last = book.cells(sheet).keys().map(|at| at.row).max().unwrap();
        assert!(last < 300, "{sheet}: row {last}");
    }
}

/// The share of light of a colour, as WCAG 2 defines it.
fn luminance(rgb: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&rgb[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The colour of the first element of this name below, as six digits; the standard one where none is stated.
fn colour(node: Node<'_, '_>, name: &str, standard: &str) -> String {
    let found = node.descendants().find(|node| node.tag_name().name() == name);
    let stated = found.and_then(|node| node.attribute("rgb"));
    stated.map_or(standard, |argb| &argb[argb.len() - 6..]).to_uppercase()
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast("000000", "FFFFFF") - 21.0).abs() < 0.01);
    assert!((contrast("777777", "FFFFFF") - 4.48).abs() < 0.01);
}

#[test]
fn every_text_can_be_told_from_its_ground() {
    for copy in copies() {
        let book = Book::open(&copy.bytes);
        let log = Log::of(&book);
        let cells = book.cells(copy.fixture.sheet).into_iter();
        let marked = cells.filter(|(at, _)| log.change(copy.fixture.sheet, *at).is_some());
        let added = ADDED.iter().flat_map(|sheet| book.cells(sheet).into_values());
        let used: BTreeSet<usize> =
            added.chain(marked.map(|(_, cell)| cell)).map(|cell| cell.style).collect();
        let part = book.part_of_kind("styles").unwrap();
        let document = Document::parse(book.package.text(&part)).unwrap();
        let list = |name: &str| -> Vec<_> {
            let list = elements(&document).find(|node| node.tag_name().name() == name).unwrap();
            list.children().filter(Node::is_element).collect()
        };
        let (fonts, fills, xfs) = (list("fonts"), list("fills"), list("cellXfs"));
        for style in used {
            let id = |name: &str| xfs[style].attribute(name).map_or(0, |id| id.parse::<usize>().unwrap());
            let (font, fill) = (
                colour(fonts[id("fontId")], "color", "000000"),
                colour(fills[id("fillId")], "fgColor", "FFFFFF"),
            );
            let ratio = contrast(&font, &fill);
            assert!(ratio >= 4.5, "{}: style {style}, {font} on {fill}: {ratio:.1}", copy.fixture.name);
        }
    }
}

/// Fonts are named, never embedded: those of the workbook, and 宋体 for what is added.
#[test]
fn no_font_comes_in_but_the_standard_one() {
    for copy in copies() {
        let fonts = |bytes: &[u8]| -> BTreeSet<String> {
            let book = Book::open(bytes);
            let Some(part) = book.part_of_kind("styles") else { return BTreeSet::new() };
            let document = Document::parse(book.package.text(&part)).unwrap();
            let fonts = elements(&document).filter(|node| node.tag_name().name() == "font");
            let names =
                fonts.filter_map(|font| font.children().find(|child| child.tag_name().name() == "name"));
            names.map(|name| name.attribute("val").unwrap().to_owned()).collect()
        };
        let (before, mut after) = (fonts(&copy.fixture.bytes), fonts(&copy.bytes));
        after.retain(|font| !before.contains(font) && font != "宋体");
        assert_eq!(after, BTreeSet::new(), "{}", copy.fixture.name);
    }
}

/// The pages that LibreOffice prints, as text.
fn pages(office: &Office, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("printed.pdf");
    std::fs::write(&path, office.saved(bytes, "pdf")).unwrap();
    let run = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output().unwrap();
    let text = String::from_utf8(run.stdout).unwrap();
    text.split('\u{c}').map(str::to_owned).collect()
}

/// A sheet two pages wide would print its first heading on one page and its last on another.
#[test]
fn sheets_print_one_page_wide_with_their_headings() {
    let Some(office) = Office::find() else { return };
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "CI needs pdftotext: install poppler-utils");
        println!("SKIPPED: pdftotext is not installed, nothing that was printed was read");
        return;
    }
    let pages = pages(&office, &copy("rich").bytes);
    for (first, last) in [
        ("三级指标", "偏差原因分析"),
        ("是否已更正", "经办人"),
        ("原公式", "新公式"),
        ("索引号", "结论"),
        ("本次发现", "标题"),
    ] {
        let both = pages.iter().any(|page| page.contains(first) && page.contains(last));
        assert!(both, "{first} and {last} are not on one page: {pages:#?}");
    }
    // The form breaks after row 11, and its two first rows are printed again.
    let form: Vec<_> = pages.iter().filter(|page| page.contains("（2023年度）")).collect();
    assert!(form.len() >= 2 && form.iter().all(|page| page.contains("项目支出绩效自评表")), "{pages:#?}");
    // The catalogue of rules is longer than a page; its title is printed again.
    let about: Vec<_> = pages.iter().filter(|page| page.contains("规则与版本")).collect();
    assert!(about.len() >= 2, "{pages:#?}");
}
