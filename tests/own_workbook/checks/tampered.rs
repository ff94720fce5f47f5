//! The checks themselves: each sees the damage it is there for, and nothing where there is none.

use crate::book::Book;
use crate::checks::{closed, frame, order, styles};
use crate::fixtures::form::SUMMED_TOTAL;
use crate::fixtures::rich::rich;
use crate::package::Package;

type Damage = fn(&mut Package);

const FORM: &str = "xl/worksheets/sheet2.xml";

/// What is done to a copy, and words of the violation that must be seen.
const DAMAGES: [(&str, Damage); 21] = [
    ("root's attributes", |copy| {
        copy.replace("xl/workbook.xml", "<workbook ", "<workbook conformance=\"strict\" ");
    }),
    ("dataValidations 1", |copy| copy.replace(FORM, "<formula2>100</formula2>", "")),
    ("conditionalFormatting 2", |copy| copy.replace(FORM, "colorScale", "dataBar")),
    ("extLst 1", |copy| copy.replace(FORM, "xm:sqref", "xm:f")),
    ("mergeCells 1", |copy| copy.replace(FORM, "<mergeCell ref=\"G27:I27\"/>", "")),
    ("pageSetup 1", |copy| copy.replace(FORM, "paperSize=\"9\" ", "")),
    ("sheetProtection 1", |copy| {
        copy.replace(FORM, "<sheetProtection password=\"", "<sheetProtection password=\"0");
    }),
    ("row 1 is no longer", |copy| copy.replace(FORM, "ht=\"42\"", "ht=\"43\"")),
    ("sheetViews 1", |copy| copy.replace(FORM, "state=\"frozen\"", "state=\"split\"")),
    ("sheetProtection stands too late", |copy| {
        copy.replace(FORM, "<sheetData>", "<mergeCells><mergeCell ref=\"K1:L1\"/></mergeCells><sheetData>");
        copy.replace(FORM, "</sheetData>", "</sheetData><autoFilter ref=\"A1\"/>");
    }),
    ("out of place in row", |copy| copy.replace(FORM, "r=\"C13\"", "r=\"A13\"")),
    ("no <Override PartName=\"/xl/theme/theme1.xml\"", |copy| {
        copy.replace("[Content_Types].xml", "PartName=\"/xl/theme/", "PartName=\"/xl/themes/");
    }),
    ("has no content type", |copy| copy.add("xl/worksheets/sheet9.bin", b"")),
    ("leads to xl/media/image1.png", |copy| copy.remove("xl/media/image1.png")),
    ("has rId1 twice", |copy| {
        copy.relate("xl/_rels/workbook.xml.rels", "rId1", "worksheet", "theme/theme1.xml");
    }),
    ("cellXfs is not what it was", |copy| {
        copy.replace("xl/styles.xml", "vertical=\"center\"", "vertical=\"top\"");
    }),
    ("counts wrong", |copy| copy.replace("xl/styles.xml", "<cellXfs count=\"", "<cellXfs count=\"1")),
    ("dxfs is not what it was", |copy| copy.replace("xl/styles.xml", "<dxf>", "<dxf ><font/>")),
    ("became [({", |copy| copy.replace("xl/workbook.xml", "name=\"总分\"", "name=\"合计\"")),
    ("sheet 参数 in", |copy| copy.replace("xl/workbook.xml", "name=\"参数\"", "name=\"参 数\"")),
    ("has style 999", |copy| copy.replace(FORM, "<c r=\"C13\" s=\"", "<c r=\"C13\" s=\"999")),
];

fn seen(before: &Book, copy: &Package) -> Vec<String> {
    let after = Book::open(&copy.bytes());
    [
        frame::violations(before, &after),
        styles::violations(before, &after),
        order::violations(&after),
        closed::violations(&after),
    ]
    .concat()
}

#[test]
fn the_checks_see_each_kind_of_damage() {
    let bytes = rich("绩效自评表", &[SUMMED_TOTAL]);
    let before = Book::open(&bytes);
    assert_eq!(seen(&before, &before.package), Vec::<String>::new());
    let unseen = DAMAGES.iter().filter_map(|(words, damage)| {
        let mut copy = Package::open(&bytes);
        damage(&mut copy);
        let seen = seen(&before, &copy);
        (!seen.iter().any(|line| line.contains(words))).then(|| format!("{words}: {seen:?}"))
    });
    assert_eq!(unseen.collect::<Vec<_>>(), Vec::<String>::new());
}
