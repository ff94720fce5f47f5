//! Worksheet parts of all makes, and what is none.

use super::*;

fn at(text: &str) -> CellRef {
    text.parse().unwrap()
}

fn block(text: &str) -> Block {
    Block::parse(text).unwrap()
}

/// A part with these rows.
fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// Why a part is refused, with its cause.
fn refused(xml: &str) -> String {
    let error = scan(xml, "xl/a.xml").unwrap_err();
    let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}"));
    error.to_string() + &cause.unwrap_or_default()
}

#[test]
fn cells_stand_where_they_say_or_behind_the_one_before() {
    for (rows, expected) in [
        ("", ""),
        ("<row/>", ""),
        ("<row r=\"1\"><c r=\"A1\"/><c r=\"C1\"/></row>", "A1 C1"),
        ("<row><c/><c/></row><row><c/></row>", "A1 B1 A2"),
        ("<row r=\"3\"><c/><c r=\"F3\"/><c/></row><row><c/></row>", "A3 F3 G3 A4"),
        ("<row/><row/><row><c/></row>", "A3"),
        ("<row r='1048576'><c r='XFD1048576'/></row>", "XFD1048576"),
        ("<row r=\"2\"/><row r=\"1\"><c/></row>", "A1"),
        ("<row x:r=\"9\"><c x:r=\"Z9\"/></row>", "A1"),
        ("<x:row r=\"2\"><y:c/><d><c/></d></x:row><d><row/></d>", "A2"),
    ] {
        let xml = sheet(rows);
        let part = scan(&xml, "").unwrap();
        let found: Vec<String> = part.cells.iter().map(|cell| cell.at.to_string()).collect();
        assert_eq!(found.join(" "), expected, "{rows}");
    }
}

#[test]
fn places_that_are_none_are_refused() {
    let last_column = format!("<row><c r=\"XFD1\"/>{}</row>", "<c/>");
    for (rows, place) in [
        ("<row r=\"0\"/>", "0"),
        ("<row r=\"-1\"/>", "-1"),
        ("<row r=\"一\"/>", "一"),
        ("<row r=\"\"/>", ""),
        ("<row r=\"4294967296\"/>", "4294967296"),
        ("<row r=\"1048577\"/>", "1048576"),
        ("<row r=\"1048576\"/><row/>", "1048576"),
        ("<row><c r=\"A0\"/></row>", "A0"),
        ("<row><c r=\"XFE1\"/></row>", "XFE1"),
        ("<row><c r=\"A1:B1\"/></row>", "A1:B1"),
        ("<row><c r=\"$A$1\"/></row>", "$A$1"),
        (&last_column, "beyond the last column"),
    ] {
        let expected = PackageError::flawed(Flaw::NoPlace, place).to_string();
        assert_eq!(refused(&sheet(rows)), expected, "{rows}");
    }
    let long = "长".repeat(100);
    let said = refused(&sheet(&format!("<row><c r=\"{long}\"/></row>")));
    assert_eq!(said.matches('长').count(), 80);
}

#[test]
fn what_is_no_part_is_refused() {
    let deep =
        |depth: usize| format!("<worksheet>{}{}</worksheet>", "<a>".repeat(depth), "</a>".repeat(depth));
    let deep_in_cell =
        |depth: usize| sheet(&format!("<row><c>{}{}</c></row>", "<a>".repeat(depth), "</a>".repeat(depth)));
    assert!(scan(&deep(64), "").is_ok() && scan(&deep_in_cell(64), "").is_ok());
    for (xml, cause) in [
        (String::new(), "the part breaks off"),
        ("得分".to_owned(), "the part breaks off"),
        ("<worksheet>".to_owned(), "the part breaks off"),
        ("<worksheet><sheetData><row><c>".to_owned(), "the part breaks off"),
        ("<worksheet><sheetData><row><c><v>1".to_owned(), "the part breaks off"),
        ("<worksheet><sheetData><row><c><is><t>1".to_owned(), "the part breaks off"),
        ("<worksheet><sheetData><row><c><f>1".to_owned(), "the part breaks off"),
        ("<worksheet><mergeCells>".to_owned(), "the part breaks off"),
        ("<worksheet><cols><col>".to_owned(), "the part breaks off"),
        (sheet("<row><c><v>&b;</v></c></row>"), "an entity is unknown: b"),
        (sheet("<row><c><f>&nbsp;</f></c></row>"), "an entity is unknown: nbsp"),
    ] {
        assert_eq!(
            refused(&xml),
            format!("the package is damaged: {cause}"),
            "{}",
            &xml[..xml.len().min(90)]
        );
    }
    for xml in [
        "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>",
        "<worksheet><!DOCTYPE a><sheetData/></worksheet>",
        &sheet("<row><c><v><!DOCTYPE a></v></c></row>"),
    ] {
        assert_eq!(refused(xml), PackageError::flawed(Flaw::Declaration, "").to_string(), "{xml}");
    }
    for xml in [deep(65), deep_in_cell(65), deep(100_000)] {
        assert_eq!(refused(&xml), Exceeded::of(Limit::Depth, 65).to_string());
    }
    for xml in [
        "<worksheet><",
        "<worksheet a></worksheet a=",
        "<worksheet><sheetData><row r=1/></sheetData></worksheet>",
        "</worksheet>",
    ] {
        assert!(scan(xml, "").is_err(), "{xml}");
    }
}

