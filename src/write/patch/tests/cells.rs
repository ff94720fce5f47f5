//! Cells replaced, and put in where they belong.

use super::*;
use crate::read::CellValue;

/// The rows of a sheet with some of its cells changed.
fn rows(before: &str, edits: &[Edit<'_>]) -> String {
    let xml = edited(&format!("<worksheet><sheetData>{before}</sheetData></worksheet>"), edits, &[]);
    let inner = xml.strip_prefix("<worksheet><sheetData>").unwrap();
    inner.strip_suffix("</sheetData></worksheet>").unwrap().to_owned()
}

#[test]
fn a_cell_is_replaced_and_its_neighbours_stay() {
    let result = |value| NewContent::Result(Some(value));
    for (before, edit, after) in [
        (
            "<row r=\"1\"><c r=\"A1\" s=\"3\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>",
            ("A1", number("1.5"), 3),
            "<row r=\"1\"><c r=\"A1\" s=\"3\"><v>1.5</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>",
        ),
        (
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"2\" t=\"s\"><v>0</v></c><c r=\"C1\"/></row>",
            ("B1", text("优"), 2),
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c>\
             <c r=\"B1\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">优</t></is></c><c r=\"C1\"/></row>",
        ),
        (
            "<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>",
            ("A1", number("7"), 0),
            "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>",
        ),
        (
            "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>B1</f><v>x</v></c></row>",
            ("A1", number("-0.5"), 9),
            "<row r=\"1\"><c r=\"A1\" s=\"9\"><v>-0.5</v></c></row>",
        ),
        (
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
            ("A1", formula("IF(B1<\"&\",_x0041_,C1)", "2"), 0),
            "<row r=\"1\"><c r=\"A1\"><f>IF(B1&lt;\"&amp;\",_x0041_,C1)</f><v>2</v></c></row>",
        ),
        (
            "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"b\"><v>1</v></c></row>",
            ("A1", blank(), 1),
            "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>",
        ),
        (
            "<row r=\"1\"><c r=\"A1\"/></row>",
            ("A1", NewContent::Content(Content::Bool(false)), 0),
            "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>0</v></c></row>",
        ),
        // The text of a link is all that a cell of the user's own gets.
        (
            "<row r=\"1\"><c r=\"A1\"/></row>",
            ("A1", NewContent::Content(Content::Link { target: "表!A1".into(), text: "A1".into() }), 0),
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">A1</t></is></c></row>",
        ),
        (
            "<row\n r='1'\t>\n <!-- <c r='B1'/> --><c\r\n r='A1'\n s = '3' ><v >1</v ></c > <c  r='C1' /></row >",
            ("A1", number("2"), 3),
            "<row\n r='1'\t>\n <!-- <c r='B1'/> --><c r=\"A1\" s=\"3\"><v>2</v></c> <c  r='C1' /></row >",
        ),
        // Cells and rows may go without their address.
        (
            "<row><c/></row><row><c/><c><v>1</v></c><c r=\"F2\"/><c s=\"1\"/></row>",
            ("B2", number("2"), 0),
            "<row><c/></row><row><c/><c r=\"B2\"><v>2</v></c><c r=\"F2\"/><c s=\"1\"/></row>",
        ),
        (
            "<row r=\"1\"><c r=\"A1\"><f>B1*2</f><v>1</v></c></row>",
            ("A1", result(CellValue::Number("3".parse().unwrap())), 5),
            "<row r=\"1\"><c r=\"A1\" s=\"5\"><f>B1*2</f><v>3</v></c></row>",
        ),
    ] {
        assert_eq!(rows(before, &[edit]), after, "{before}");
    }
}

#[test]
fn a_missing_cell_is_put_in_where_it_belongs() {
    for (before, edits, after) in [
        (
            "<row r=\"1\"><c r=\"A1\"/><c r=\"D1\"/></row>",
            &[("B1", number("1"), 0), ("C1", number("2"), 4)][..],
            "<row r=\"1\"><c r=\"A1\"/><c r=\"B1\"><v>1</v></c><c r=\"C1\" s=\"4\"><v>2</v></c><c r=\"D1\"/></row>",
        ),
        (
            "<row r=\"1\">\n <c r=\"B1\"/>\n</row>",
            &[("A1", number("1"), 0), ("Z1", number("2"), 0)],
            "<row r=\"1\">\n <c r=\"A1\"><v>1</v></c><c r=\"B1\"/><c r=\"Z1\"><v>2</v></c>\n</row>",
        ),
        // Letters do not stand in the order of the alphabet: AA follows Z.
        (
            "<row r=\"1\"><c r=\"AA1\"/></row>",
            &[("Z1", blank(), 0), ("AB1", blank(), 0)],
            "<row r=\"1\"><c r=\"Z1\"/><c r=\"AA1\"/><c r=\"AB1\"/></row>",
        ),
        (
            "<row r=\"2\" ht=\"20\"/>",
            &[("A2", number("1"), 0), ("B2", blank(), 1)],
            "<row r=\"2\" ht=\"20\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" s=\"1\"/></row>",
        ),
        ("<row r='2' />", &[("A2", blank(), 0)], "<row r='2' ><c r=\"A2\"/></row>"),
        ("<row r='2'></row>", &[("A2", blank(), 0)], "<row r='2'><c r=\"A2\"/></row>"),
        // Beside cells that are replaced or whose tag changes.
        (
            "<row r=\"1\" spans=\"1:2\"><c r=\"B1\"><v>1</v></c></row>",
            &[("A1", number("1"), 0), ("B1", number("2"), 0), ("C1", number("3"), 0)],
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c></row>",
        ),
        // Cells without an address follow the one before them still.
        (
            "<row r=\"1\"><c/><c r=\"D1\"/><c/></row>",
            &[("B1", blank(), 0), ("F1", blank(), 0)],
            "<row r=\"1\"><c/><c r=\"B1\"/><c r=\"D1\"/><c/><c r=\"F1\"/></row>",
        ),
        // What a formula gives can be put in no cell without one.
        (
            "<row r=\"1\"/>",
            &[("A1", NewContent::Result(None), 2)],
            "<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>",
        ),
        ("<row r=\"1\"/>", &[("A1", NewContent::Same, 2)], "<row r=\"1\"><c r=\"A1\" s=\"2\"/></row>"),
    ] {
        assert_eq!(rows(before, edits), after, "{before}");
    }
}

#[test]
fn the_hint_which_columns_a_row_spans_goes_where_it_is_wrong() {
    for (tag, place, after) in [
        ("<row r=\"1\" spans=\"1:3\" ht=\"9\">", "C1", "<row r=\"1\" spans=\"1:3\" ht=\"9\">"),
        ("<row r=\"1\" spans=\"1:3\" ht=\"9\">", "D1", "<row r=\"1\" ht=\"9\">"),
        ("<row r=\"1\" spans=\"2:3\">", "A1", "<row r=\"1\">"),
        ("<row spans='1:1'\n r='1'>", "C1", "<row\n r='1'>"),
        ("<row r=\"1\" spans=\"1:1 3:4\">", "D1", "<row r=\"1\">"),
        ("<row r=\"1\" spans=\"\">", "D1", "<row r=\"1\">"),
        ("<row r=\"1\" x:spans=\"1:1\">", "D1", "<row r=\"1\" x:spans=\"1:1\">"),
    ] {
        let new = rows(&format!("{tag}<c r=\"B1\"/></row>"), &[(place, blank(), 0)]);
        assert!(new.starts_with(&format!("{after}<c")), "{tag}: {new}");
    }
    let empty = rows("<row r=\"1\" spans=\"1:1\"/>", &[("B1", blank(), 0)]);
    assert_eq!(empty, "<row r=\"1\"><c r=\"B1\"/></row>");
}

#[test]
fn a_missing_row_is_put_in_where_it_belongs() {
    let one = |place| [(place, number("1"), 0)];
    for (before, edits, after) in [
        ("<row r=\"3\"/>", &one("B2")[..], "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row><row r=\"3\"/>"),
        (
            "<row r=\"1\"/>\n<row r=\"4\"/>\n",
            &[("A2", blank(), 0), ("A3", blank(), 0), ("B3", blank(), 1)],
            "<row r=\"1\"/>\n<row r=\"2\"><c r=\"A2\"/></row><row r=\"3\"><c r=\"A3\"/><c r=\"B3\" s=\"1\"/></row>\
             <row r=\"4\"/>\n",
        ),
        (
            "<row r=\"1\"/>\n",
            &[("A2", blank(), 0), ("A9", blank(), 0)],
            "<row r=\"1\"/>\n<row r=\"2\"><c r=\"A2\"/></row><row r=\"9\"><c r=\"A9\"/></row>",
        ),
        ("", &one("A1"), "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"),
        (
            "<row/><row r=\"5\"/><row/>",
            &[("A2", blank(), 0), ("A7", blank(), 0)],
            "<row/><row r=\"2\"><c r=\"A2\"/></row><row r=\"5\"/><row/><row r=\"7\"><c r=\"A7\"/></row>",
        ),
        (
            "<row r=\"1048575\"/>",
            &one("XFD1048576"),
            "<row r=\"1048575\"/><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
        ),
    ] {
        assert_eq!(rows(before, edits), after, "{before}");
    }
}

#[test]
fn rows_of_a_sheet_that_has_none() {
    for (before, after) in [
        (
            "<worksheet><sheetData/><pageMargins/></worksheet>",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"/></row><row r=\"3\"><c r=\"B3\"/></row></sheetData><pageMargins/></worksheet>",
        ),
        (
            "<worksheet><sheetData\n/></worksheet>",
            "<worksheet><sheetData\n><row r=\"1\"><c r=\"A1\"/></row><row r=\"3\"><c r=\"B3\"/></row></sheetData></worksheet>",
        ),
        (
            "<x:worksheet><x:sheetData /></x:worksheet>",
            "<x:worksheet><x:sheetData ><x:row r=\"1\"><x:c r=\"A1\"/></x:row><x:row r=\"3\"><x:c r=\"B3\"/></x:row></x:sheetData></x:worksheet>",
        ),
        (
            "<worksheet><sheetData></sheetData ></worksheet>",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"/></row><row r=\"3\"><c r=\"B3\"/></row></sheetData ></worksheet>",
        ),
    ] {
        assert_eq!(edited(before, &[("A1", blank(), 0), ("B3", blank(), 0)], &[]), after);
    }
}

#[test]
fn the_prefix_of_the_sheet_is_kept() {
    let before = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:f>1</x:f><x:v>1</x:v></x:c>\
                  <x:c r=\"B1\"/></x:row></x:sheetData></x:worksheet>";
    let after = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\">\
                 <x:c r=\"A1\" s=\"2\"><x:f>1</x:f><x:v>5</x:v></x:c>\
                 <x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">优</x:t></x:is></x:c>\
                 <x:c r=\"C1\"><x:f>A1</x:f><x:v>5</x:v></x:c></x:row>\
                 <x:row r=\"2\"><x:c r=\"A2\"/></x:row></x:sheetData></x:worksheet>";
    let five = NewContent::Result(Some(CellValue::Number("5".parse().unwrap())));
    let edits = [("A1", five, 2), ("B1", text("优"), 0), ("C1", formula("A1", "5"), 0), ("A2", blank(), 0)];
    assert_eq!(edited(before, &edits, &[]), after);
}

#[test]
fn a_mark_changes_the_tag_alone() {
    for (before, after) in [
        ("<c r=\"A1\" s=\"3\"><v>1</v></c>", "<c r=\"A1\" s=\"7\"><v>1</v></c>"),
        ("<c s='3' r='A1' t='s'><v>1</v></c>", "<c s='7' r='A1' t='s'><v>1</v></c>"),
        ("<c r=\"A1\" s\n=\n\"3\"/>", "<c r=\"A1\" s\n=\n\"7\"/>"),
        ("<c r=\"A1\"><f>1</f></c>", "<c s=\"7\" r=\"A1\"><f>1</f></c>"),
        ("<c r=\"A1\"/>", "<c s=\"7\" r=\"A1\"/>"),
        ("<c/>", "<c s=\"7\"/>"),
        ("<c\n/>", "<c s=\"7\"\n/>"),
        ("<c><v>1</v></c>", "<c s=\"7\"><v>1</v></c>"),
        ("<c r='A1' x:s='1' cs='2'/>", "<c s=\"7\" r='A1' x:s='1' cs='2'/>"),
        ("<c r=\"A1\" a=\"' s='1'\" s='2'/>", "<c r=\"A1\" a=\"' s='1'\" s='7'/>"),
    ] {
        let row = |cell: &str| format!("<row r=\"1\">{cell}<c r=\"B1\" s=\"3\"/></row>");
        assert_eq!(rows(&row(before), &[("A1", NewContent::Same, 7)]), row(after));
    }
    let same = "<row r=\"1\"><c r='A1'  s='3' ><v>1</v></c></row>";
    assert_eq!(rows(same, &[("A1", NewContent::Same, 3)]), same);
}

#[test]
fn a_missing_cell_has_the_style_of_its_row_or_column() {
    let xml = "<worksheet><cols><col min=\"1\" max=\"2\" style=\"4\"/><col min=\"3\" max=\"3\" width=\"9\"/>\
               <col min=\"4\" max=\"16384\" style=\"5\"/></cols><sheetData>\
               <row r=\"1\" s=\"6\" customFormat=\"1\"><c r=\"A1\" s=\"1\"/><c r=\"B1\"/></row>\
               <row r=\"2\" s=\"7\"/><row r=\"3\" s=\"8\" customFormat=\"true\"/></sheetData></worksheet>";
    let part = scan(xml, "").unwrap();
    let cells = Cells::new(xml, &part, "表").unwrap();
    for (place, style) in [
        ("A1", 1),
        ("B1", 0),
        ("C1", 6),
        // A row's style counts only where the row says so.
        ("A2", 4),
        ("C2", 0),
        ("D2", 5),
        ("B3", 8),
        ("B9", 4),
        ("C9", 0),
        ("XFD9", 5),
    ] {
        assert_eq!(cells.style(at(place)), style, "{place}");
    }
}

#[test]
fn the_extent_of_the_sheet_takes_in_new_cells() {
    for (dimension, place, after) in [
        ("<dimension ref=\"B2:C5\"/>", "C5", "<dimension ref=\"B2:C5\"/>"),
        ("<dimension ref=\"B2:C5\"/>", "D6", "<dimension ref=\"B2:D6\"/>"),
        ("<dimension ref=\"B2:C5\"/>", "A1", "<dimension ref=\"A1:C5\"/>"),
        ("<dimension ref=\"A1\"/>", "A1", "<dimension ref=\"A1\"/>"),
        ("<dimension\n ref = 'A1' />", "B3", "<dimension\n ref = 'A1:B3' />"),
        ("<dimension ref=\"B2\"></dimension>", "B3", "<dimension ref=\"B2:B3\"></dimension>"),
        ("<dimension ref=\"what\"/>", "B3", "<dimension ref=\"what\"/>"),
        ("<dimension/>", "B3", "<dimension/>"),
        ("", "B3", ""),
    ] {
        let sheet = |dimension, rows: &str| {
            format!("<worksheet>{dimension}<sheetData>{rows}</sheetData></worksheet>")
        };
        let row: String = place.chars().filter(char::is_ascii_digit).collect();
        let new = format!("<row r=\"{row}\"><c r=\"{place}\"/></row>");
        assert_eq!(edited(&sheet(dimension, ""), &[(place, blank(), 0)], &[]), sheet(after, &new));
    }
}

#[test]
fn a_sheet_that_programs_read_differently_is_refused() {
    for (rows, obstacle) in [
        ("<row r=\"1\"><c r=\"A1\"/><c r=\"B1\"/><c r=\"A1\"/></row>", "cell A1 stands twice on sheet “表”"),
        ("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/><c/></row>", "cell B1 stands twice on sheet “表”"),
        ("<row r=\"2\"/><row r=\"1\"/>", "the rows of sheet “表” are not in order"),
        ("<row r=\"1\"/><row r=\"1\"/>", "the rows of sheet “表” are not in order"),
    ] {
        let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let part = scan(&xml, "").unwrap();
        let refused = Cells::new(&xml, &part, "表").err().map(|error| error.to_string());
        assert_eq!(refused.as_deref(), Some(obstacle), "{rows}");
    }
}
