//! What depends on what, and what becomes of it.

use super::{cell, changes, sheet, value, workbook};
use crate::read::grid::{Cell, CellValue, Merge};
use crate::value::CellRef;

#[test]
fn follows_chains_and_leaves_out_what_stays_the_same() {
    let book = workbook(
        vec![sheet(
            "表1",
            &[
                ("A1", "3"),
                ("A2", "4"),
                ("B1", "=A1*2"),
                ("B2", "=B1+A2"),
                ("B3", "=ROUND(B2/100,0)+1"),
                ("B4", "=A2*7"),
                ("C1", "=SUM(B1:B2)"),
                ("C2", "=A9"),
            ],
        )],
        &[],
    );
    // B3 is 1 as before, B4 is wrong but depends on nothing that changed.
    assert_eq!(changes(&book, &[(0, "A1", "5")]), ["0!B1 = 10", "0!C1 = 24", "0!B2 = 14"]);
    // A changed formula is a plain value, a blank cell may be filled, and A1 is the old one.
    assert_eq!(changes(&book, &[(0, "B1", "20"), (0, "A9", "8")]), ["0!C1 = 44", "0!B2 = 24", "0!C2 = 8"]);
    // A cell that was emptied.
    assert_eq!(changes(&book, &[(0, "A1", "")]), ["0!B1 = 0", "0!C1 = 4", "0!B2 = 4"]);
    assert_eq!(changes(&book, &[]), Vec::<String>::new());
    assert_eq!(changes(&book, &[(7, "A1", "5")]), Vec::<String>::new());
}

#[test]
fn compares_with_what_was_saved() {
    let mut own = sheet(
        "表1",
        &[("A1", "0"), ("B1", "=A1/3"), ("B2", "=IF(A1>0,\"\",1)"), ("B3", "=A1+1"), ("B4", "=1/(A1-1)")],
    );
    for (at, value) in [
        ("B1", value("0.333333333333333")),
        ("B2", CellValue::Empty),
        ("B3", CellValue::Date(2.into())),
        ("B4", value("#DIV/0!")),
    ] {
        let at: CellRef = at.parse().unwrap();
        own.cells.iter_mut().find(|cell| cell.at == at).unwrap().value = value;
    }
    let book = workbook(vec![own], &[]);
    assert_eq!(changes(&book, &[(0, "A1", "1")]), Vec::<String>::new());
    assert_eq!(
        changes(&book, &[(0, "A1", "-2")]),
        ["0!B1 = -0.666666666666667", "0!B2 = 1", "0!B3 = day -1", "0!B4 = -0.333333333333333"]
    );
}

#[test]
fn a_formula_that_was_never_worked_out_is_no_empty_text() {
    let cells = [
        ("A1", "1"),
        ("A2", "7"),
        ("B1", "=A2*2"),
        ("B2", "=IF(A2>0,\"\",1)"),
        ("B3", "=TEXT(A2,\"\")"),
        ("C1", "=A1+B1"),
        ("C2", "=B2&A1"),
        ("C3", "=B3&A1"),
    ];
    let mut own = sheet("表1", &cells);
    for cell in own.cells.iter_mut().filter(|cell| cell.at.col == 1) {
        cell.value = CellValue::Empty;
    }
    let expected = ["0!C1 = 19", "0!C2 = '5", "0!C3 = '5"];
    assert_eq!(changes(&workbook(vec![own], &[]), &[(0, "A1", "5")]), expected);
}

#[test]
fn follows_references_to_other_sheets() {
    let book = workbook(
        vec![
            sheet("表1", &[("A1", "2"), ("A2", "'3")]),
            sheet("表 二(1)", &[("A1", "=表1!A1+1"), ("B1", "=SUM('表1'!$A:$A,1)"), ("C1", "=a1")]),
            sheet(
                "It's 2024年.v1",
                &[("A1", "='表 二(1)'!A1*10"), ("B1", "='It''s 2024年.v1'!A1"), ("C1", "=表3!A1")],
            ),
            sheet("表3", &[("A1", "=SUM('表 二(1)'!A1:B2)"), ("B1", "=A2")]),
        ],
        &[],
    );
    assert_eq!(
        changes(&book, &[(0, "A1", "5")]),
        ["1!A1 = 6", "1!B1 = 6", "1!C1 = 6", "2!A1 = 60", "2!B1 = 60", "2!C1 = 12", "3!A1 = 12"]
    );
}

