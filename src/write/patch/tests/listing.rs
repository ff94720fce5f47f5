//! Lists of relationships, content types and sheets.

use crate::package::Dialect;
use crate::write::patch::listing::{
    NewRelation, SheetList, free_id, with_relations, with_sheets, with_types,
};

const USUAL: Dialect = Dialect::Transitional;
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_TYPE: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

fn relation(id: &str, kind: &'static str, target: &str) -> NewRelation {
    NewRelation { id: id.to_owned(), kind, target: target.to_owned() }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn an_id_is_taken_that_nobody_has() {
    let taken = [relation("rIdZ3", "styles", "")];
    for (list, taken, expected) in [
        (None, &[][..], "rIdZ1"),
        (None, &taken, "rIdZ1"),
        (Some("<R><R Id=\"rIdZ1\"/><R Id='rIdZ2'/></R>"), &taken, "rIdZ4"),
        (Some("<R><R Id=\"rIdZ11\"/><R Id='rIdZ2'/></R>"), &taken, "rIdZ1"),
    ] {
        assert_eq!(free_id(list, taken), expected);
    }
}

#[test]
fn relationships_come_and_go() {
    let list = |entries: &str| format!("<Relationships xmlns=\"{NAMESPACE}\">{entries}</Relationships>");
    let own = "<Relationship Id='rId1' Type='a/styles' Target='styles.xml'/>\n";
    let closed = "<Relationship Id=\"rId2\" Type=\"a/b\" Target=\"c\"></Relationship>";
    let new = |kind: &str| {
        format!("<Relationship Id=\"rIdZ1\" Type=\"{kind}/comments\" Target=\"/xl/a&amp;b.xml\"/>")
    };
    let (usual, strict) = (new(TYPE), new(STRICT_TYPE));
    let added = [relation("rIdZ1", "comments", "/xl/a&b.xml")];
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let both = format!("{own}{closed}");
    let prefixed =
        |entries: &str| format!("<p:Relationships xmlns:p='{NAMESPACE}'>{entries}</p:Relationships>");
    let other = "<p:Relationship Id=\"a\" Type=\"b\" Target=\"c\"/>";
    for (before, added, removed, dialect, after) in [
        (None, &[][..], &[][..], USUAL, None),
        (None, &added, &[], USUAL, Some(head.to_owned() + &list(&usual))),
        (None, &added, &["rId1"], Dialect::Strict, Some(head.to_owned() + &list(&strict))),
        (Some(list(own)), &added, &[], USUAL, Some(list(&format!("{own}{usual}")))),
        (Some(list(own)), &added, &[], Dialect::Strict, Some(list(&format!("{own}{strict}")))),
        (Some(list(own)), &added, &["rId1"], USUAL, Some(list(&format!("\n{usual}")))),
        (Some(list(own)), &[], &["rId1"], USUAL, None),
        (Some(list(&both)), &[], &["rId1"], USUAL, Some(list(&format!("\n{closed}")))),
        (Some(list(&both)), &[], &["rId2"], USUAL, Some(list(own))),
        (Some(list(&both)), &[], &["rId2", "rId1", "rId3"], USUAL, None),
        (Some(list(&both)), &[], &["rid1"], USUAL, Some(list(&both))),
        (
            Some(format!("<Relationships xmlns=\"{NAMESPACE}\" />")),
            &added,
            &[],
            USUAL,
            Some(format!("<Relationships xmlns=\"{NAMESPACE}\" >{usual}</Relationships>")),
        ),
        (
            Some(prefixed(other)),
            &added,
            &[],
            USUAL,
            Some(prefixed(&format!("{other}{}", usual.replace('<', "<p:")))),
        ),
    ] {
        let new = with_relations(before.as_deref(), added, &owned(removed), dialect).unwrap();
        assert_eq!(new, after, "{before:?} {removed:?}");
    }
    for broken in ["", "<Relationships>", "<!DOCTYPE a><Relationships/>"] {
        assert!(with_relations(Some(broken), &added, &[], USUAL).is_err(), "{broken}");
    }
}

#[test]
fn content_types_come_and_go() {
    let list = |entries: &str| format!("<Types xmlns=\"t\">{entries}</Types>");
    let vml = "<Default Extension=\"vml\" ContentType=\"v\"/>";
    let sheet = "<Override PartName=\"/xl/a&amp;b.xml\" ContentType=\"s\"/>";
    let (upper_vml, upper_sheet) = (
        "<Default Extension='VML' ContentType='v'/>",
        "<Override PartName='/XL/A&amp;B.XML' ContentType='s'/>",
    );
    for (before, removed, after) in [
        (list(""), &[][..], list(&format!("{vml}{sheet}"))),
        (list(upper_vml), &[], list(&format!("{upper_vml}{sheet}"))),
        (list(upper_sheet), &[], list(&format!("{upper_sheet}{vml}"))),
        (list(&format!("{upper_vml}{upper_sheet}")), &[], list(&format!("{upper_vml}{upper_sheet}"))),
        // A part that goes and comes is listed anew.
        (list(upper_sheet), &["/xl/a&b.xml"], list(&format!("{vml}{sheet}"))),
        (
            list("<Override PartName=\"/xl/calcChain.xml\" ContentType=\"c\"/>\n"),
            &["/xl/calcchain.XML", "/xl/none.xml"],
            list(&format!("\n{vml}{sheet}")),
        ),
        ("<Types xmlns=\"t\"/>".to_owned(), &[], list(&format!("{vml}{sheet}"))),
        (
            "<t:Types xmlns:t='t'></t:Types>".to_owned(),
            &[],
            format!("<t:Types xmlns:t='t'>{}</t:Types>", format!("{vml}{sheet}").replace('<', "<t:")),
        ),
    ] {
        let overrides = [("/xl/a&b.xml".to_owned(), "s")];
        assert_eq!(
            with_types(&before, &[("vml", "v")], &overrides, &owned(removed)).unwrap(),
            after,
            "{before}"
        );
    }
    assert_eq!(with_types("<T/>", &[], &[], &owned(&["/a"])).unwrap(), "<T/>");
    assert!(with_types("", &[], &[], &[]).is_err());
}

#[test]
fn two_of_one_kind_are_listed_once() {
    let overrides = [("/a.xml".to_owned(), "s"), ("/A.xml".to_owned(), "s")];
    let new = with_types("<T></T>", &[("vml", "v"), ("vml", "v")], &overrides, &[]).unwrap();
    assert_eq!(
        new,
        "<T><Default Extension=\"vml\" ContentType=\"v\"/><Override PartName=\"/a.xml\" ContentType=\"s\"/></T>"
    );
}

/// A workbook part with this inside.
fn workbook(inner: &str) -> String {
    format!("<workbook xmlns=\"m\" xmlns:r=\"{TYPE}\">{inner}</workbook>")
}

fn with(before: &str, list: &SheetList) -> String {
    let new = with_sheets(&workbook(before), list, USUAL).unwrap();
    let start = workbook("|").find('|').unwrap();
    new[start..new.len() - "</workbook>".len()].to_owned()
}

const SHEETS: &str = "<sheets><sheet name=\"一\" sheetId=\"7\" r:id=\"rId1\"/><sheet name='二' sheetId='3' r:id='rId2'/>\
                      <sheet name=\"三\" sheetId=\"4\" r:id=\"rId3\"/></sheets>";

#[test]
fn sheets_come_and_go() {
    let (one, two) =
        ("<sheet name=\"一\" sheetId=\"7\" r:id=\"rId1\"/>", "<sheet name='二' sheetId='3' r:id='rId2'/>");
    let new = |name: &str, sheet: u32, id: &str| {
        format!("<sheet xmlns:r=\"{TYPE}\" name=\"{name}\" sheetId=\"{sheet}\" r:id=\"{id}\"/>")
    };
    let pair = |name: &str, id: &str| (name.to_owned(), id.to_owned());
    for (removed, added, after) in [
        (vec![], vec![], SHEETS.to_owned()),
        (vec![2], vec![], format!("<sheets>{one}{two}</sheets>")),
        (
            vec![1, 2],
            vec![pair("甲 & <乙> \"丙\"", "rIdZ1"), pair("丁", "rIdZ2")],
            // Not the number of a sheet that goes, either.
            format!(
                "<sheets>{one}{}{}</sheets>",
                new("甲 &amp; &lt;乙&gt; &quot;丙&quot;", 8, "rIdZ1"),
                new("丁", 9, "rIdZ2")
            ),
        ),
        (vec![0, 1, 2], vec![pair("丁", "rIdZ1")], format!("<sheets>{}</sheets>", new("丁", 8, "rIdZ1"))),
    ] {
        let list = SheetList { removed, added, ..SheetList::default() };
        assert_eq!(with(SHEETS, &list), after);
    }
    let list = SheetList { added: vec![pair("丁", "rIdZ1")], ..SheetList::default() };
    assert_eq!(with("<sheets/>", &list), format!("<sheets>{}</sheets>", new("丁", 1, "rIdZ1")));
    let unnumbered = "<sheets><sheet name=\"一\" sheetId=\"?\"/></sheets>";
    assert!(with(unnumbered, &list).contains("sheetId=\"1\" r:id=\"rIdZ1\""));
}

#[test]
fn the_namespace_and_prefix_of_the_workbook_are_kept() {
    let list = SheetList {
        added: vec![("丁".to_owned(), "rIdZ1".to_owned())],
        names: vec![(1, "_xlnm.Print_Titles".to_owned(), "'丁'!$1:$3".to_owned())],
        active: Some(1),
        recalculate: true,
        ..SheetList::default()
    };
    let before = "<x:workbook xmlns:x=\"m\" xmlns:rel='q'><x:sheets><x:sheet name=\"一\" sheetId=\"1\" rel:id=\"rId1\"/></x:sheets></x:workbook>";
    let after = format!(
        "<x:workbook xmlns:x=\"m\" xmlns:rel='q'><x:bookViews><x:workbookView activeTab=\"1\"/></x:bookViews>\
         <x:sheets><x:sheet name=\"一\" sheetId=\"1\" rel:id=\"rId1\"/>\
         <x:sheet xmlns:r=\"{STRICT_TYPE}\" name=\"丁\" sheetId=\"2\" r:id=\"rIdZ1\"/></x:sheets>\
         <x:definedNames><x:definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">&apos;丁&apos;!$1:$3</x:definedName></x:definedNames>\
         <x:calcPr fullCalcOnLoad=\"1\"/></x:workbook>"
    );
    assert_eq!(with_sheets(before, &list, Dialect::Strict).unwrap(), after);
    for broken in ["", "<workbook><sheet/></workbook>", "<workbook><sheets>"] {
        assert!(with_sheets(broken, &list, USUAL).is_err(), "{broken}");
    }
}

#[test]
fn names_follow_their_sheets() {
    let names = |inner: &str| format!("{SHEETS}<definedNames>{inner}</definedNames><oleSize ref=\"A1\"/>");
    let name = |name: &str, sheet: &str| format!("<definedName name=\"{name}\"{sheet}>一!$A$1</definedName>");
    let (all, first) = (name("合计", ""), name("分值", " localSheetId=\"0\""));
    let last = |place| name("_xlnm.Print_Area", &format!(" localSheetId=\"{place}\""));
    let filter = |place| {
        format!(
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{place}\" hidden=\"1\">&lt;甲&amp;乙&gt;!$A$1:$B$2</definedName>"
        )
    };
    let new = |place| vec![(place, "_xlnm._FilterDatabase".to_owned(), "<甲&乙>!$A$1:$B$2".to_owned())];
    let cases = [
        // Nothing goes and nothing comes.
        (names(&format!("{all}{first}")), vec![], vec![], vec![], names(&format!("{all}{first}"))),
        // The names of a sheet that goes go with it, those of sheets behind it move up.
        (
            names(&format!("{all}{first}{}", last(2))),
            vec![0],
            vec![],
            vec![],
            names(&format!("{all}{}", last(1))),
        ),
        (names(&format!("{first}{}", last(2))), vec![0, 1], vec![], vec![], names(&last(0))),
        // All go: an empty list of names is not allowed.
        (names(&first), vec![0], vec![], vec![], names("").replace("<definedNames></definedNames>", "")),
        (names(&first), vec![0], vec![], new(1), names(&filter(1))),
        // A sheet that is drawn anew loses its built-in names, not the user's own.
        (
            names(&format!("{}{}", last(2), name("自定", " localSheetId=\"2\""))),
            vec![],
            vec![2],
            new(2),
            names(&format!("{}{}", name("自定", " localSheetId=\"2\""), filter(2))),
        ),
        (names(&last(1)), vec![], vec![2], vec![], names(&last(1))),
        // The list is made where the format wants it.
        (
            format!("<workbookPr/>{SHEETS}<calcPr/>"),
            vec![],
            vec![],
            new(2),
            format!("<workbookPr/>{SHEETS}<definedNames>{}</definedNames><calcPr/>", filter(2)),
        ),
        (
            format!(
                "{SHEETS}<functionGroups/> <externalReferences><a/></externalReferences>\n<oleSize ref=\"A1\"/>"
            ),
            vec![],
            vec![],
            new(2),
            format!(
                "{SHEETS}<functionGroups/> <externalReferences><a/></externalReferences><definedNames>{}</definedNames>\n<oleSize ref=\"A1\"/>",
                filter(2)
            ),
        ),
    ];
    for (before, removed, renamed, new_names, after) in cases {
        let list = SheetList { removed: removed.clone(), renamed, names: new_names, ..SheetList::default() };
        let sheet = |place: usize| {
            let (start, _) = SHEETS.match_indices("<sheet ").nth(place).unwrap();
            let end = start + SHEETS[start..].find("/>").unwrap() + 2;
            &SHEETS[start..end]
        };
        let after = removed.iter().fold(after, |after, place| after.replace(sheet(*place), ""));
        assert_eq!(with(&before, &list), after, "{before} {removed:?}");
    }
}

#[test]
fn the_workbook_is_to_be_worked_out_when_it_is_opened() {
    let list = SheetList { recalculate: true, ..SheetList::default() };
    for (before, after) in [
        ("", "<calcPr fullCalcOnLoad=\"1\"/>"),
        ("<calcPr calcId='1'/>", "<calcPr fullCalcOnLoad=\"1\" calcId='1'/>"),
        ("<calcPr fullCalcOnLoad='0'/>", "<calcPr fullCalcOnLoad='1'/>"),
        ("<calcPr\nfullCalcOnLoad=\"1\"></calcPr>", "<calcPr\nfullCalcOnLoad=\"1\"></calcPr>"),
        (
            "<definedNames><definedName name=\"a\">1</definedName></definedNames><pivotCaches/>",
            "<definedNames><definedName name=\"a\">1</definedName></definedNames><calcPr fullCalcOnLoad=\"1\"/><pivotCaches/>",
        ),
        ("<externalReferences/><extLst/>", "<externalReferences/><calcPr fullCalcOnLoad=\"1\"/><extLst/>"),
    ] {
        assert_eq!(with(&format!("{SHEETS}{before}"), &list), format!("{SHEETS}{after}"), "{before}");
    }
    // Behind names that are made at the same place, or go from there.
    let names = SheetList { names: vec![(0, "a".to_owned(), "1".to_owned())], ..list.clone() };
    assert_eq!(
        with(SHEETS, &names),
        format!(
            "{SHEETS}<definedNames><definedName name=\"a\" localSheetId=\"0\">1</definedName></definedNames><calcPr fullCalcOnLoad=\"1\"/>"
        )
    );
    let gone = SheetList { removed: vec![2], ..list };
    let before = format!(
        "{SHEETS}<definedNames><definedName name=\"a\" localSheetId=\"2\">1</definedName></definedNames>"
    );
    assert!(with(&before, &gone).ends_with("</sheets><calcPr fullCalcOnLoad=\"1\"/>"));
}

#[test]
fn the_sheet_that_is_shown_first() {
    for (views, removed, active, after) in [
        ("", vec![], None, ""),
        ("", vec![], Some(2), "<bookViews><workbookView activeTab=\"2\"/></bookViews>"),
        ("<bookViews/>", vec![], Some(2), "<bookViews/>"),
        (
            "<bookViews><workbookView/><workbookView activeTab='1'/></bookViews>",
            vec![],
            Some(2),
            "<bookViews><workbookView activeTab=\"2\"/><workbookView activeTab='1'/></bookViews>",
        ),
        (
            "<bookViews><workbookView xWindow='0' activeTab='1'/></bookViews>",
            vec![],
            Some(0),
            "<bookViews><workbookView xWindow='0' activeTab='0'/></bookViews>",
        ),
        (
            "<bookViews><workbookView activeTab='1'/></bookViews>",
            vec![],
            None,
            "<bookViews><workbookView activeTab='1'/></bookViews>",
        ),
        // The sheet that was shown is still shown where others go.
        (
            "<bookViews><workbookView activeTab='2'/></bookViews>",
            vec![0],
            None,
            "<bookViews><workbookView activeTab='1'/></bookViews>",
        ),
        (
            "<bookViews><workbookView activeTab='2'/></bookViews>",
            vec![1, 2],
            None,
            "<bookViews><workbookView activeTab='0'/></bookViews>",
        ),
        (
            "<bookViews><workbookView activeTab='0'/></bookViews>",
            vec![1],
            None,
            "<bookViews><workbookView activeTab='0'/></bookViews>",
        ),
        ("<bookViews><workbookView/></bookViews>", vec![1], None, "<bookViews><workbookView/></bookViews>"),
    ] {
        let list = SheetList { removed, active, ..SheetList::default() };
        let new = with(&format!("{views}{SHEETS}"), &list);
        assert_eq!(new.split_once("<sheets>").map(|(before, _)| before), Some(after), "{list:?}");
    }
}
