//! Notes in the parts of the usual programs.

mod hostile;
mod parts;
mod workbook;

use parts::{ALL, EXCEL, LIBREOFFICE, MAIN, OPENPYXL, WPS};

use super::*;
use crate::package::{TagKind, tags, tree};

fn wanted(notes: &[(&str, &str)]) -> Vec<Wanted> {
    let note = |(at, text): &(&str, &str)| Wanted { at: at.parse().unwrap(), text: (*text).to_owned() };
    notes.iter().map(note).collect()
}

fn written((comments, drawing): (Option<&str>, Option<&str>), notes: &[(&str, &str)]) -> Written {
    with_notes(Existing { comments, drawing }, &wanted(notes), MAIN).unwrap()
}

fn both((comments, drawing): (&'static str, &'static str)) -> (Option<&'static str>, Option<&'static str>) {
    (Some(comments), Some(drawing))
}

fn again(before: &Written, notes: &[(&str, &str)]) -> Written {
    written((before.comments.as_deref(), before.drawing.as_deref()), notes)
}

/// All notes of a part: `B2 author: text`, its runs parted by `|`.
fn said(part: Option<&str>) -> Vec<String> {
    let Some(part) = part else { return Vec::new() };
    let document = tree(part).unwrap();
    let named =
        |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
    let authors: Vec<_> = named("author").map(|author| author.text().unwrap_or_default()).collect();
    let comment = |comment: roxmltree::Node<'_, '_>| {
        assert_eq!(comment.tag_name().namespace(), Some(MAIN));
        let at = comment.attribute("ref").unwrap();
        let author =
            authors.get(comment.attribute("authorId").unwrap().parse::<usize>().unwrap()).unwrap_or(&"?");
        let is_run = |node: &roxmltree::Node<'_, '_>| {
            node.tag_name().name() == "t" && !node.ancestors().any(|outer| outer.has_tag_name((MAIN, "rPh")))
        };
        let runs = comment.descendants().filter(is_run).map(|text| text.text().unwrap_or_default());
        format!("{at} {author}: {}", runs.collect::<Vec<_>>().join("|"))
    };
    named("comment").map(comment).collect()
}

/// The cells of all shapes of notes, each with the numbers of its anchor, and its id.
fn shown(drawing: Option<&str>) -> Vec<String> {
    let Some(drawing) = drawing else { return Vec::new() };
    let (mut shapes, mut id) = (Vec::new(), String::new());
    for tag in tags(drawing).filter(|tag| tag.kind == TagKind::Opens) {
        let text = || drawing[tag.range.end..].split('<').next().unwrap().trim().to_owned();
        if tag.is("shape") {
            id = tag.attributes().find(|(name, _)| *name == "id").unwrap().1.to_owned();
        } else if tag.is("ClientData") {
            shapes.push(format!("{id}:"));
        } else if tag.is("Anchor") || tag.is("Row") || tag.is("Column") {
            let shape: &mut String = shapes.last_mut().unwrap();
            shape.push_str(&format!(" {}", text()));
        }
    }
    shapes
}

#[test]
fn a_sheet_without_notes_gets_both_parts() {
    let new = written(
        (None, None),
        &[("H7", "原值 8 → 更正值 <7.5>\u{1}\n规则 & 依据"), ("A1", "核实"), ("H7", "再看")],
    );
    assert_eq!(
        new.comments.as_deref(),
        Some(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
            "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
            "<authors><author>ziping</author></authors><commentList>",
            "<comment ref=\"A1\" authorId=\"0\"><text><r><rPr><sz val=\"9\"/><color indexed=\"81\"/>",
            "<rFont val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></rPr>",
            "<t xml:space=\"preserve\">—— ziping ——\n核实</t></r></text></comment>",
            "<comment ref=\"H7\" authorId=\"0\"><text><r><rPr><sz val=\"9\"/><color indexed=\"81\"/>",
            "<rFont val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></rPr>",
            "<t xml:space=\"preserve\">—— ziping ——\n原值 8 → 更正值 &lt;7.5&gt;\n规则 &amp; 依据\n再看</t></r></text></comment>",
            "</commentList></comments>"
        ))
    );
    let drawing = new.drawing.as_deref().unwrap();
    assert!(tree(drawing).is_ok() && drawing.matches("visibility:hidden").count() == 2, "{drawing}");
    assert!(drawing.contains("width:240pt;height:75pt;z-index:2"), "five lines of 20 pixels: {drawing}");
    assert_eq!(
        shown(Some(drawing)),
        ["_x0000_s1025: 1, 15, 0, 2, 6, 15, 3, 2 0 0", "_x0000_s1026: 8, 15, 5, 10, 13, 15, 10, 10 6 7"]
    );
    assert_eq!(again(&new, &[]), Written { comments: None, drawing: None, unplaced: Vec::new() });
    assert_eq!(written((None, None), &[]), Written { comments: None, drawing: None, unplaced: Vec::new() });
}

