//! Styles parts as several programs write them, before and after.

use std::sync::Arc;

use super::*;
use crate::write::drawn::{Content, DrawnCell, Role};
use crate::write::sizes::Extent;

/// In the manner of Excel: a format of its own, a named style, a conditional format, extensions.
const EXCEL: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><numFmts count="1"><numFmt numFmtId="176" formatCode="0.00_ "/></numFmts><fonts count="2" x14ac:knownFonts="1"><font><sz val="11"/><color theme="1"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="16"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border diagonalUp="1"><left style="thin"><color indexed="64"/></left><right style="thin"><color indexed="64"/></right><top/><bottom style="hair"/><diagonal style="thin"><color auto="1"/></diagonal></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment vertical="center"/></xf><xf numFmtId="176" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFill="0"><alignment horizontal="center"/><protection locked="0"/></xf><xf numFmtId="9" fontId="0" fillId="0" borderId="1" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><numFmt numFmtId="164" formatCode="0.0"/><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs><tableStyles count="0"/><extLst><ext uri="{EB79DEF2}"/></extLst></styleSheet>"#;

/// In the manner of openpyxl: an empty list of formats, named styles behind, no declaration.
const OPENPYXL: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="0"/><fonts count="1"><font><name val="Calibri"/><family val="2"/><color theme="1"/><sz val="11"/><scheme val="minor"/></font></fonts><fills count="2"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" pivotButton="0" quotePrefix="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0" hidden="0"/></cellStyles><tableStyles count="0" defaultTableStyle="TableStyleMedium9"/></styleSheet>"#;

/// In the manner of LibreOffice: General declared as 164, attributes of every kind, borders that say more.
const LIBREOFFICE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="0.00%"/></numFmts><fonts count="1"><font><sz val="10"/><name val="Arial"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border diagonalUp="false" diagonalDown="false"><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyFont="true"><alignment horizontal="general"/></xf></cellStyleXfs><cellXfs count="1"><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyFont="false" applyBorder="false"><alignment horizontal="general"/><protection locked="true"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

/// Every name with a prefix, one tag a line, no counts.
const PREFIXED: &str = r#"<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
  <x:fonts>
    <x:font><x:sz val='12'/></x:font>
  </x:fonts>
  <x:fills><x:fill><x:patternFill patternType="none"/></x:fill></x:fills>
  <x:borders>
    <x:border />
  </x:borders>
  <x:cellXfs>
    <x:xf borderId = '0'
          fillId='0' />
  </x:cellXfs>
</x:styleSheet>"#;

/// The strict dialect, with its names for left and right.
const STRICT: &str = r#"<styleSheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><start style="thin"/><end/><top/><bottom/><vertical/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>"#;

/// Neither fonts, fills nor borders; a count that is wrong.
const BARE: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><!-- none --><cellXfs count="7"><xf numFmtId="0"/></cellXfs><dxfs count="0"/></styleSheet>"#;

const EMPTY: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" />"#;

const PARTS: [&str; 7] = [EXCEL, OPENPYXL, LIBREOFFICE, PREFIXED, STRICT, BARE, EMPTY];

fn open(part: &str) -> StyleBook<'_> {
    StyleBook::open(Some(part), Dialect::Transitional).unwrap()
}

fn label() -> Look {
    Look::of(&DrawnCell::new(Role::Label, Content::Blank), Extent::Single)
}

/// The bytes of the entries of a list.
fn entries<'x>(part: &'x str, list: &str) -> Vec<&'x str> {
    let doc = Document::parse(part).unwrap();
    let list = child(doc.root_element(), list);
    list.map(|list| list::children(list).map(|entry| &part[entry.range()]).collect()).unwrap_or_default()
}

/// The bytes of the part's children that no addition may touch.
fn untouched(part: &str) -> Vec<&str> {
    let doc = Document::parse(part).unwrap();
    let added_to = ["numFmts", "fonts", "fills", "borders", "cellXfs"];
    let others =
        list::children(doc.root_element()).filter(|list| !added_to.contains(&list.tag_name().name()));
    others.map(|list| &part[list.range()]).collect()
}

/// The last entry of a list.
fn last<'x>(part: &'x str, list: &str) -> &'x str {
    entries(part, list).last().copied().unwrap_or_default()
}

