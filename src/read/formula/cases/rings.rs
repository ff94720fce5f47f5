use super::{sheet, workbook};
use crate::read::formula::rings;
use crate::read::grid::Workbook;

/// The rings that have one of these cells of the first sheet.
fn found(workbook: &Workbook, cells: &[&str]) -> Vec<String> {
    let cells: Vec<_> = cells.iter().map(|at| (0, at.parse().unwrap())).collect();
    let name = |(sheet, at)| format!("{sheet}!{at}");
    rings(workbook, &cells)
        .into_iter()
        .map(|ring| ring.into_iter().map(name).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn names_the_cells_of_a_ring_in_the_order_in_which_they_read_one_another() {
    for (cells, expected) in [
        (&[("A1", "=A1+1")][..], &["0!A1"][..]),
        (&[("A1", "=A2"), ("A2", "=A3*2"), ("A3", "=SUM(A1,9)")], &["0!A1 0!A2 0!A3"]),
        // The shortest way round, where there are two.
        (&[("A1", "=A2+A3"), ("A2", "=A3"), ("A3", "=A1")], &["0!A1 0!A3"]),
        (&[("A1", "=B1"), ("B1", "=A1"), ("A2", "=A2")], &["0!A1 0!B1", "0!A2"]),
        // A sum that takes in its own cell.
        (&[("A1", "1"), ("A2", "=SUM(A:A)")], &["0!A2"]),
        // It reads a ring, but is none itself.
        (&[("A1", "=B1"), ("B1", "=B2"), ("B2", "=B1")], &[]),
        (&[("A1", "=A2"), ("A2", "=A3"), ("A3", "5")], &[]),
        // Where a cell stands is no matter of what it holds.
        (&[("A1", "=ROW(A1)"), ("A2", "=SUM(A1)+COLUMN(A2)"), ("A3", "=ROWS(A1:A3)")], &[]),
        (&[("A1", "=ROW(A1)+A1")], &["0!A1"]),
        // What is not understood claims nothing.
        (&[("A1", "=INDIRECT(\"A1\")"), ("A2", "=A2+")], &[]),
    ] {
        let book = workbook(vec![sheet("表", cells)], &[]);
        assert_eq!(found(&book, &["A1", "A2", "A3"]), expected, "{cells:?}");
    }
}

#[test]
fn rings_go_over_sheets_and_through_names() {
    let sheets = vec![
        sheet("表", &[("A1", "=底稿!B2"), ("A2", "=合计")]),
        sheet("底稿", &[("B2", "='第 三'!C3")]),
        sheet("第 三", &[("C3", "=表!A1"), ("C4", "=表!A2")]),
    ];
    let book = workbook(sheets, &[("合计", None, "'第 三'!$C$4")]);
    assert_eq!(found(&book, &["A1", "A2"]), ["0!A1 1!B2 2!C3", "0!A2 2!C4"]);
    assert_eq!(found(&book, &["A2", "B9"]), ["0!A2 2!C4"]);
    assert_eq!(found(&book, &[]), [""; 0]);
}

#[test]
fn a_long_ring_is_walked_without_nesting() {
    let names: Vec<String> = (1..=20_000).map(|row| format!("A{row}")).collect();
    let formulas: Vec<String> = (0..20_000).map(|row| format!("=A{}", (row + 1) % 20_000 + 1)).collect();
    let cells: Vec<(&str, &str)> =
        names.iter().zip(&formulas).map(|(at, own)| (at.as_str(), own.as_str())).collect();
    let book = workbook(vec![sheet("表", &cells)], &[]);
    let found = found(&book, &["A1", "A500"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].split(' ').count(), 20_000);
}