#[test]
fn the_parts_of_a_strict_workbook_have_its_namespace() {
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    let new =
        with_notes(Existing { comments: None, drawing: None }, &wanted(&[("A1", "一")]), strict).unwrap();
    assert!(new.comments.unwrap().contains(&format!("<comments xmlns=\"{strict}\">")));
}

#[test]
fn others_notes_stay_and_ours_come_behind() {
    let rule = "—— ziping ——\n";
    for (name, parts, comments, shapes) in [
        (
            "Excel",
            EXCEL,
            vec![
                format!("B2 审核人: 审核人:|\n请核实 \"得分\" |\n{rule}原值 8"),
                "C3 tc={6A2C0F3E-0000-4000-8000-000000000001}: [Threaded comment]\nComment: 请核实"
                    .to_owned(),
                format!("D4 ziping: {rule}待核实"),
            ],
            vec![
                "_x0000_s1025: 2, 15, 0, 10, 4, 15, 6, 9 1 1",
                "_x0000_s1026: 3, 15, 1, 10, 5, 15, 5, 9 2 2",
                "复选框_x0020_1: 1, 5, 1, 0, 2, 6, 2, 2 1 1",
                "_x0000_s1031: 4, 15, 2, 10, 9, 15, 5, 10 3 3",
            ],
        ),
        (
            "openpyxl",
            OPENPYXL,
            vec![
                format!("B2 审核人: 原来的批注\nx<y|\n{rule}原值 8"),
                format!("C3 ziping: {rule}核实"),
                format!("D4 ziping: {rule}待核实"),
            ],
            vec![
                "_x0000_s1026: 1 1",
                "_x0000_s1027: 3, 15, 1, 10, 8, 15, 4, 10 2 2",
                "_x0000_s1028: 4, 15, 2, 10, 9, 15, 5, 10 3 3",
            ],
        ),
        (
            "LibreOffice",
            LIBREOFFICE,
            vec![
                format!("B2  : 原来的批注\n|x<y|\n{rule}原值 8"),
                format!("C3 ziping: {rule}核实"),
                format!("D4 ziping: {rule}待核实"),
            ],
            vec![
                "shape_0: 2, 15, 0, 2, 7, 15, 6, 1 1 1",
                "_x0000_s1025: 3, 15, 1, 10, 8, 15, 4, 10 2 2",
                "_x0000_s1026: 4, 15, 2, 10, 9, 15, 5, 10 3 3",
            ],
        ),
        (
            "WPS",
            WPS,
            vec![
                format!("B2 Administrator:  原来的批注 |\n{rule}原值 8"),
                "B3 Administrator: ".to_owned(),
                format!("C3 ziping: {rule}核实"),
                format!("D4 ziping: {rule}待核实"),
            ],
            vec![
                "_x0000_s1025: 2,15,0,10,4,31,6,9 1 1",
                "_x0000_s1027: 2 1",
                "_x0000_s1028: 3, 15, 1, 10, 8, 15, 4, 10 2 2",
                "_x0000_s1029: 4, 15, 2, 10, 9, 15, 5, 10 3 3",
            ],
        ),
    ] {
        let notes = [("D4", "待核实"), ("C3", "核实"), ("B2", "原值 8")];
        let new = written(both(parts), &notes);
        assert_eq!(said(new.comments.as_deref()), comments, "{name}");
        assert_eq!(shown(new.drawing.as_deref()), shapes, "{name}");
        let unplaced: Vec<String> = new.unplaced.iter().map(ToString::to_string).collect();
        assert_eq!(unplaced, if name == "Excel" { vec!["C3"] } else { vec![] }, "{name}");
    }
}