#[test]
fn a_part_with_more_than_any_form_is_refused() {
    let cells = |count: usize| sheet(&format!("<row>{}</row>", "<c r=\"A1\"/>".repeat(count)));
    let rows = |count: usize| sheet(&"<row r=\"1\"/>".repeat(count));
    let merges = |count: usize| {
        format!(
            "<worksheet><mergeCells>{}</mergeCells></worksheet>",
            "<mergeCell ref=\"A1:B1\"/>".repeat(count)
        )
    };
    for (make, most, limit) in [
        (&cells as &dyn Fn(usize) -> String, 200_000, Limit::Cells),
        (&rows, 200_000, Limit::Cells),
        (&merges, 20_000, Limit::Merges),
    ] {
        assert!(scan(&make(most), "").is_ok());
        let expected = Exceeded::of(limit, most + 1).at("xl/a.xml").to_string();
        assert_eq!(refused(&make(most + 1)), expected);
    }
    let formula = |text: &str| sheet(&format!("<row><c><f>{text}</f></c></row>"));
    let nested = |depth: usize| format!("{}1{}", "IF(".repeat(depth), ")".repeat(depth));
    for (text, code) in [
        (nested(64), None),
        (nested(65), Some("F038")),
        (format!("\"{}\"", "(".repeat(200)), None),
        ("1+".repeat(4_000), None),
        ("1+".repeat(5_000), Some("F038")),
        ("分".repeat(8_192), None),
    ] {
        let xml = formula(&text);
        let refused = scan(&xml, "").err().map(|error| match error {
            PackageError::Exceeded(exceeded) => exceeded.limit.code(),
            other => panic!("{other}"),
        });
        assert_eq!(refused, code, "{}", &text[..12]);
    }
    // Runs of columns beyond the most there can be say nothing new.
    let runs = "<col min=\"1\" max=\"1\" style=\"1\"/>".repeat(MOST_COLUMNS + 9);
    let xml = format!("<worksheet><cols>{runs}</cols></worksheet>");
    assert_eq!(scan(&xml, "").unwrap().columns.len(), MOST_COLUMNS);
}