/// What must hold of a part and of what became of it.
fn assert_sound(before: &str, after: &str) {
    let doc = Document::parse(after).unwrap();
    let root = doc.root_element();
    let order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"];
    let ranks: Vec<usize> = list::children(root)
        .filter_map(|list| order.iter().position(|own| *own == list.tag_name().name()))
        .collect();
    assert!(ranks.is_sorted_by(|one, next| one < next), "{after}");
    for name in ["numFmts", "fonts", "fills", "borders", "cellXfs"] {
        let (old, new) = (entries(before, name), entries(after, name));
        assert_eq!(old, new[..old.len()], "{name} in {after}");
        if let Some(count) = child(root, name).and_then(|list| list.attribute("count"))
            && new.len() > old.len()
        {
            assert_eq!(count, new.len().to_string(), "{name} in {after}");
        }
    }
    assert_eq!(untouched(before), untouched(after));
    let styles = child(root, "cellXfs").unwrap();
    for style in list::children(styles).skip(entries(before, "cellXfs").len()) {
        for (attribute, list) in [("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")] {
            let id: usize = style.attribute(attribute).unwrap_or("0").parse().unwrap();
            assert!(id < entries(after, list).len(), "{attribute} {id} in {after}");
        }
        let format: u32 = style.attribute("numFmtId").unwrap_or("0").parse().unwrap();
        let declared = child(root, "numFmts").is_some_and(|list| {
            list::children(list).any(|own| own.attribute("numFmtId") == Some(&format.to_string()))
        });
        assert!(format < 164 || declared, "{format} in {after}");
    }
}

#[test]
fn adds_to_the_parts_of_any_program() {
    for part in PARTS {
        let old_styles = u32::try_from(entries(part, "cellXfs").len()).unwrap().max(1);
        let mut book = open(part);
        let corrected = book.marked(0, Mark::Corrected, Edges::ALL, Some("0.0\"次\"")).unwrap();
        let review = book.marked(0, Mark::Review, Edges::ALL, None).unwrap();
        let look = book.look(&label()).unwrap();
        assert_eq!([corrected, review, look], [old_styles, old_styles + 1, old_styles + 2], "{part}");
        let after = book.finish().unwrap().unwrap();
        assert_sound(part, &after);
        // Both marks are told again, whoever reads the part next.
        let again = open(&after);
        let marks = [0, corrected, review, look].map(|style| again.mark_of(style));
        assert_eq!(marks, [None, Some(Mark::Corrected), Some(Mark::Review), None], "{after}");
        // What was added once more goes behind it.
        let mut again = open(&after);
        assert_eq!(again.look(&label()).unwrap(), old_styles + 3);
        assert_sound(&after, &again.finish().unwrap().unwrap());
    }
}

#[test]
fn a_package_without_styles_gets_a_part() {
    for dialect in [Dialect::Transitional, Dialect::Strict] {
        let mut book = StyleBook::open(None, dialect).unwrap();
        assert_eq!(book.look(&label()).unwrap(), 1);
        let part = book.finish().unwrap().unwrap();
        assert_eq!(
            Document::parse(&part).unwrap().root_element().tag_name().namespace(),
            Some(dialect.main())
        );
        assert_sound(&part, &part);
        assert_eq!(StyleBook::open(None, dialect).unwrap().finish().unwrap(), None);
    }
}

#[test]
fn nothing_asked_for_is_nothing_changed() {
    for part in PARTS {
        assert_eq!(open(part).finish().unwrap(), None);
    }
}

#[test]
fn a_marked_style_is_a_copy_of_its_base() {
    let mut book = open(EXCEL);
    book.marked(1, Mark::Corrected, Edges::ALL, Some("0.00%")).unwrap();
    let after = book.finish().unwrap().unwrap();
    assert_eq!(
        last(&after, "cellXfs"),
        "<xf applyBorder=\"1\" numFmtId=\"10\" fontId=\"1\" fillId=\"3\" borderId=\"2\" xfId=\"0\" \
         applyNumberFormat=\"1\" applyFill=\"1\"><alignment horizontal=\"center\"/><protection locked=\"0\"/></xf>"
    );
    assert_eq!(
        last(&after, "borders"),
        "<border diagonalUp=\"1\"><left style=\"mediumDashed\"><color auto=\"1\"/></left>\
         <right style=\"mediumDashed\"><color auto=\"1\"/></right><top style=\"mediumDashed\"><color auto=\"1\"/></top>\
         <bottom style=\"mediumDashed\"><color auto=\"1\"/></bottom>\
         <diagonal style=\"thin\"><color auto=\"1\"/></diagonal></border>"
    );
    assert_eq!(
        last(&after, "fills"),
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF2CC\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    );
    assert_eq!(entries(&after, "numFmts"), entries(EXCEL, "numFmts"), "0.00% is built in");
}

