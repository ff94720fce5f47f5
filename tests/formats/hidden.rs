//! What is hidden, from an xlsx to the finding and the export.

use rust_xlsxwriter::{Workbook as Writer, Worksheet};
use ziping::check::{FileOutcome, read_file};
use ziping::model::{Hidden, Severity};
use ziping::read::{CellValue, Sheet, read_forms, read_workbook};
use ziping::report::{Lang, forms_json};
use ziping::rules::{Request, check};

use crate::files::grid;

/// The cells of a sheet written again; numbers stay numbers, and formats do not matter here.
fn copy(sheet: &Sheet, out: &mut Worksheet) {
    out.set_name(&sheet.name).unwrap();
    for merge in &sheet.merges {
        let plain = rust_xlsxwriter::Format::new();
        let (first, last) = (merge.first, merge.last);
        out.merge_range(first.row, first.col, last.row, last.col, "", &plain).unwrap();
    }
    for cell in &sheet.cells {
        match &cell.value {
            CellValue::Number(number) => {
                out.write(cell.at.row, cell.at.col, grid::float(*number)).unwrap();
            }
            _ => {
                out.write(cell.at.row, cell.at.col, cell.text.as_str()).unwrap();
            }
        }
    }
}

/// The example project form with whatever `hide` hides.
fn with_hidden(hide: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let book = grid::example("national-project");
    let form = &read_forms(&book).unwrap()[0];
    let mut writer = Writer::new();
    writer.add_worksheet().set_name("封面").unwrap();
    let out = writer.add_worksheet();
    copy(book.sheet(&form.sheet).unwrap(), out);
    hide(out);
    writer.save_to_buffer().unwrap()
}

#[test]
fn an_xlsx_tells_hidden_rows_and_columns() {
    let file = with_hidden(|sheet| {
        sheet.set_row_hidden(14).unwrap();
        sheet.set_row_hidden(1_000_000).unwrap();
        sheet.set_column_hidden(3).unwrap();
        sheet.set_column_range_hidden(100, 16_383).unwrap();
    });
    let book = read_workbook(&file).unwrap();
    let sheet = &book.sheets[1];
    assert_eq!((&sheet.hidden_rows[..], &sheet.hidden_cols[..]), (&[14][..], &[3][..]));
    let form = &read_forms(&book).unwrap()[0];
    assert_eq!(form.hidden, Hidden { is_sheet: false, rows: vec![14], cols: vec![3] });
}

#[test]
fn a_hidden_sheet_is_checked_and_told() {
    let file = with_hidden(|sheet| _ = sheet.set_hidden(true));
    let mut forms = read_forms(&read_workbook(&file).unwrap()).unwrap();
    let checked = check(forms.remove(0), &Request::default());
    let told: Vec<_> = checked.findings.iter().filter(|own| own.rule == "hidden-content").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].severity, Severity::Info);
    assert_eq!(told[0].message.zh, "工作表被隐藏，其中的内容也已核对");
}

#[test]
fn a_form_that_is_shown_says_nothing_of_it() {
    let file = with_hidden(|_| ());
    let form = &read_forms(&read_workbook(&file).unwrap()).unwrap()[0];
    assert!(form.hidden.is_nothing());
}

#[test]
fn the_export_names_hidden_rows_and_columns_as_excel_does() {
    let folder = tempfile::tempdir().unwrap();
    let exported = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let files: [FileOutcome<_>; 1] = [read_file(&path)];
        let document: serde_json::Value = serde_json::from_str(&forms_json(&files, Lang::Zh)).unwrap();
        let schema = std::fs::read_to_string("docs/schema/forms-1.schema.json").unwrap();
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert!(jsonschema::is_valid(&schema, &document), "{document}");
        document["files"][0]["forms"][0]["hidden"].clone()
    };
    let file = with_hidden(|sheet| {
        sheet.set_row_hidden(14).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let expected = serde_json::json!({"sheet": false, "rows": [15], "columns": ["D"]});
    assert_eq!(exported("藏.xlsx", &file), expected);
    assert_eq!(exported("示.xlsx", &with_hidden(|_| ())), serde_json::Value::Null);
}