#[test]
fn what_is_taken_out_leaves_the_part_as_it_was() {
    for (name, parts) in ALL {
        for notes in [
            &[][..],
            &[("D4", "待核实")],
            &[("B2", "原值 8\n更正值 7.5 _x0041_ <&>\r\n")],
            &[("B2", "原值 8"), ("C3", "核实"), ("XFD1048576", "")],
        ] {
            let new = written(both(parts), notes);
            assert_eq!(again(&new, notes), new, "{name} {notes:?}");
            let out = again(&new, &[]);
            assert_eq!(out.comments.as_deref(), Some(parts.0), "{name} {notes:?}");
            assert_eq!(out.drawing.as_deref(), Some(parts.1), "{name} {notes:?}");
            // Other notes replace the earlier ones, as if those had never been.
            assert_eq!(
                again(&new, &[("B2", "别的")]),
                written(both(parts), &[("B2", "别的")]),
                "{name} {notes:?}"
            );
        }
    }
}

#[test]
fn a_note_without_words_gets_ours_below_its_emptiness() {
    let new = written(both(WPS), &[("B3", "核实")]);
    assert_eq!(said(new.comments.as_deref())[1], "B3 Administrator: \n—— ziping ——\n核实");
    assert_eq!(again(&new, &[("B3", "核实")]), new);
    assert_eq!(said(again(&new, &[]).comments.as_deref()), said(Some(WPS.0)));
}

#[test]
fn only_our_part_of_a_note_is_cut_however_it_was_saved() {
    let ours = "—— ziping ——\n原值 8";
    for (text, left) in [
        // Joined into one plain text, as openpyxl does.
        (format!("<t>a&lt;b\n{ours}</t>"), "a<b"),
        // Joined into one run, as Excel may; line breaks by number, as LibreOffice writes them.
        (format!("<r><rPr><b/></rPr><t>a\n</t></r><r><t xml:space='preserve'>b&#10;{ours}</t></r>"), "a\n|b"),
        // Split within our line.
        (
            "<r><rPr><b/></rPr><t>a\n—</t></r><r><t>— zi</t></r><r><rPr/><t>ping ——\n原</t></r>".to_owned(),
            "a",
        ),
        (
            format!("<r><rPr/><t>a</t></r><r><t>\n</t></r><r><t>{ours}</t></r><r><t>值</t></r><phoneticPr/>"),
            "a",
        ),
        ("<t><![CDATA[a<b\n—— ziping ——\n原]]><!-- --></t>".to_owned(), "a<b"),
        // Not our line.
        ("<t>a —— ziping ——\n原</t>".to_owned(), "a —— ziping ——\n原"),
    ] {
        let part = OPENPYXL.0.replace("<t>原来的批注\nx&lt;y</t>", &text);
        let out = written((Some(&part), Some(OPENPYXL.1)), &[]);
        assert_eq!(said(out.comments.as_deref()), [format!("B2 审核人: {left}")], "{text}");
        let new = written((Some(&part), Some(OPENPYXL.1)), &[("B2", "新")]);
        assert_eq!(again(&new, &[("B2", "新")]), new, "{text}");
    }
}

#[test]
fn ours_are_known_by_their_author_or_by_their_line() {
    let note = |author: &str, text: &str| {
        let part = OPENPYXL.0.replace("审核人", author).replace("原来的批注\nx&lt;y", text);
        written((Some(&part), Some(OPENPYXL.1)), &[]).comments.is_none()
    };
    for (author, text, is_ours) in [
        ("ziping", "原值 8", true),
        (" ziping\n", "原值 8", true),
        ("", "—— ziping ——\n原值 8", true),
        ("审核人", "—— ziping ——\n原值 8", true),
        ("审核人", "请核实", false),
        ("ziping2", "请核实", false),
        ("tc={1}", "—— ziping ——\n原值 8", false),
    ] {
        assert_eq!(note(author, text), is_ours, "{author} {text}");
    }
}

