//! Reading .xls.

use ziping::read::{CellValue, FileKind, ReadError, read_forms, read_workbook};
use ziping::value::CellRef;

use crate::damage;
use crate::files::grid;
use crate::files::xls::{container, end, record, stream, written};

#[test]
fn reads_every_kind_of_cell_and_what_is_hidden() {
    let book = grid::sample();
    let read = read_workbook(&written(&book)).unwrap();
    assert_eq!(read, grid::expected(&book, FileKind::Xls));
}

#[test]
fn reads_the_example_forms_as_their_xlsx_do() {
    for profile in ["national-project", "shangjie-department"] {
        let book = grid::example(profile);
        let read = read_workbook(&written(&book)).unwrap();
        assert_eq!(read, grid::expected(&book, FileKind::Xls), "{profile}");
        assert_eq!(read_forms(&read).unwrap(), read_forms(&book).unwrap(), "{profile}");
    }
}

#[test]
fn refuses_a_password_before_reading_on() {
    let locked = stream(&grid::sample(), &record(0x002f, &[1, 0, 1, 0]));
    assert!(matches!(read_workbook(&container("/Workbook", &locked)), Err(ReadError::Encrypted)));
    // The old kind of password has zeros where the newer ones have their kind.
    let locked = stream(&grid::sample(), &record(0x002f, &[0; 6]));
    assert!(matches!(read_workbook(&container("/Workbook", &locked)), Err(ReadError::Encrypted)));
}

#[test]
fn refuses_cells_too_far_apart_for_a_form() {
    let mut book = grid::sample();
    let mut far = book.sheets[0].cells[0].clone();
    far.at = CellRef::new(65_535, 255);
    book.sheets[0].cells.push(far);
    let read = read_workbook(&written(&book));
    assert!(
        matches!(&read, Err(ReadError::Exceeded(error)) if error.place.as_deref() == Some("绩效自评表")),
        "{read:?}"
    );
}

#[test]
fn refuses_a_text_that_multiplies() {
    let mut book = grid::sample();
    let long = "绩效自评".repeat(2500);
    for row in 10..1010 {
        let mut cell = book.sheets[0].cells[0].clone();
        cell.at = CellRef::new(row, 0);
        cell.value = CellValue::Text(long.clone());
        book.sheets[0].cells.push(cell);
    }
    assert!(matches!(read_workbook(&written(&book)), Err(ReadError::Exceeded(_))));
}

#[test]
fn reads_a_workbook_of_excel_95_without_knowing_its_chinese_formats() {
    // Another version, texts in the code page, formats with a length of one byte.
    let bof = |substream: u16| record(0x0809, &[0x0500_u16, substream, 0, 0].map(u16::to_le_bytes).concat());
    let format = |id: u16, code: &[u8]| {
        record(0x041e, &[&id.to_le_bytes()[..], &[u8::try_from(code.len()).unwrap()], code].concat())
    };
    let style = |id: u16| record(0x00e0, &[&[0, 0], &id.to_le_bytes()[..], &[0; 12]].concat());
    let head = [
        bof(0x0005),
        record(0x0042, &936_u16.to_le_bytes()),
        format(164, b"0.0%"),
        format(165, b"0\"\xb4\xce\""),
        [0, 10, 164, 165].map(style).concat(),
    ]
    .concat();
    let name = b"\xb1\xed";
    let start = u32::try_from(head.len() + 4 + 7 + name.len() + 4).unwrap();
    let listed = record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 2], name].concat());
    let number = |col: u16, style: u16| {
        let place = [0, col, style].map(u16::to_le_bytes).concat();
        record(0x0203, &[place, 0.666_f64.to_le_bytes().to_vec()].concat())
    };
    let label = record(0x0204, &[&[0, 0, 0, 0, 0, 0, 2, 0][..], b"\xbc\xa8"].concat());
    let sheet = [bof(0x0010), label, number(1, 1), number(2, 2), number(3, 3), end()].concat();
    let read = read_workbook(&container("/Book", &[head, listed, end(), sheet].concat())).unwrap();
    assert_eq!(read.sheets[0].name, "表");
    let shown: Vec<&str> = read.sheets[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(shown, ["绩", "66.60%", "66.6%", "0.666"]);
}

#[test]
fn refuses_chains_that_run_in_circles() {
    let mut file = written(&grid::sample());
    // The table of sectors: let the stream's third sector lead back to its second.
    let table = 512 + 512 * usize::from(file[76]);
    let place = (table..table + 512)
        .step_by(4)
        .find(|at| file[at + 4..at + 8] == u32::try_from((at - table) / 4 + 2).unwrap().to_le_bytes())
        .unwrap();
    let back = u32::try_from((place - table) / 4).unwrap().to_le_bytes();
    file[place + 4..place + 8].copy_from_slice(&back);
    assert!(matches!(read_workbook(&file), Err(ReadError::BinaryDamaged { .. })));
}

#[test]
fn ends_whatever_is_damaged() {
    damage::survives_damage(&written(&grid::sample()));
}
