//! The parts of a real workbook, put back into it.

use rust_xlsxwriter::{Note, Workbook};

use super::{Existing, MAIN, said, shown, wanted, with_notes};
use crate::package::{Changes, Package, rewrite, text_of};
use crate::read::read_workbook;

const COMMENTS: &str = "xl/comments1.xml";
const DRAWING: &str = "xl/drawings/vmlDrawing1.vml";

#[test]
fn a_workbook_with_notes_takes_ours() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(1, 1, 8).unwrap();
    sheet.insert_note(1, 1, &Note::new("请核实\n第二行").set_author("审核人")).unwrap();
    sheet.insert_note(2, 2, &Note::new("不动").set_author("审核人").add_author_prefix(false)).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();

    let mut package = Package::open(&bytes).unwrap();
    let mut part = |name| text_of(package.part(name).unwrap().unwrap()).unwrap();
    let (comments, drawing) = (part(COMMENTS), part(DRAWING));
    let existing = Existing { comments: Some(&comments), drawing: Some(&drawing) };
    let notes = wanted(&[("B2", "原值 8 → 更正值 7.5\n规则 得分超过分值"), ("H7", "待核实 <&>")]);
    let new = with_notes(existing, &notes, MAIN).unwrap();
    let (new_comments, new_drawing) = (new.comments.unwrap(), new.drawing.unwrap());
    assert_eq!(
        said(Some(&new_comments)),
        [
            "B2 审核人: 审核人:|\n请核实\n第二行|\n—— ziping ——\n原值 8 → 更正值 7.5\n规则 得分超过分值",
            "C3 审核人: 不动",
            "H7 ziping: —— ziping ——\n待核实 <&>",
        ]
    );
    assert_eq!(shown(Some(&new_drawing)).len(), 3);

    let changed = [(COMMENTS.to_owned(), new_comments.clone()), (DRAWING.to_owned(), new_drawing.clone())];
    let patched = rewrite(&bytes, &Changes { changed: changed.into(), ..Changes::default() }).unwrap();
    assert_eq!(
        read_workbook(&patched).unwrap().sheets[0].cells,
        read_workbook(&bytes).unwrap().sheets[0].cells
    );

    let existing = Existing { comments: Some(&new_comments), drawing: Some(&new_drawing) };
    let out = with_notes(existing, &[], MAIN).unwrap();
    assert_eq!((out.comments, out.drawing), (Some(comments), Some(drawing)));
}