#[test]
fn form_controls_stay_where_a_sheet_had_no_notes() {
    let from = EXCEL.1.find("<v:shape id=\"_x0000_s1025\"").unwrap();
    let to = EXCEL.1.find("<v:shapetype id=\"_x0000_t201\"").unwrap();
    let type_at = EXCEL.1.find("<v:shapetype id=\"_x0000_t202\"").unwrap();
    let controls = [&EXCEL.1[..type_at], &EXCEL.1[to..]].concat();
    assert!(from > type_at);
    let new = written((None, Some(&controls)), &[("B2", "核实")]);
    let drawing = new.drawing.as_deref().unwrap();
    assert_eq!(
        shown(Some(drawing)),
        ["复选框_x0020_1: 1, 5, 1, 0, 2, 6, 2, 2 1 1", "_x0000_s1031: 2, 15, 0, 10, 7, 15, 3, 10 1 1"]
    );
    assert_eq!(drawing.matches("<v:shapetype id=\"_x0000_t202\"").count(), 1);
    assert_eq!(again(&new, &[("B2", "核实")]), new);
    let out = again(&new, &[]);
    assert_eq!((out.comments, out.drawing.as_deref()), (None, Some(controls.as_str())));
}

#[test]
fn a_comments_part_of_any_build_takes_ours() {
    for part in [
        format!("<comments xmlns='{MAIN}'><authors/><commentList/></comments>"),
        format!("<comments xmlns='{MAIN}'><commentList>\n</commentList></comments>"),
        format!(
            "<comments xmlns='{MAIN}'><authors><author>ziping</author><author>甲</author></authors><commentList>\
             <comment ref='C1' authorId='0'><text><t>旧</t></text></comment>\
             <comment ref='A1' authorId='1'><text><t/></text></comment></commentList></comments>"
        ),
        format!(
            "<comments xmlns='{MAIN}'><authors/><commentList ><comment ref='?'/></commentList></comments>"
        ),
        format!(
            "<comments xmlns='{MAIN}'><commentList><comment ref='A1' authorId='7'/></commentList></comments>"
        ),
    ] {
        let notes = [("A1", "一"), ("B1", "二")];
        let new = written((Some(&part), None), &notes);
        let document = new.comments.as_deref().map(tree).unwrap().unwrap();
        let ours =
            |node: &roxmltree::Node<'_, '_>| node.text().is_some_and(|text| text.contains("—— ziping ——\n"));
        assert_eq!(document.descendants().filter(|node| node.is_text() && ours(node)).count(), 2, "{part}");
        assert_eq!(new.comments.as_deref().unwrap().matches("<author>ziping</author>").count(), 1, "{part}");
        assert_eq!(again(&new, &notes), new, "{part}");
        assert!(!again(&new, &[]).comments.unwrap_or_default().contains("——"), "{part}");
    }
}

#[test]
fn a_comment_of_an_unknown_author_does_not_become_ours() {
    let comment =
        |at, author| format!("<comment ref='{at}' authorId='{author}'><text><t>甲</t></text></comment>");
    let list = [comment("A1", 1), comment("A2", 2), comment("A3", 4)].concat();
    let part = format!(
        "<comments xmlns='{MAIN}'><authors><author>乙</author></authors><commentList>{list}</commentList></comments>"
    );
    let new = written((Some(&part), None), &[("B1", "一")]);
    let notes = said(new.comments.as_deref());
    assert_eq!(notes[3], "B1 ziping: —— ziping ——\n一");
    assert_eq!(again(&new, &[("B1", "一")]), new);
    assert_eq!(again(&new, &[]).comments.unwrap().matches("甲").count(), 3);
}

#[test]
fn a_shape_left_behind_makes_room_for_the_new_one() {
    let new = written((None, Some(OPENPYXL.1)), &[("B2", "核实")]);
    assert_eq!(shown(new.drawing.as_deref()).len(), 1);
    assert_eq!(again(&new, &[("B2", "核实")]), new);
}

#[test]
fn says_why_parts_are_not_taken() {
    let error = |comments: Option<&str>, drawing: Option<&str>| {
        with_notes(Existing { comments, drawing }, &wanted(&[("B2", "核实")]), MAIN).unwrap_err().to_string()
    };
    assert_eq!(error(Some("<comments>"), None), "the comments part cannot be read");
    assert_eq!(error(Some("<!DOCTYPE a><comments/>"), None), "the comments part cannot be read");
    assert_eq!(error(Some("<comments/>"), None), "the comments part has no list of comments");
    for drawing in [
        "<v:shape>",
        "<xml><v:shape></xml></v:shape>",
        "<xml><v:shape></v:shape></xmll>",
        "<xml><v:shape/></",
    ] {
        assert_eq!(error(None, Some(drawing)), "the drawing of the notes does not end", "{drawing}");
    }
}
