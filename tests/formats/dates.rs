//! Dates of workbooks that count from 1904, and times beyond a day.

use std::path::PathBuf;

use rust_decimal::dec;
use ziping::check::{Input, fix};
use ziping::read::{Cell, CellValue, FileKind, Workbook, read_workbook};
use ziping::rules::Request;
use ziping::value::CellRef;

use crate::files::{grid, xls, xlsb};
use crate::xlsx;

type Writer = fn(&Workbook) -> Vec<u8>;

const FROM_1904: [(FileKind, Writer); 3] = [
    (FileKind::Xlsx, xlsx::written_from_1904),
    (FileKind::Xls, xls::written_from_1904),
    (FileKind::Xlsb, xlsb::written_from_1904),
];

#[test]
fn a_day_counted_from_1904_is_the_same_day() {
    let book = grid::sample();
    for (kind, written) in FROM_1904 {
        assert_eq!(read_workbook(&written(&book)).unwrap(), grid::expected(&book, kind));
    }
}

#[test]
fn a_corrected_form_keeps_the_days_of_a_workbook_that_counts_from_1904() {
    let mut book = grid::example("national-project");
    let form = ziping::read::read_forms(&book).unwrap().remove(0);
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == form.sheet).unwrap();
    let at = CellRef::new(sheet.cells.last().unwrap().at.row + 1, 0);
    sheet.cells.push(Cell {
        at,
        value: CellValue::Date(dec!(44773)),
        text: String::new(),
        format: Some("yyyy\"年\"m\"月\"d\"日\"".into()),
        formula: None,
    });
    for (kind, written) in FROM_1904 {
        let bytes = written(&book);
        let name = PathBuf::from(format!("表.{}", kind.extension()));
        let input = Input { path: name, sha256: String::new(), bytes };
        let fixed = read_workbook(&fix(&input, &Request::default(), &[], false).unwrap().bytes).unwrap();
        let cell = fixed.sheet(&form.sheet).unwrap().cell(at).unwrap();
        assert_eq!((&cell.value, cell.text.as_str()), (&CellValue::Date(dec!(44773)), "2022年7月31日"));
    }
}

#[test]
fn a_time_has_no_day_to_move_and_counts_on_beyond_one() {
    let times = [
        (dec!(0.5), "h:mm", "12:00"),
        (dec!(0.5), "[h]:mm:ss", "12:00:00"),
        (dec!(1.5), "[h]:mm:ss", "36:00:00"),
        (dec!(-0.25), "[h]:mm", "-6:00:00"),
    ];
    let mut book = grid::sample();
    book.sheets.truncate(1);
    book.sheets[0].merges.clear();
    book.sheets[0].hidden_rows.clear();
    book.sheets[0].hidden_cols.clear();
    book.sheets[0].cells = (0..)
        .zip(times)
        .map(|(row, (serial, code, shown))| Cell {
            at: CellRef::new(row, 0),
            value: CellValue::Date(serial),
            text: shown.to_owned(),
            format: Some(code.into()),
            formula: None,
        })
        .collect();
    let writers: [(FileKind, Writer); 3] =
        [(FileKind::Xlsx, xlsx::written), (FileKind::Xls, xls::written), (FileKind::Xlsb, xlsb::written)];
    for (kind, written) in writers {
        assert_eq!(read_workbook(&written(&book)).unwrap(), grid::expected(&book, kind));
    }
}
