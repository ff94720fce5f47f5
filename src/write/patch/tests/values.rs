//! Texts, numbers and results as cells get them; formulas that cells share.

use rust_decimal::{Decimal, dec};

use super::*;
use crate::read::CellValue;

/// What a cell holds once it is changed, tags of the cell left out.
fn inside(before: &str, content: NewContent) -> String {
    let sheet =
        |cell: &str| format!("<worksheet><sheetData><row r=\"1\">{cell}</row></sheetData></worksheet>");
    let xml = edited(&sheet(before), &[("A1", content, 0)], &[]);
    let (start, end) = sheet("|").split_once('|').map(|(a, b)| (a.len(), b.len())).unwrap();
    xml[start..xml.len() - end].to_owned()
}

#[test]
fn numbers_are_written_with_all_that_a_spreadsheet_tells_apart() {
    for (number, expected) in [
        (dec!(0), "0"),
        (dec!(-0), "0"),
        (dec!(-0.00), "0"),
        (dec!(0.1), "0.1"),
        (dec!(10.50), "10.5"),
        (dec!(-26), "-26"),
        (dec!(100), "100"),
        (dec!(0.0000001), "0.0000001"),
        (dec!(999999999999999), "999999999999999"),
        (dec!(-0.999999999999999), "-0.999999999999999"),
        (dec!(1000000000000000), "1000000000000000"),
        (dec!(0.30000000000000004), "0.30000000000000004"),
        (dec!(123456789012345678), "123456789012345680"),
        (dec!(2) / dec!(3), "0.6666666666666666"),
        (dec!(-200) / dec!(7), "-28.571428571428573"),
        (dec!(0.0000000000000000000000000001), "0.0000000000000000000000000001"),
        (Decimal::MAX, "79228162514264340000000000000"),
    ] {
        let content = NewContent::Content(Content::Number(number));
        assert_eq!(inside("<c/>", content), format!("<c r=\"A1\"><v>{expected}</v></c>"));
    }
}

#[test]
fn texts_are_read_again_as_they_were_meant() {
    for (meant, written) in [
        ("", ""),
        ("a<b> & \"c\" 'd'", "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;"),
        (" 一\n二\t三 ", " 一\n二\t三 "),
        ("一\r\n二", "一&#13;\n二"),
        ("_x0041_ _x004", "_x005F_x0041_ _x004"),
        ("=1+1", "=1+1"),
        ("]]>", "]]&gt;"),
    ] {
        let cell = inside("<c/>", text(meant));
        let expected =
            format!("<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{written}</t></is></c>");
        assert_eq!(cell, expected);
        let xml = format!("<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>");
        let part = scan(&xml, "").unwrap();
        assert_eq!(part.cells[0].value.as_deref(), Some(meant));
    }
    let cell = inside("<c/>", text("一\u{0}\u{1f}\u{ffff}二"));
    assert!(cell.contains(">一二<"), "{cell}");
}

#[test]
fn a_formula_of_ours_has_its_result_beside_it() {
    let of = |text: &str, result| NewContent::Content(Content::Formula { text: text.to_owned(), result });
    for (content, expected) in [
        (of("A2*2", Cached::Number(dec!(1.50))), "<c r=\"A1\"><f>A2*2</f><v>1.5</v></c>"),
        (
            of("A2&\"<\n\"", Cached::Text("<_x0041_".to_owned())),
            "<c r=\"A1\" t=\"str\"><f>A2&amp;\"&lt;\n\"</f><v>&lt;_x005F_x0041_</v></c>",
        ),
        (of("T(A2)", Cached::Text(String::new())), "<c r=\"A1\" t=\"str\"><f>T(A2)</f><v></v></c>"),
    ] {
        assert_eq!(inside("<c r=\"A1\"><v>1</v></c>", content), expected);
    }
}

