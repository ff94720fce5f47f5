//! What both binary formats are tried with: one grid that has everything.

use std::sync::Arc;

use rust_decimal::{Decimal, dec};
use ziping::read::{Cell, CellValue, FileKind, Merge, Sheet, Workbook, read_workbook};
use ziping::value::CellRef;

/// The built-in formats that the writers use by their number, as files do; all others get one of their own.
pub(crate) const BUILTIN: [(u16, &str); 7] = [
    (1, "0"),
    (2, "0.00"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (14, "mm-dd-yy"),
    (31, "yyyy\"年\"m\"月\"d\"日\""),
];

/// The first number for formats of the file's own; calamine refuses those beyond it in an xls.
const FIRST_OWN: u16 = 382;

/// The format codes of a workbook, General first: what a cell's style counts through.
pub(crate) fn codes(book: &Workbook) -> Vec<(u16, String)> {
    let mut codes = vec![(0, "General".to_owned())];
    let mut next = FIRST_OWN;
    for code in book.sheets.iter().flat_map(|sheet| &sheet.cells).filter_map(|cell| cell.format.as_deref()) {
        if codes.iter().all(|(_, own)| own != code) {
            let id = BUILTIN.iter().find(|(_, own)| *own == code).map_or(next, |(id, _)| *id);
            next = next.max(id + 1);
            codes.push((id, code.to_owned()));
        }
    }
    codes
}

/// The place of a cell's format in [`codes`].
pub(crate) fn style(codes: &[(u16, String)], cell: &Cell) -> u16 {
    let code = cell.format.as_deref().unwrap_or("General");
    u16::try_from(codes.iter().position(|(_, own)| own == code).unwrap()).unwrap()
}

/// The number's short form, thirty bits of which the lowest two say how to read it, if it has one.
pub(crate) fn short_number(number: Decimal) -> Option<u32> {
    let short = |number: Decimal, flags: u32| {
        let whole = number.is_integer().then(|| i32::try_from(number.normalize().mantissa()).ok())??;
        let fits = number.scale() == 0 || number.normalize().scale() == 0;
        (fits && (-(1 << 29)..1 << 29).contains(&whole)).then(|| (whole << 2).cast_unsigned() | flags)
    };
    short(number, 2).or_else(|| short(number * dec!(100), 3))
}

pub(crate) fn float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap()
}

fn cell(at: &str, value: CellValue, text: &str, format: Option<&str>) -> Cell {
    Cell {
        at: at.parse().unwrap(),
        value,
        text: text.to_owned(),
        format: format.map(Arc::from),
        formula: None,
    }
}

fn at(address: &str) -> CellRef {
    address.parse().unwrap()
}

/// A grid with every kind of cell, merged blocks, a hidden row, hidden columns and a hidden sheet.
pub(crate) fn sample() -> Workbook {
    let number = CellValue::Number;
    let text = |text: &str| CellValue::Text(text.to_owned());
    let formula = |own: Cell| Cell { formula: Some("1".to_owned()), ..own };
    // Longer than one record of an xls may be.
    let long = "绩效自评".repeat(1200);
    let cells = vec![
        cell("A1", text("部门整体自评表"), "部门整体自评表", None),
        cell("A2", number(dec!(0.666)), "66.60%", Some("0.00%")),
        cell("B2", number(dec!(0.9)), "≥90%", Some("\"≥\"0%")),
        cell("C2", number(dec!(855.66)), "855.66", None),
        cell("D2", CellValue::Date(dec!(44773)), "2022年7月31日", Some("yyyy\"年\"m\"月\"d\"日\"")),
        cell("E2", CellValue::Date(dec!(44773.5)), "2022年7月", Some("yyyy\"年\"m\"月\";@")),
        cell("F2", CellValue::Date(dec!(44773)), "2022/7/31", Some("mm-dd-yy")),
        cell("A3", CellValue::Bool(true), "TRUE", None),
        cell("B3", CellValue::Error("#DIV/0!".to_owned()), "#DIV/0!", None),
        cell("C3", text("abc 全角　空格\n换行"), "abc 全角　空格\n换行", None),
        cell("D3", text(&long), &long, None),
        cell("E3", number(dec!(-1234.5)), "-1,234.50", Some("#,##0.00")),
        cell("F3", number(dec!(0.1234567890123)), "0.123456789", None),
        formula(cell("A4", number(dec!(96.875)), "96.88", Some("0.00"))),
        formula(cell("B4", text("良"), "良", None)),
        cell("A5", number(dec!(100)), "100", None),
        cell("B5", number(dec!(2)), "200%", Some("0%")),
        cell("C5", number(dec!(-3)), "-3", None),
    ];
    let shown = Sheet {
        name: "绩效自评表".to_owned(),
        visible: true,
        cells,
        merges: vec![Merge { first: at("A1"), last: at("F1") }, Merge { first: at("A5"), last: at("A7") }],
        hidden_rows: vec![2],
        hidden_cols: vec![3, 4],
        arrays: Vec::new(),
        oddities: Vec::new(),
    };
    let hidden = Sheet {
        name: "Hidden".to_owned(),
        visible: false,
        cells: vec![cell("B2", text("别处"), "别处", None)],
        merges: Vec::new(),
        hidden_rows: Vec::new(),
        hidden_cols: Vec::new(),
        arrays: Vec::new(),
        oddities: Vec::new(),
    };
    Workbook { kind: FileKind::Xlsx, sheets: vec![shown, hidden], names: Vec::new(), active: Vec::new() }
}

/// The same grid as it comes back from a binary file: without formulas.
pub(crate) fn expected(book: &Workbook, kind: FileKind) -> Workbook {
    let mut book = Workbook { kind, ..book.clone() };
    for cell in book.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells) {
        cell.formula = None;
    }
    book
}

/// An example form as its xlsx reads.
pub(crate) fn example(profile: &str) -> Workbook {
    let mut book = read_workbook(&crate::workbooks::example(profile)).unwrap();
    for sheet in &mut book.sheets {
        sheet.cells.retain(|cell| cell.value != CellValue::Empty);
    }
    book
}

/// The same grid with its dates counted from 1904 on.
pub(crate) fn counted_from_1904(book: &Workbook) -> Workbook {
    let mut book = book.clone();
    for cell in book.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells) {
        if let CellValue::Date(serial) = &mut cell.value {
            *serial -= dec!(1462);
        }
    }
    book
}
