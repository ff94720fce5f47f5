//! What calamine does not tell of an xlsx, or only by reading a whole sheet once more: merged blocks and what is hidden.

use std::collections::HashMap;

use memchr::memmem;

use super::hidden::Hidden;
use super::place::merge_of;
use crate::package::{Package, PackageError};
use crate::package::{attribute, each_element, relations};
use crate::read::error::ReadError;
use crate::read::grid::Merge;
use crate::value::CellRef;

const WORKBOOK: &str = "xl/workbook.xml";

/// What a worksheet's part says beside its cells.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) merges: Vec<Merge>,
    /// Cells with a formula that was saved without a result, and their style ids.
    pub(super) uncalculated: Vec<(CellRef, usize)>,
    pub(super) hidden: Hidden,
}

/// The facts of every worksheet by its name; a sheet whose part cannot be looked at is left out.
pub(super) fn facts(package: &mut Package<'_>) -> HashMap<String, Facts> {
    facts_of(package).unwrap_or_default()
}

fn facts_of(package: &mut Package<'_>) -> Result<HashMap<String, Facts>, ReadError> {
    let mut names = HashMap::new();
    if let Some(workbook) = package.part(WORKBOOK)? {
        let workbook = String::from_utf8(workbook).unwrap_or_default();
        each_element(&workbook, |element| {
            if element.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            {
                names.insert(id, name);
            }
        })?;
    }
    let mut found = HashMap::new();
    for relation in relations(package, WORKBOOK)? {
        if relation.kind == "worksheet"
            && let Some(name) = names.remove(&relation.id)
            && let Some(part) = package.part(&relation.part)?
            && let Ok(part) = str::from_utf8(&part)
        {
            let mut facts = Facts::default();
            // What stands before a broken tag holds.
            _ = read_merges(part, &mut facts.merges);
            note_uncalculated(part, &mut facts.uncalculated);
            if says_hidden(part) {
                _ = read_hidden(part, &mut facts.hidden);
            }
            found.insert(name, facts);
        }
    }
    Ok(found)
}

fn find(text: &str, word: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), word.as_bytes())
}

/// Merged blocks stand behind the cells, so only the end of the part is looked at.
fn read_merges(part: &str, merges: &mut Vec<Merge>) -> Result<(), PackageError> {
    let end = memmem::rfind(part.as_bytes(), b"sheetData").unwrap_or_default();
    let Some(at) = find(&part[end..], "mergeCell").map(|at| end + at) else { return Ok(()) };
    let start = part[..at].rfind('<').unwrap_or(at);
    each_element(&part[start..], |element| {
        if element.local_name().as_ref() == "mergeCell"
            && let Some(block) = attribute(element, "ref").as_deref().and_then(merge_of)
        {
            merges.push(block);
        }
    })
}

/// Finds formulas without a result by plain search: most files have none, and most formulas have their result beside them.
///
/// Every byte is looked at a few times at most, whatever the part holds.
fn note_uncalculated(part: &str, found: &mut Vec<(CellRef, usize)>) {
    let mut rest = part;
    while let Some(at) = find(rest, "<f") {
        let (before, cell) = rest.split_at(at);
        let end = find(cell, "</c>").unwrap_or(cell.len());
        let (content, after) = cell.split_at(end);
        rest = after;
        let Some((tag, _)) = before.rsplit_once("<c ").and_then(|(_, cell)| cell.split_once('>')) else {
            continue;
        };
        let is_formula = content[2..].starts_with(['>', ' ', '/']);
        if is_formula && !has_result(content, tag.contains("t=\"str\"")) {
            let attribute = |name: &str| {
                let mut attributes = tag.split_ascii_whitespace();
                attributes.find_map(|own| own.strip_prefix(name)?.strip_prefix("=\"")?.split('"').next())
            };
            if let Some(at) = attribute("r").and_then(|own| own.parse().ok()) {
                found.push((at, attribute("s").and_then(|own| own.parse().ok()).unwrap_or_default()));
            }
        }
    }
}

/// Whether a result stands behind a formula: `<v></v>` and `<v/>` are none, unless the result is an empty text.
fn has_result(content: &str, is_text: bool) -> bool {
    memmem::find_iter(content.as_bytes(), b"<v").any(|at| {
        let rest = &content[at + 2..];
        rest.starts_with(['>', ' ']) && (is_text || !rest.starts_with("></v>"))
    })
}