#[test]
fn a_result_takes_the_old_ones_place() {
    let formula = "<f ca=\"1\">A2&lt;&#51;</f>";
    for (result, kind, value) in [
        (None, "", ""),
        (Some(CellValue::Number(dec!(7.50))), "", "<v>7.5</v>"),
        (Some(CellValue::Date(dec!(45000))), "", "<v>45000</v>"),
        (Some(CellValue::Text("优<".to_owned())), " t=\"str\"", "<v>优&lt;</v>"),
        (Some(CellValue::Bool(true)), " t=\"b\"", "<v>1</v>"),
        (Some(CellValue::Error("#DIV/0!".to_owned())), " t=\"e\"", "<v>#DIV/0!</v>"),
        (Some(CellValue::Empty), " t=\"str\"", "<v></v>"),
    ] {
        for before in ["<v>1</v>", "<v/>", ""] {
            let cell = format!("<c r=\"A1\" t=\"e\">{formula}{before}</c>");
            let expected = format!("<c r=\"A1\"{kind}>{formula}{value}</c>");
            assert_eq!(inside(&cell, NewContent::Result(result.clone())), expected);
        }
    }
    let array = "<c r=\"A1\"><f t=\"array\" ref=\"A1:A2\">B1:B2</f><v>1</v></c>";
    let expected = "<c r=\"A1\"><f t=\"array\" ref=\"A1:A2\">B1:B2</f><v>2</v></c>";
    assert_eq!(inside(array, NewContent::Result(Some(CellValue::Number(dec!(2))))), expected);
    // A cell without a formula has no result.
    let plain = "<c r=\"A1\"><v>1</v></c>";
    assert_eq!(inside(plain, NewContent::Result(Some(CellValue::Number(dec!(2))))), plain);
}

/// Three cells that share a formula, and one that shares another.
fn shared([first, second, third]: [&str; 3]) -> String {
    format!(
        "<worksheet><sheetData><row r=\"1\">{first}</row><row r=\"2\">{second}</row><row r=\"3\">{third}</row>\
         <row r=\"4\"><c r=\"A4\"><f t=\"shared\" si=\"1\" ref=\"A4:B4\">B4</f></c><c r=\"B4\"><f t=\"shared\" si=\"1\"/></c></row>\
         </sheetData></worksheet>"
    )
}

#[test]
fn cells_that_share_a_formula_keep_it() {
    let first = "<c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1*2</f><v>2</v></c>";
    let second = "<c r=\"A2\" s=\"1\"><f t=\"shared\" si=\"0\"/><v>4</v></c>";
    let third = "<c r=\"A3\"><f t='shared' si='0'></f><v>6</v></c>";
    let before = [first, second, third];
    let formulas = [("A1", "B1*2"), ("A2", "B2*2"), ("A3", "B3*2&\"<\""), ("A4", "B4"), ("B4", "C4")];
    let nine = || NewContent::Result(Some(CellValue::Number(dec!(9))));
    let freed = "<c r=\"A3\"><f>B3*2&amp;\"&lt;\"</f><v>6</v></c>";
    let cases: [(&str, &[Edit<'_>], [&str; 3]); 8] = [
        (
            "the first is replaced",
            &[("A1", number("1"), 0)],
            ["<c r=\"A1\"><v>1</v></c>", "<c r=\"A2\" s=\"1\"><f>B2*2</f><v>4</v></c>", freed],
        ),
        (
            "the first gets another formula",
            &[("A1", formula("B1*3", "3"), 0)],
            ["<c r=\"A1\"><f>B1*3</f><v>3</v></c>", "<c r=\"A2\" s=\"1\"><f>B2*2</f><v>4</v></c>", freed],
        ),
        (
            "another is replaced",
            &[("A2", number("1"), 1)],
            [first, "<c r=\"A2\" s=\"1\"><v>1</v></c>", third],
        ),
        (
            "the first and another",
            &[("A1", blank(), 0), ("A2", number("1"), 0)],
            ["<c r=\"A1\"/>", "<c r=\"A2\"><v>1</v></c>", freed],
        ),
        (
            "another has a new result too",
            &[("A1", blank(), 0), ("A2", nine(), 1)],
            ["<c r=\"A1\"/>", "<c r=\"A2\" s=\"1\"><f>B2*2</f><v>9</v></c>", freed],
        ),
        (
            "another is marked too",
            &[("A1", blank(), 0), ("A2", NewContent::Same, 5)],
            ["<c r=\"A1\"/>", "<c r=\"A2\" s=\"5\"><f>B2*2</f><v>4</v></c>", freed],
        ),
        (
            "the first has a new result",
            &[("A1", nine(), 0), ("A2", NewContent::Result(None), 1)],
            [
                "<c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1*2</f><v>9</v></c>",
                "<c r=\"A2\" s=\"1\"><f t=\"shared\" si=\"0\"/></c>",
                third,
            ],
        ),
        (
            "the first is marked",
            &[("A1", NewContent::Same, 6)],
            [
                "<c s=\"6\" r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1*2</f><v>2</v></c>",
                second,
                third,
            ],
        ),
    ];
    for (case, edits, after) in cases {
        assert_eq!(edited(&shared(before), edits, &formulas), shared(after), "{case}");
    }
}
