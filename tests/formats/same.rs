//! One form drawn in five formats gives the same typed rows.

use std::fmt::Write as _;

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};
use ziping::model::{EvaluationForm, Field, Stored};
use ziping::read::{Cell, CellValue, FileKind, Merge, Sheet, Workbook, read_forms, read_workbook};
use ziping::value::CellRef;

use crate::files::{xls, xlsb};
use crate::xlsx::escaped;
use crate::{docx, ods, xlsx};

const COLS: u16 = 7;

/// What a cell is given; what it shows is for its format to say.
#[derive(Debug, Clone)]
enum Held {
    Text(String),
    Number(Decimal, &'static str),
    Date(u32, &'static str),
}

fn text(text: &str) -> Held {
    Held::Text(text.to_owned())
}

fn number(number: Decimal) -> Held {
    Held::Number(number, "General")
}

fn placed(row: u32, col: u16, held: &Held) -> Cell {
    let (value, code) = match held {
        Held::Text(text) => (CellValue::Text(text.clone()), "General"),
        Held::Number(number, code) => (CellValue::Number(*number), *code),
        Held::Date(serial, code) => (CellValue::Date((*serial).into()), *code),
    };
    let format = (code != "General").then(|| code.into());
    Cell { at: CellRef::new(row, col), value, text: String::new(), format, formula: None }
}

/// Target, actual, weight and score of an indicator.
type Measures = [Held; 4];

/// A project form with these indicators, the second of which is hidden.
fn grid(indicators: &[Measures]) -> Workbook {
    let line = |texts: &[&str]| texts.iter().map(|own| text(own)).collect::<Vec<_>>();
    let mut rows = vec![
        line(&["项目支出绩效自评表"]),
        line(&["项目名称", "渠道清淤＆管护"]),
        line(&["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]),
        vec![
            text("年度资金总额"),
            Held::Number(dec!(1300), "#,##0.00"),
            Held::Number(dec!(1250.5), "#,##0.00"),
            Held::Number(dec!(1250.5), "#,##0.00"),
            number(dec!(10)),
            Held::Number(dec!(1), "0.00%"),
            Held::Number(dec!(10), "0.0"),
        ],
        line(&["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]),
    ];
    let first = u32::try_from(rows.len()).unwrap();
    for (order, measures) in indicators.iter().enumerate() {
        let levels = [if order == 0 { "产出指标" } else { "" }, "数量指标", "清淤长度（A<B）"];
        rows.push(levels.iter().map(|own| text(own)).chain(measures.iter().cloned()).collect());
    }
    let last = u32::try_from(rows.len()).unwrap() - 1;
    let cells = (0..)
        .zip(&rows)
        .flat_map(|(row, held)| (0..).zip(held).map(move |(col, held)| placed(row, col, held)))
        .filter(|cell| !matches!(&cell.value, CellValue::Text(text) if text.is_empty()))
        .collect();
    let block = |row, col, last_row, last_col| Merge {
        first: CellRef::new(row, col),
        last: CellRef::new(last_row, last_col),
    };
    let mut merges = vec![block(0, 0, 0, COLS - 1), block(1, 1, 1, COLS - 1)];
    if last > first {
        merges.push(block(first, 0, last, 0));
    }
    let sheet = Sheet {
        name: "自评表".to_owned(),
        visible: true,
        cells,
        merges,
        hidden_rows: if last > first { vec![first + 1] } else { Vec::new() },
        hidden_cols: Vec::new(),
        arrays: Vec::new(),
        oddities: Vec::new(),
    };
    Workbook { kind: FileKind::Xlsx, sheets: vec![sheet], names: Vec::new(), active: Vec::new() }
}

/// `2022-07-31` for 44773.
fn iso(serial: Decimal) -> String {
    // Counted from 1 March 2000, in years that end with their leap day; 36,586 is that day's serial.
    let days = i64::try_from(serial.floor()).unwrap() - 36_586;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", 2000 + era * 400 + year + next)
}

/// A place, its cell, and the block that covers it.
type Place<'a> = (CellRef, Option<&'a Cell>, Option<&'a Merge>);

/// The rows of a grid with all their columns, and whether they are hidden.
fn rows(sheet: &Sheet) -> Vec<(bool, Vec<Place<'_>>)> {
    let last = sheet.cells.last().unwrap().at.row;
    (0..=last)
        .map(|row| {
            let places = (0..COLS).map(|col| {
                let at = CellRef::new(row, col);
                (at, sheet.cell(at), sheet.merge_at(at))
            });
            (sheet.hidden_rows.contains(&row), places.collect())
        })
        .collect()
}

/// As LibreOffice stores it: each value with the text it shows.
fn drawn_as_ods(book: &Workbook) -> Vec<u8> {
    let sheet = &book.sheets[0];
    let mut table = format!("<table:table table:name=\"{}\">", sheet.name);
    for (hidden, places) in rows(sheet) {
        table += if hidden { "<table:table-row table:visibility=\"collapse\">" } else { "<table:table-row>" };
        for (at, cell, merge) in places {
            if merge.is_some_and(|merge| merge.first != at) {
                table += "<table:covered-table-cell/>";
                continue;
            }
            table += "<table:table-cell";
            if let Some(Merge { first, last }) = merge {
                let (width, height) = (last.col - first.col + 1, last.row - first.row + 1);
                let _ = write!(
                    table,
                    " table:number-columns-spanned=\"{width}\" table:number-rows-spanned=\"{height}\""
                );
            }
            let _ = match cell.map(|cell| (&cell.value, cell.text.contains('%'))) {
                Some((CellValue::Number(number), true)) => {
                    write!(table, " office:value-type=\"percentage\" office:value=\"{number}\"")
                }
                Some((CellValue::Number(number), false)) => {
                    write!(table, " office:value-type=\"float\" office:value=\"{number}\"")
                }
                Some((CellValue::Date(serial), _)) => {
                    write!(table, " office:value-type=\"date\" office:date-value=\"{}\"", iso(*serial))
                }
                Some(_) => write!(table, " office:value-type=\"string\""),
                None => Ok(()),
            };
            let shown = cell.map_or_else(String::new, |cell| escaped(&cell.text));
            let _ = write!(table, "><text:p>{shown}</text:p></table:table-cell>");
        }
        table += "</table:table-row>";
    }
    ods::ods(&ods::content("", &(table + "</table:table>")))
}

/// As a table of a report: texts only.
fn drawn_as_docx(book: &Workbook) -> Vec<u8> {
    let mut drawn = Vec::new();
    for (hidden, places) in rows(&book.sheets[0]) {
        let mut row = String::from(if hidden { "<w:tr><w:trPr><w:hidden/></w:trPr>" } else { "<w:tr>" });
        for (at, cell, merge) in places {
            let mut settings = String::new();
            if let Some(Merge { first, last }) = merge {
                if at.col > first.col {
                    continue;
                }
                let _ = write!(settings, "<w:gridSpan w:val=\"{}\"/>", last.col - first.col + 1);
                settings += match at.row {
                    _ if first.row == last.row => "",
                    own if own == first.row => "<w:vMerge w:val=\"restart\"/>",
                    _ => "<w:vMerge/>",
                };
            }
            row += &docx::cell(&settings, &cell.map_or_else(String::new, |cell| escaped(&cell.text)));
        }
        drawn.push(row + "</w:tr>");
    }
    docx::docx(&docx::table(&[1000; COLS as usize], &drawn))
}

fn form(book: &Workbook) -> EvaluationForm {
    let mut forms = read_forms(book).unwrap();
    assert_eq!(forms.len(), 1, "{forms:?}");
    forms.remove(0)
}

/// The form as if all its cells were texts on a document's sheet: how a cell holds its value is all that may differ there.
fn as_document(mut form: EvaluationForm) -> EvaluationForm {
    fn texts<T>(fields: &mut [&mut Option<Field<T>>]) {
        for field in fields.iter_mut().filter_map(|field| field.as_mut()) {
            if field.stored != Stored::Blank {
                field.stored = Stored::Text;
            }
        }
    }
    form.sheet = "正文".to_owned();
    for row in &mut form.funding {
        texts(&mut [&mut row.original_budget, &mut row.revised_budget, &mut row.outturn]);
        texts(&mut [&mut row.weight, &mut row.score]);
        texts(&mut [&mut row.execution_rate]);
    }
    for row in &mut form.indicators {
        texts(&mut [&mut row.target]);
        texts(&mut [&mut row.actual]);
        texts(&mut [&mut row.weight, &mut row.score]);
    }
    form
}

/// Draws the grid in every format and compares what is read.
fn is_read_the_same(grid: &Workbook) {
    let book = read_workbook(&xlsx::written(grid)).unwrap();
    let read_form = form(&book);
    for (kind, file) in [
        (FileKind::Xls, xls::written(grid)),
        (FileKind::Xlsb, xlsb::written(grid)),
        (FileKind::Ods, drawn_as_ods(&book)),
    ] {
        let mut other = read_workbook(&file).unwrap();
        assert_eq!(form(&other), read_form, "{kind:?}");
        if kind == FileKind::Ods {
            // Formats are worked out there from what the cells show.
            for (cell, own) in other.sheets[0].cells.iter_mut().zip(&book.sheets[0].cells) {
                cell.format.clone_from(&own.format);
            }
        }
        assert_eq!(other, Workbook { kind, ..book.clone() });
    }
    let document = form(&read_workbook(&drawn_as_docx(&book)).unwrap());
    assert_eq!(as_document(document), as_document(read_form));
}

#[test]
fn a_form_is_the_same_in_every_format() {
    let indicators = [
        [text("≥12公里"), text("12.5公里"), number(dec!(20)), Held::Number(dec!(20), "0.00")],
        [
            Held::Number(dec!(0.9), "\"≥\"0%"),
            Held::Number(dec!(0.925), "0.0%"),
            number(dec!(30)),
            number(dec!(30)),
        ],
        [text("≥９０％"), text("９５％"), number(dec!(10)), number(dec!(10))],
        [
            Held::Date(44_773, "yyyy\"年\"m\"月\"d\"日\""),
            Held::Date(44_742, "yyyy\"年\"m\"月\"d\"日\""),
            number(dec!(20)),
            number(dec!(19.5)),
        ],
    ];
    let grid = grid(&indicators);
    is_read_the_same(&grid);
    let form = form(&read_workbook(&xlsx::written(&grid)).unwrap());
    let targets: Vec<_> =
        form.indicators.iter().map(|row| row.target.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(targets, ["≥12公里", "≥90%", "≥９０％", "2022年7月31日"]);
    assert_eq!(form.hidden.rows, [6]);
}

/// What stands in a measure's cell: a number through a format that shows all of it, or a text.
fn held() -> impl Strategy<Value = Held> {
    let decimals = |units: u32, places: u32| Decimal::new(units.into(), places).normalize();
    prop_oneof![
        (0_u32..=1000).prop_map(move |units| Held::Number(decimals(units, 0), "0")),
        (0_u32..=10_000).prop_map(move |units| Held::Number(decimals(units, 1), "0.0")),
        (0_u32..=100_000).prop_map(move |units| Held::Number(decimals(units, 2), "#,##0.00")),
        (0_u32..=100_000).prop_map(move |units| Held::Number(decimals(units, 2), "General")),
        (0_u32..=200).prop_map(move |units| Held::Number(decimals(units, 2), "0%")),
        (0_u32..=20_000).prop_map(move |units| Held::Number(decimals(units, 4), "0.00%")),
        (0_u32..=1000).prop_map(move |units| Held::Number(decimals(units, 0), "\"≥\"0\"次\"")),
        (36_526_u32..47_000).prop_map(|day| Held::Date(day, "yyyy\"年\"m\"月\"d\"日\"")),
        (36_526_u32..47_000).prop_map(|day| Held::Date(day, "yyyy\"年\"m\"月\"")),
        "[≥≤＞=]?[0-9]{1,3}(\\.[0-9]{1,2})?[%％次人天]?".prop_map(Held::Text),
        "[≥≤]?[０-９]{1,3}[％个]?".prop_map(Held::Text),
        "[优良中差达标完成 &<>a-c]{0,8}[优良]".prop_map(Held::Text),
    ]
}

fn points() -> impl Strategy<Value = Held> {
    (0_u32..=2000).prop_map(|units| number(Decimal::new(units.into(), 2).normalize()))
}

fn measures() -> impl Strategy<Value = Measures> {
    (held(), held(), points(), points())
        .prop_map(|(target, actual, weight, score)| [target, actual, weight, score])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_form_is_the_same_in_every_format(indicators in prop::collection::vec(measures(), 1..8)) {
        is_read_the_same(&grid(&indicators));
    }
}