#[test]
fn a_cell_holds_what_its_kind_says() {
    let text = |text: &'static str| Some(Cow::Borrowed(text));
    for (cell, style, kind, value) in [
        ("<c/>", 0, Kind::Number, None),
        ("<c></c>", 0, Kind::Number, None),
        ("<c s=\"3\"><v>8.50</v></c>", 3, Kind::Number, text("8.50")),
        ("<c s='x' t='n'><v/></c>", 0, Kind::Number, None),
        ("<c><v></v></c>", 0, Kind::Number, text("")),
        ("<c t=\"s\"><v>12</v></c>", 0, Kind::Shared, text("12")),
        ("<c t=\"str\"><v> 优 </v></c>", 0, Kind::Text, text(" 优 ")),
        ("<c t=\"str\"><v/></c>", 0, Kind::Text, text("")),
        ("<c t=\"b\"><v>1</v></c>", 0, Kind::Bool, text("1")),
        ("<c t=\"e\"><v>#DIV/0!</v></c>", 0, Kind::Error, text("#DIV/0!")),
        ("<c t=\"d\"><v>2025-01-31</v></c>", 0, Kind::Date, text("2025-01-31")),
        ("<c t=\"inlineStr\"><is><t>优</t></is><v>9</v></c>", 0, Kind::Inline, text("优")),
        ("<c t=\"is\"><v>9</v><is><r><t>一</t></r><r><t>二</t></r></is></c>", 0, Kind::Inline, text("一二")),
        ("<c t=\"inlineStr\"/>", 0, Kind::Inline, None),
        ("<c t=\"inlineStr\"><is/></c>", 0, Kind::Inline, None),
        ("<c><is><t>9</t></is></c>", 0, Kind::Number, None),
        (
            "<c t=\"str\"><v>a&lt;&amp;&#x5206;<![CDATA[<b>&amp;]]><!-- c -->d</v></c>",
            0,
            Kind::Text,
            text("a<&分<b>&amp;d"),
        ),
        (
            "<c t='s' x:t='b'\n\ts\n=\n'2'>\n<v\n>1</v>\n<extLst><v>2</v></extLst></c>",
            2,
            Kind::Shared,
            text("1"),
        ),
        ("<x:c t=\"b\"><x:v>0</x:v></x:c>", 0, Kind::Bool, text("0")),
    ] {
        let xml = sheet(&format!("<row>{cell}</row>"));
        let part = scan(&xml, "").unwrap();
        let [own] = part.cells.as_slice() else { panic!("{cell}") };
        assert_eq!((own.style, own.kind, &own.value), (style, kind, &value), "{cell}");
        assert_eq!(&xml[own.span.clone()], cell);
    }
}

#[test]
fn formulas_are_kept_in_one_of_three_ways() {
    let array = |text| FormulaKind::Array(Block::parse(text));
    for (formula, text, kind) in [
        ("<f>A1*2</f>", "A1*2", FormulaKind::Plain),
        ("<f/>", "", FormulaKind::Plain),
        ("<f></f>", "", FormulaKind::Plain),
        ("<f ca='1'>IF(A1&lt;1,\"&quot;\",<![CDATA[A&B]]>)</f>", "IF(A1<1,\"\"\",A&B)", FormulaKind::Plain),
        ("<f t=\"shared\" ref=\"A1:A3\" si=\"7\">B1</f>", "B1", FormulaKind::Shared(7)),
        ("<f t='shared' si='7'/>", "", FormulaKind::Shared(7)),
        // Without a number nobody can share it, and without the word nobody does.
        ("<f t=\"shared\">B1</f>", "B1", FormulaKind::Plain),
        ("<f t=\"shared\" si=\"-1\">B1</f>", "B1", FormulaKind::Plain),
        ("<f si=\"7\">B1</f>", "B1", FormulaKind::Plain),
        ("<f t=\"array\" ref=\"A1:A2\">B1:B2</f>", "B1:B2", array("A1:A2")),
        ("<f t=\"array\" ref=\"A1\" si=\"7\">B1</f>", "B1", array("A1")),
        ("<f t=\"array\">B1</f>", "B1", FormulaKind::Array(None)),
        ("<f t=\"array\" ref=\"?\">B1</f>", "B1", FormulaKind::Array(None)),
        ("<f t=\"dataTable\" ref=\"B2:C3\" dt2D=\"1\" r1=\"A1\"/>", "", array("B2:C3")),
    ] {
        let xml = sheet(&format!("<row><c>{formula}<v>1</v></c></row>"));
        let part = scan(&xml, "").unwrap();
        let own = part.cells[0].formula.as_ref().unwrap();
        assert_eq!((&*own.text, own.kind), (text, kind), "{formula}");
        assert_eq!(&xml[own.span.clone()], formula);
        assert_eq!(part.cells[0].value.as_deref(), Some("1"));
    }
}