#[test]
fn a_cell_to_look_at_keeps_its_fill() {
    let mut book = open(EXCEL);
    book.marked(1, Mark::Review, Edges::ALL, None).unwrap();
    let after = book.finish().unwrap().unwrap();
    assert!(last(&after, "cellXfs").contains(" fillId=\"2\" "));
    assert_eq!(entries(&after, "fills"), entries(EXCEL, "fills"));
}

#[test]
fn a_border_is_marked_on_the_given_sides_only() {
    let top_left = Edges { right: false, bottom: false, ..Edges::ALL };
    let bottom = Edges { left: false, right: false, top: false, bottom: true };
    let line = "<color rgb=\"FF1F4E79\"/>";
    for (part, base, edges, expected) in [
        (
            EXCEL,
            1,
            top_left,
            format!(
                "<border diagonalUp=\"1\"><left style=\"double\">{line}</left><right style=\"thin\">\
                 <color indexed=\"64\"/></right><top style=\"double\">{line}</top><bottom style=\"hair\"/>\
                 <diagonal style=\"thin\"><color auto=\"1\"/></diagonal></border>"
            ),
        ),
        (
            STRICT,
            0,
            top_left,
            format!(
                "<border><start style=\"double\">{line}</start><end/><top style=\"double\">{line}</top><bottom/>\
                 <vertical/></border>"
            ),
        ),
        (
            PREFIXED,
            0,
            bottom,
            format!(
                "<x:border ><x:bottom style=\"double\">{}</x:bottom></x:border>",
                line.replace('<', "<x:")
            ),
        ),
        (
            BARE,
            0,
            bottom,
            format!(
                "<border><left/><right/><top/><bottom style=\"double\">{line}</bottom><diagonal/></border>"
            ),
        ),
    ] {
        let mut book = open(part);
        book.marked(base, Mark::Review, edges, None).unwrap();
        assert_eq!(last(&book.finish().unwrap().unwrap(), "borders"), expected);
    }
}

#[test]
fn missing_sides_are_added_in_the_schema_s_order() {
    let part =
        EXCEL.replace("<left/><right/><top/><bottom/><diagonal/>", "<right style=\"thin\"/><diagonal/>");
    let mut book = open(&part);
    book.marked(0, Mark::Corrected, Edges::ALL, None).unwrap();
    let after = book.finish().unwrap().unwrap();
    let side = |name: &str| format!("<{name} style=\"mediumDashed\"><color auto=\"1\"/></{name}>");
    let sides = ["left", "right", "top", "bottom"].map(side).concat();
    assert_eq!(last(&after, "borders"), format!("<border>{sides}<diagonal/></border>"));
}

#[test]
fn the_same_request_gets_the_same_style() {
    let mut book = open(EXCEL);
    let mut ask = |base, mark, format| book.marked(base, mark, Edges::ALL, format).unwrap();
    assert_eq!(ask(1, Mark::Corrected, None), 3);
    assert_eq!(ask(1, Mark::Review, None), 4);
    assert_eq!(ask(1, Mark::Corrected, None), 3);
    assert_eq!(ask(1, Mark::Corrected, Some("0.000")), 5);
    assert_eq!(ask(1, Mark::Corrected, Some("0.000")), 5);
    // A base beyond the list is the first; one that was added is no base.
    assert_eq!(ask(0, Mark::Corrected, None), 6);
    assert_eq!(ask(3, Mark::Corrected, None), 6);
    assert_eq!(ask(u32::MAX, Mark::Corrected, None), 6);
    let label = label();
    assert_eq!(book.look(&label).unwrap(), 7);
    assert_eq!(book.look(&Look { format: Some(Arc::from("0.000")), ..label.clone() }).unwrap(), 8);
    assert_eq!(book.look(&label).unwrap(), 7);
    let after = book.finish().unwrap().unwrap();
    assert_sound(EXCEL, &after);
    let more = |list: &str| entries(&after, list).len() - entries(EXCEL, list).len();
    // The yellow and the labels' grey; the marks of two bases and the labels' thin lines.
    assert_eq!(["numFmts", "fonts", "fills", "borders"].map(more), [1, 1, 2, 4]);
}

