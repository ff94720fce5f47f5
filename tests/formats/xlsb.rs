//! Reading .xlsb.

use ziping::read::{FileKind, ReadError, read_forms, read_workbook};
use ziping::value::CellRef;

use crate::damage;
use crate::files::grid;
use crate::files::xlsb::{
    count, parts, record, relations, shared_strings, text, with_part, workbook, written, zipped,
};

#[test]
fn reads_every_kind_of_cell_and_what_is_hidden() {
    let book = grid::sample();
    let read = read_workbook(&written(&book)).unwrap();
    assert_eq!(read, grid::expected(&book, FileKind::Xlsb));
}

#[test]
fn reads_the_example_forms_as_their_xlsx_do() {
    for profile in ["national-project", "shangjie-department"] {
        let book = grid::example(profile);
        let read = read_workbook(&written(&book)).unwrap();
        assert_eq!(read, grid::expected(&book, FileKind::Xlsb), "{profile}");
        assert_eq!(read_forms(&read).unwrap(), read_forms(&book).unwrap(), "{profile}");
    }
}

#[test]
fn reads_a_far_cell_without_making_room_for_the_rest() {
    let mut book = grid::sample();
    let mut far = book.sheets[0].cells[0].clone();
    far.at = CellRef::new(1_048_575, 16_383);
    book.sheets[0].cells.push(far);
    assert_eq!(read_workbook(&written(&book)).unwrap(), grid::expected(&book, FileKind::Xlsb));
}

#[test]
fn shows_numbers_plainly_where_the_styles_are_missing() {
    let parts: Vec<_> =
        parts(&grid::sample()).into_iter().filter(|(name, _)| name != "xl/styles.bin").collect();
    let read = read_workbook(&zipped(&parts)).unwrap();
    let shown = read.sheets[0].cell(CellRef::new(1, 0)).unwrap();
    assert_eq!((shown.text.as_str(), &shown.format), ("0.666", &None));
}

#[test]
fn refuses_parts_that_contradict_themselves() {
    let cut = |part: &mut Vec<u8>| part.truncate(part.len() / 2);
    for (why, file) in [
        ("a record beyond the end of its part", with_part("xl/worksheets/sheet1.bin", cut)),
        ("a text that does not exist", with_part("xl/sharedStrings.bin", |part| *part = shared_strings(&[]))),
        ("a sheet without a part", with_part("xl/_rels/workbook.bin.rels", |part| *part = relations(&[]))),
    ] {
        assert!(matches!(read_workbook(&file), Err(ReadError::BinaryDamaged { .. })), "{why}");
    }
}

#[test]
fn refuses_a_name_that_nests_without_end() {
    // A formula that holds a formula that holds a formula: the reader would call itself for each.
    let depth = 20_000_u16;
    let nested: Vec<u8> = (1..depth)
        .flat_map(|level| [[0x29].as_slice(), &(3 * (depth - level)).to_le_bytes()].concat())
        .collect();
    let name = [vec![0; 9], text("x"), count(nested.len()).to_vec(), nested].concat();
    let file = with_part("xl/workbook.bin", |own| *own = workbook(&grid::sample(), &record(39, &name)));
    assert!(matches!(read_workbook(&file), Err(ReadError::BinaryDamaged { .. })));
}

#[test]
fn ends_whatever_is_damaged() {
    damage::survives_damage(&written(&grid::sample()));
    // Behind the zip's checksums: the parts themselves.
    let whole = parts(&grid::sample());
    for name in ["xl/worksheets/sheet1.bin", "xl/workbook.bin", "xl/styles.bin", "xl/sharedStrings.bin"] {
        let own = whole.iter().find(|(part, _)| part == name).unwrap().1.len();
        for place in (0..own.min(1500)).step_by(7) {
            for byte in [0, 0x7f, 0xff] {
                _ = read_workbook(&with_part(name, |part| part[place] = byte));
            }
        }
    }
}