#[test]
fn rows_and_columns_say_what_is_hidden_and_styled() {
    let xml = "<worksheet><cols><col min=\"1\" max=\"2\" width=\"9\"/><col min=\"3\" max=\"3\" hidden=\"1\"/>\
               <col min=\"4\" max=\"16384\" style=\"5\" hidden='true'></col><col min=\"x\" max=\"9\" style=\"1\"/>\
               <col style=\"2\"/><col min=\"0\" max=\"0\" style=\"3\" hidden=\"0\"/></cols><sheetData>\
               <row r=\"1\" s=\"6\" customFormat=\"1\"/><row r=\"2\" s=\"7\" hidden=\"true\"/>\
               <row r=\"3\" customFormat=\"1\"/><row hidden=\"1\"/><row hidden=\"false\" s='8' customFormat='true'/>\
               </sheetData><mergeCells count=\"9\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C1\"/>\
               <mergeCell ref=\"B2:A1\"/><mergeCell/><mergeCell ref=\"$D$4:D5\"><a/></mergeCell></mergeCells></worksheet>";
    let part = scan(xml, "").unwrap();
    let columns: Vec<_> = part.columns.iter().map(|own| (own.cols.clone(), own.style, own.hidden)).collect();
    assert_eq!(columns, [(2..=2, None, true), (3..=16_383, Some(5), true), (0..=0, Some(3), false)]);
    let rows: Vec<_> = part.rows.iter().map(|own| (own.row, own.style)).collect();
    assert_eq!(rows, [(0, Some(6)), (1, None), (2, None), (3, None), (4, Some(8))]);
    assert_eq!(part.hidden_rows, [1, 3]);
    assert_eq!(part.merges, [block("A1:B2"), block("D4:D5")]);
}

#[test]
fn spans_are_the_bytes_of_what_they_name() {
    let pieces = [
        "\u{feff}<?xml version=\"1.0\"?>\n<!-- <worksheet> -->",
        "<x:worksheet\n xmlns:x='分'>",
        "<x:sheetPr/>",
        "<x:dimension ref=\"A1\"></x:dimension >",
        "<x:cols><x:col min='1' max='1' style='1'/></x:cols>",
        "<x:sheetData><x:row r='1' ><x:c r='A1'/><x:c r='B1' s='1' ><x:f>1</x:f> <x:v>一</x:v ></x:c ></x:row ><x:row/></x:sheetData>",
        "<x:mergeCells/>",
        "<y:extLst xmlns:y='z'><ext><sheetData/></ext></y:extLst>",
        "</x:worksheet>\n",
    ];
    let xml = pieces.concat();
    let part = scan(&xml, "").unwrap();
    assert_eq!((part.prefix, part.root_name), ("x:", "worksheet"));
    assert_eq!(&xml[part.root.clone()], pieces[1]);
    let names: Vec<&str> = part.elements.iter().map(|own| own.name).collect();
    assert_eq!(names, ["sheetPr", "dimension", "cols", "sheetData", "mergeCells", "extLst"]);
    let found: Vec<&str> = part.elements.iter().map(|own| &xml[own.span.clone()]).collect();
    assert_eq!(found, pieces[2..8], "the root's children follow each other without a gap");
    assert_eq!(part.element("cols").map(|own| &xml[own.span.clone()]), Some(pieces[4]));
    assert_eq!(part.element("x:cols"), None);
    let rows: Vec<_> = part.rows.iter().map(|own| (&xml[own.tag.clone()], own.cells.clone())).collect();
    assert_eq!(rows, [("<x:row r='1' >", 0..2), ("<x:row/>", 2..2)]);
    assert_eq!(&xml[part.rows[1].span.clone()], "<x:row/>");
    let cells: Vec<_> =
        part.cells.iter().map(|own| (&xml[own.tag.clone()], &xml[own.span.clone()])).collect();
    let second = "<x:c r='B1' s='1' ><x:f>1</x:f> <x:v>一</x:v ></x:c >";
    assert_eq!(cells, [("<x:c r='A1'/>", "<x:c r='A1'/>"), ("<x:c r='B1' s='1' >", second)]);
    assert_eq!(part.cells[1].at, at("B1"));
}

#[test]
fn an_empty_root_is_a_sheet_without_cells() {
    for (xml, prefix, name) in [("<worksheet/>", "", "worksheet"), ("<x:chartsheet />", "x:", "chartsheet")] {
        let part = scan(xml, "").unwrap();
        assert_eq!((part.prefix, part.root_name, part.root.clone()), (prefix, name, 0..xml.len()));
        assert!(part.elements.is_empty() && part.rows.is_empty());
    }
    assert!(scan("<worksheet><sheetData/><cols/><mergeCells/></worksheet>", "").unwrap().cells.is_empty());
}