#[test]
fn knows_names() {
    let names = [
        ("总分", None, "表1!$A$1"),
        ("总分", Some(1), "表2!$A$1"),
        ("Weights", None, "表1!$A$1:$A$3"),
        ("half", None, "总分/2"),
        ("whole", None, "weights"),
        ("rate", None, "=10%"),
        ("one", None, "two+1"),
        ("two", None, "one+1"),
        ("beside", None, "表1!A1"),
        ("bare", None, "$A$1"),
        ("outside", None, "[1]表!$A$1"),
    ];
    let book = workbook(
        vec![
            sheet(
                "表1",
                &[
                    ("A1", "1"),
                    ("A2", "2"),
                    ("A3", "3"),
                    ("B1", "=总分+1"),
                    ("B2", "=SUM(WEIGHTS)"),
                    ("B3", "=half*rate"),
                    ("B4", "=MAX(whole)*rate"),
                    ("B5", "=rate"),
                    ("B6", "=one"),
                    ("B7", "=one+A1"),
                    ("B8", "=beside"),
                    ("B9", "=bare"),
                    ("B10", "=outside"),
                    ("B11", "=nothing"),
                    ("B12", "=whole+1"),
                    ("B13", "=表2!总分+A1"),
                ],
            ),
            sheet("表2", &[("A1", "50"), ("B1", "=总分"), ("B2", "=表1!总分")]),
        ],
        &names,
    );
    assert_eq!(
        changes(&book, &[(0, "A1", "8")]),
        [
            "0!B1 = 9",
            "0!B2 = 13",
            "0!B3 = 0.4",
            "0!B4 = 0.8",
            "0!B7 = ?",
            "0!B8 = ?",
            "0!B9 = ?",
            "0!B10 = ?",
            "0!B11 = ?",
            "0!B12 = ?",
            "0!B13 = 58",
            "1!B2 = 8"
        ]
    );
    let only_second: Vec<String> =
        changes(&book, &[(1, "A1", "60")]).into_iter().filter(|line| !line.ends_with('?')).collect();
    assert_eq!(only_second, ["0!B13 = 61", "1!B1 = 60"]);
}

#[test]
fn rings_are_unknown_where_they_are_touched() {
    let book = workbook(
        vec![sheet(
            "表1",
            &[
                ("A1", "1"),
                ("B1", "=C1+A1"),
                ("C1", "=D1"),
                ("D1", "=B1"),
                ("E1", "=D1+1"),
                ("B2", "=C2"),
                ("C2", "=SUM(B2:C3)"),
                ("B3", "=SUM(B3,A1)"),
                ("B4", "=IF(A1>0,5,B4)"),
                ("B5", "=C5+E5"),
                ("C5", "=D5"),
                ("D5", "=B5"),
                ("E5", "=F5"),
            ],
        )],
        &[],
    );
    let expected = ["B1", "C1", "D1", "E1", "B2", "C2", "B3", "B4"].map(|at| format!("0!{at} = ?"));
    assert_eq!(changes(&book, &[(0, "A1", "2")]), expected);
    assert_eq!(changes(&book, &[(0, "C3", "2")]), ["0!B2 = ?", "0!C2 = ?"]);
    // What touches the ring is found only after the rest of it.
    assert_eq!(changes(&book, &[(0, "F5", "2")]), ["0!B5 = ?", "0!C5 = ?", "0!D5 = ?", "0!E5 = 2"]);
    assert_eq!(changes(&book, &[(0, "A2", "2")]), Vec::<String>::new());
}

#[test]
fn unknown_functions_depend_on_what_they_name_and_unknown_texts_on_anything() {
    let touched = |formula: &str, at: &str| {
        let formula = format!("={formula}");
        let book = workbook(vec![sheet("表1", &[("A1", "1"), ("H1", &formula)])], &[]);
        changes(&book, &[(0, at, "2")]) == ["0!H1 = ?"]
    };
    for formula in
        ["VLOOKUP(A1,Z1:Z9,1,0)", "TEXT(A1,\"0%\")", "INDEX(A1:A9,2)&\"\"", "SUMIF(Z1:Z3,1,Z4:Z6)+NA(A1)"]
    {
        assert!(touched(formula, "A1"), "{formula}");
        assert!(!touched(formula, "B2"), "{formula}");
    }
    assert!(touched("VLOOKUP(A1,Z1:Z9,1,0)", "Z9"));
    assert!(touched("SUMIF(Z1:Z3,1,Y1)", "Y3"), "as many cells as the first block has");
    assert!(!touched("SUMIF(Z1:Z3,1,Y1)", "Y4"));
    for formula in [
        "INDIRECT(\"A1\")",
        "SUM(OFFSET(Z1,1,1))",
        "[1]表!A1",
        "'[1]表'!A1",
        "没有!A1",
        "SUM(表1:表1!A1)",
        "SUM('表1:表2'!A1)",
        "表[列]",
        "SUM({1,2})",
        "Z1:INDEX(Z1:Z9,2)",
        "SUM((Z1,Z2))",
        "SUM(Z1:Z3 Z2:Z4)",
        "Z1#",
        "R[1]C",
        "of:=[.Z1]",
        "SUMIF(Z1:Z3,1,(Z1:Z2,Z3))",
        "未定义",
    ] {
        assert!(touched(formula, "B2"), "{formula}");
    }
    assert!(!touched("Z1+#REF!", "B2"));
    assert!(!touched("表1!#REF!", "B2"));
}