/// Whether `hidden` occurs with a value other than no: LibreOffice writes `hidden="false"` on every row.
fn says_hidden(part: &str) -> bool {
    memmem::find_iter(part.as_bytes(), b"hidden").any(|at| {
        part.get(at + "hidden".len()..)
            .and_then(|rest| rest.trim_start().strip_prefix('='))
            .and_then(|rest| rest.trim_start().strip_prefix(['"', '\'']))
            .is_some_and(|value| value.starts_with(['1', 't', 'T']))
    })
}

fn read_hidden(part: &str, hidden: &mut Hidden) -> Result<(), PackageError> {
    let mut next_row: u32 = 1;
    each_element(part, |element| {
        let number = |name| attribute(element, name)?.parse::<u32>().ok();
        let is_hidden = || attribute(element, "hidden").is_some_and(|value| value == "1" || value == "true");
        match element.local_name().as_ref() {
            "row" => {
                // A row without a number follows the one before.
                let row = number("r").unwrap_or(next_row);
                next_row = row.saturating_add(1);
                if let Some(row) = row.checked_sub(1).filter(|_| is_hidden()) {
                    hidden.rows.push(row);
                }
            }
            "col" => {
                if let (Some(first), Some(last), true) = (number("min"), number("max"), is_hidden()) {
                    hidden.cols.push(first.saturating_sub(1)..=last.saturating_sub(1));
                }
            }
            _ => {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_hidden_rows_and_columns_however_they_are_written() {
        let sheet = "<x:worksheet xmlns:x='m'><x:cols><x:col min='2' max='3' width='0' hidden='true'/>\
             <x:col hidden=\"1\" min=\"7\" max=\"7\"/><x:col min='8' max='8' hidden='0'/></x:cols>\
             <x:sheetData><x:row r='4' hidden='1'><x:c r='A4'/></x:row><x:row hidden=\"true\"/><x:row/>\
             <x:row hidden='1'/><x:row r='9' hidden='false'/></x:sheetData></x:worksheet>";
        let mut hidden = Hidden::default();
        read_hidden(sheet, &mut hidden).unwrap();
        assert_eq!(hidden.rows, [3, 4, 6]);
        assert_eq!(hidden.cols, [1..=2, 6..=6]);
    }

    #[test]
    fn finds_formulas_without_a_result() {
        let part = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"3\"><f>A1*2</f></c><c r=\"C1\" t=\"str\"><f>A1</f><v>x</v></c>\
             <c r=\"D1\" s=\"12\" t=\"n\"><f t=\"shared\" si=\"0\"/><v></v></c><c r=\"E1\"><f>1</f><v/></c><c r=\"G1\" t=\"str\"><f>1</f><v></v></c><c r=\"F1\"><is><t>&lt;f&gt;</t></is></c></row>";
        let mut found = Vec::new();
        note_uncalculated(part, &mut found);
        let shown: Vec<String> = found.iter().map(|(cell, style)| format!("{cell} {style}")).collect();
        assert_eq!(shown, ["B1 3", "D1 12", "E1 0"]);
    }

    #[test]
    fn finds_merged_blocks_behind_the_cells() {
        let sheet = "<x:worksheet><x:sheetData><x:c><x:is><x:t>mergeCell</x:t></x:is></x:c></x:sheetData>\
             <x:mergeCells count='4'><x:mergeCell ref='A1:C2'/><x:mergeCell ref=\"$D$4:$D$9\"/>\
             <x:mergeCell ref='B7'/><x:mergeCell ref='C9:A1'/></x:mergeCells><x:pageMargins/></x:worksheet>";
        let mut merges = Vec::new();
        read_merges(sheet, &mut merges).unwrap();
        let shown: Vec<String> =
            merges.iter().map(|block| format!("{}:{}", block.first, block.last)).collect();
        assert_eq!(shown, ["A1:C2", "D4:D9"]);
    }

    #[test]
    fn looks_closer_only_where_something_says_so() {
        for (part, says) in [
            ("<row r='1' hidden='1'>", true),
            ("<col hidden = \"true\">", true),
            ("<row r='1' hidden=\"false\"><row hidden='0'>", false),
            ("<row customHeight='1'>", false),
            ("<row hidden=\"0\"/><row hidden=\"1\"/>", true),
        ] {
            assert_eq!(says_hidden(part), says, "{part}");
        }
    }
}