#[test]
fn number_formats_are_taken_from_the_part_where_it_has_them() {
    let format = |part: &str, code: &str| {
        let mut book = open(part);
        book.marked(0, Mark::Corrected, Edges::ALL, Some(code)).unwrap();
        let after = book.finish().unwrap().unwrap();
        let doc = Document::parse(&after).unwrap();
        let style = list::children(child(doc.root_element(), "cellXfs").unwrap()).last().unwrap();
        style.attribute("numFmtId").unwrap().parse::<u32>().unwrap()
    };
    let own_percent =
        EXCEL.replace("numFmtId=\"176\" formatCode=\"0.00_ \"", "numFmtId=\"10\" formatCode=\"0\"");
    for (part, code, id) in [
        (EXCEL, "General", 0),
        (EXCEL, "0.00_ ", 176),
        (EXCEL, "0.00%", 10),
        (EXCEL, "\"≥\"0%", 165),
        (LIBREOFFICE, "0.00%", 165),
        (LIBREOFFICE, "0.000", 166),
        (EMPTY, "0.000", 164),
        (&own_percent, "0.00%", 165),
        (&own_percent, "0", 10),
    ] {
        assert_eq!(format(part, code), id, "{code}");
    }
    let mut book = open(EXCEL);
    book.marked(0, Mark::Corrected, Edges::ALL, Some("\"<次>\"0&0")).unwrap();
    let after = book.finish().unwrap().unwrap();
    let doc = Document::parse(&after).unwrap();
    let added = list::children(child(doc.root_element(), "numFmts").unwrap()).last().unwrap();
    assert_eq!(added.attribute("formatCode"), Some("\"<次>\"0&0"));
}

#[test]
fn a_mark_is_told_by_its_look_alone() {
    // As LibreOffice and others save it again: other indices, other ways to write the colour, more sides.
    let fill = |color: &str| EXCEL.replace("<fgColor theme=\"0\"/>", &format!("<fgColor rgb=\"{color}\"/>"));
    let side =
        |part: &str, side: &str| part.replace("<top/><bottom style=\"hair\"/>", &format!("{side}<bottom/>"));
    let dashed = "<top style=\"mediumDashed\"/>";
    for (part, mark) in [
        (side(&fill("FFFFF2CC"), dashed), Some(Mark::Corrected)),
        (side(&fill("00fff2cc"), dashed), Some(Mark::Corrected)),
        (side(&fill("fff2cc"), dashed), Some(Mark::Corrected)),
        (side(&fill("FFFFF2CD"), dashed), None),
        (side(EXCEL, dashed), None),
        (fill("FFFFF2CC"), None),
        (side(EXCEL, "<top style=\"double\"><color rgb=\"FF1f4e79\"/></top>"), Some(Mark::Review)),
        (side(EXCEL, "<top style=\"double\"><color rgb=\"FF000000\"/></top>"), None),
        (side(EXCEL, "<top style=\"double\"><color rgb=\"九九\"/></top>"), None),
        (side(EXCEL, "<top style=\"thin\"><color rgb=\"FF1F4E79\"/></top>"), None),
    ] {
        let book = open(&part);
        assert_eq!([book.mark_of(1), book.mark_of(0), book.mark_of(99)], [mark, None, None], "{part}");
    }
}

#[test]
fn a_merged_block_carries_the_border_outside() {
    let at = |text: &str| text.parse::<CellRef>().unwrap();
    let block = Merge { first: at("B2"), last: at("C4") };
    for (cell, [left, right, top, bottom]) in [
        ("B2", [true, false, true, false]),
        ("B3", [true, false, false, false]),
        ("C4", [false, true, false, true]),
    ] {
        assert_eq!(Edges::in_block(at(cell), block), Edges { left, right, top, bottom }, "{cell}");
    }
    assert_eq!(Edges::in_block(at("A1"), Merge { first: at("A1"), last: at("A1") }), Edges::ALL);
}

#[test]
fn a_part_that_is_full_or_none_is_refused() {
    let full = EXCEL.replace("</cellXfs>", &format!("{}</cellXfs>", "<xf/>".repeat(MAX_CELL_STYLES - 4)));
    let mut book = open(&full);
    assert_eq!(book.look(&label()).unwrap(), 65_489);
    assert!(matches!(book.marked(0, Mark::Review, Edges::ALL, None), Err(StylesError::TooMany)));
    for part in ["", "<styleSheet>", "<workbook/>", "<!DOCTYPE a><styleSheet/>"] {
        assert!(StyleBook::open(Some(part), Dialect::Transitional).is_err(), "{part}");
    }
}