#[test]
fn array_blocks_are_unknown_where_they_may_depend() {
    let cells = [
        ("A1", "1"),
        ("B1", "=A1:A3*2"),
        ("B2", "2"),
        ("B3", "2"),
        ("C1", "=B3"),
        ("D1", "="),
        ("D2", "5"),
        ("E1", "=D2"),
    ];
    let mut own = sheet("表1", &cells);
    let block =
        |first: &str, last: &str| Merge { first: first.parse().unwrap(), last: last.parse().unwrap() };
    own.arrays = vec![block("B1", "B3")];
    let unknown = |cells: &[&str]| -> Vec<String> { cells.iter().map(|at| format!("0!{at} = ?")).collect() };
    // The text of D1's formula is not known.
    assert_eq!(
        changes(&workbook(vec![own.clone()], &[]), &[(0, "A2", "3")]),
        unknown(&["B1", "C1", "D1", "B2", "B3"])
    );
    assert_eq!(changes(&workbook(vec![own.clone()], &[]), &[(0, "A4", "3")]), unknown(&["D1"]));
    own.arrays.push(block("D1", "D2"));
    assert_eq!(changes(&workbook(vec![own], &[]), &[(0, "A4", "3")]), unknown(&["D1", "E1", "D2"]));
}

/// `rows` cells of a column with a formula each.
fn column(rows: u32, col: u16, formula: impl Fn(u32) -> String) -> Vec<Cell> {
    let own = |row| cell(&CellRef::new(row, col).to_string(), &formula(row));
    (0..rows).map(own).collect()
}

#[test]
fn long_chains_and_wide_blocks_end() {
    let mut own = sheet("表1", &[]);
    own.cells = column(50_000, 0, |row| if row == 0 { "1".to_owned() } else { format!("=A{row}+1") });
    let lines = changes(&workbook(vec![own.clone()], &[]), &[(0, "A1", "10")]);
    assert_eq!((lines.len(), lines.last().unwrap().as_str()), (49_999, "0!A50000 = 50009"));

    // Each of 3000 sums visits 1000 cells: what is beyond the budget stays unknown.
    own.cells = column(1000, 0, |row| row.to_string());
    own.cells.extend(column(3000, 1, |_| "=SUM(A$1:A$1000)".to_owned()));
    own.cells.sort_by_key(|cell| cell.at);
    let lines = changes(&workbook(vec![own.clone()], &[]), &[(0, "A1", "500")]);
    assert_eq!(
        (lines.len(), lines[0].as_str(), lines[2999].as_str()),
        (3000, "0!B1 = 500000", "0!B3000 = ?")
    );

    // Sums of sums: more links than are followed.
    own.cells = column(5000, 0, |row| if row == 0 { "1".to_owned() } else { format!("=SUM(A$1:A{row})") });
    let lines = changes(&workbook(vec![own.clone()], &[]), &[(0, "A1", "2")]);
    assert_eq!((lines.len(), lines[3].as_str(), lines[4998].as_str()), (4999, "0!A5 = 16", "0!A5000 = ?"));

    // Texts that double from cell to cell end at what a cell can hold.
    own.cells = column(60, 0, |row| if row == 0 { "'a".to_owned() } else { format!("=A{row}&A{row}") });
    let lines = changes(&workbook(vec![own], &[]), &[(0, "A1", "b")]);
    assert_eq!((lines[13].len(), lines[14].as_str()), ("0!A15 = '".len() + 16_384, "0!A16 = ?"));
}
