//! A workbook as text, one line a cell, so that a comparison shows cells and not the bytes of a package.

#![expect(clippy::unwrap_used, reason = "a test stops where its own workbook cannot be read")]

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use ziping::read::read_workbook;

/// Every sheet with its cells (address, shown text, formula, number format), notes and merged blocks.
pub(crate) fn dump(bytes: &[u8]) -> String {
    let workbook = read_workbook(bytes).unwrap();
    let mut text = String::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let hidden = if sheet.visible { "" } else { "（隐藏）" };
        writeln!(text, "== {}{hidden}", sheet.name).unwrap();
        for cell in &sheet.cells {
            write!(text, "{}: {}", cell.at, one_line(&cell.text)).unwrap();
            if let Some(formula) = &cell.formula {
                write!(text, "  ={formula}").unwrap();
            }
            if let Some(format) = &cell.format {
                write!(text, "  [{format}]").unwrap();
            }
            text.push('\n');
        }
        for (at, note) in notes(bytes, index + 1) {
            writeln!(text, "note {at}: {}", one_line(&note)).unwrap();
        }
        let mut merges = sheet.merges.clone();
        merges.sort_by_key(|merge| merge.first);
        for merge in merges {
            writeln!(text, "merge {}:{}", merge.first, merge.last).unwrap();
        }
        text.push('\n');
    }
    text
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎")
}

/// The notes of a sheet, which the reader has no need of: straight from the parts that the writer makes.
fn notes(bytes: &[u8], sheet: usize) -> Vec<(String, String)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut xml = String::new();
        package.by_name(name).ok()?.read_to_string(&mut xml).unwrap();
        Some(xml)
    };
    let relations = part(&format!("xl/worksheets/_rels/sheet{sheet}.xml.rels")).unwrap_or_default();
    // rust_xlsxwriter leads there from the sheet's folder, a patch from the package's root.
    let mut targets = ["Target=\"../comments", "Target=\"/xl/comments"].iter();
    let Some(name) =
        targets.find_map(|target| relations.split(target).nth(1).and_then(|rest| rest.split('"').next()))
    else {
        return Vec::new();
    };
    let xml = part(&format!("xl/comments{name}")).unwrap();
    let mut notes = Vec::new();
    for comment in xml.split("<comment ref=\"").skip(1) {
        let at = comment.split('"').next().unwrap().to_owned();
        let runs = comment.split("<t").skip(1).filter(|run| run.starts_with([' ', '>']));
        let words: String =
            runs.filter_map(|run| run.split_once('>')?.1.split("</t>").next()).map(unescaped).collect();
        notes.push((at, words));
    }
    notes
}

fn unescaped(xml: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    signs.iter().fold(xml.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign))
}
