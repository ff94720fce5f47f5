//! The form as the page draws it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use rust_xlsxwriter::{Format, FormatAlign, Workbook};
use serde_json::{Value, json};
use ziping::page::check;
use ziping::read::read_workbook;
use ziping::rules::Request;
use ziping::value::CellRef;

use crate::forms;

fn checked(name: &str, bytes: Vec<u8>) -> Value {
    serde_json::from_str(&check(name, bytes, &Request::default())).unwrap()
}

fn number(value: &Value) -> u32 {
    value.as_u64().map_or(1, |number| u32::try_from(number).unwrap())
}

#[test]
fn every_form_is_drawn_whole() {
    let mut drawn = 0;
    for path in forms() {
        let bytes = fs::read(&path).unwrap();
        let checked = checked(&path.display().to_string(), bytes.clone());
        let named: BTreeSet<&str> = checked["file"]["forms"]
            .as_array()
            .unwrap()
            .iter()
            .map(|form| form["sheet"].as_str().unwrap())
            .collect();
        let sheets = checked["sheets"].as_array().unwrap();
        assert_eq!(
            sheets.iter().map(|sheet| sheet["name"].as_str().unwrap()).collect::<BTreeSet<_>>(),
            named
        );
        for sheet in sheets {
            drawn += 1;
            let name = sheet["name"].as_str().unwrap();
            let (first, rows) = (number(&sheet["first"]) - 1, number(&sheet["rows"]));
            let first_col = u16::try_from(number(&sheet["first_column"]) - 1).unwrap();
            let columns = sheet["columns"].as_array().unwrap();
            // Where each place of the grid is covered, and by which cell: by one only.
            let mut covers: BTreeMap<CellRef, CellRef> = BTreeMap::new();
            let mut texts: BTreeMap<CellRef, &str> = BTreeMap::new();
            let mut last = None;
            for cell in sheet["cells"].as_array().unwrap() {
                let at: CellRef = cell["at"].as_str().unwrap().parse().unwrap();
                assert!(last < Some(at), "{name} {at} is out of order");
                last = Some(at);
                texts.insert(at, cell["text"].as_str().unwrap());
                for row in at.row..at.row + number(&cell["rowspan"]) {
                    for col in at.col..at.col + u16::try_from(number(&cell["colspan"])).unwrap() {
                        let place = CellRef::new(row, col);
                        assert_eq!(covers.insert(place, at), None, "{path:?} {name} {place} twice");
                        assert!(
                            row - first < rows && usize::from(col - first_col) < columns.len(),
                            "{place} outside"
                        );
                    }
                }
            }
            let workbook = read_workbook(&bytes).unwrap();
            let own = workbook.sheet(name).unwrap();
            for cell in own.cells.iter().filter(|cell| !cell.text.is_empty()) {
                let master = own.merge_at(cell.at).map_or(cell.at, |merge| merge.first);
                if master == cell.at {
                    assert_eq!(texts.get(&cell.at), Some(&cell.text.as_str()), "{path:?} {name} {}", cell.at);
                }
            }
            assert!(
                columns
                    .iter()
                    .all(|width| width.as_f64().is_some_and(|width| (0.0..=256.0).contains(&width)))
            );
        }
    }
    assert!(drawn >= 20, "{drawn} sheets");
}

#[test]
fn an_xlsx_is_drawn_as_it_is_set() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("表").unwrap();
    let centred = Format::new().set_align(FormatAlign::Center).set_bold().set_text_wrap();
    let content = crate::workbooks::example("national-project");
    let form = read_workbook(&content).unwrap();
    for cell in &form.sheets[0].cells {
        sheet.write_with_format(cell.at.row, cell.at.col, &cell.text, &centred).unwrap();
    }
    sheet.set_column_width(1, 31).unwrap();
    let checked = checked("表.xlsx", workbook.save_to_buffer().unwrap());
    let drawn = &checked["sheets"][0];
    let width =
        drawn["columns"][usize::try_from(2 - number(&drawn["first_column"])).unwrap()].as_f64().unwrap();
    assert!((width - 31.0).abs() < 1.0, "{width}");
    let cells = drawn["cells"].as_array().unwrap();
    assert!(cells.len() > 50);
    for cell in cells {
        assert_eq!(
            (&cell["align"], &cell["bold"], &cell["wrap"]),
            (&json!("center"), &json!(true), &json!(true))
        );
    }
}

#[test]
fn what_is_no_form_is_not_drawn() {
    let unreadable = checked("坏.xlsx", b"PK\x03\x04".to_vec());
    assert_eq!((&unreadable["file"]["status"], &unreadable["sheets"]), (&json!("unreadable"), &json!([])));
}
