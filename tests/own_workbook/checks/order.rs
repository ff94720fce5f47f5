//! WB-09: elements stand in the order of the schema, and every index is one that exists.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::book::{Book, elements};
use ziping::value::CellRef;

const WORKSHEET: &str = "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection \
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr \
    conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks \
    customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture \
    oleObjects controls webPublishItems tableParts extLst";
const WORKBOOK: &str = "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups \
    externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes \
    webPublishing fileRecoveryPr webPublishObjects extLst";
const STYLES: &str =
    "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst";
const COMMENTS: &str = "authors commentList extLst";

/// The order of the children of elements within these parts.
const INSIDE: [(&str, &str); 9] = [
    ("row", "c extLst"),
    ("c", "f v is extLst"),
    ("xf", "alignment protection extLst"),
    ("border", "start left end right top bottom diagonal vertical horizontal"),
    ("fill", "patternFill gradientFill"),
    ("comment", "text commentPr"),
    ("is", "t r rPh phoneticPr"),
    ("dataValidation", "formula1 formula2"),
    ("sheetView", "pane selection pivotSelection extLst"),
];

pub(crate) fn violations(after: &Book) -> Vec<String> {
    let package = &after.package;
    let mut found = Vec::new();
    let styles = after.part_of_kind("styles");
    let xfs = styles.as_ref().map_or(1, |part| {
        let document = Document::parse(package.text(part)).unwrap();
        found.extend(in_order(part, document.root_element(), STYLES));
        found.extend(indices(part, &document));
        count(&document, "cellXfs")
    });
    let document = Document::parse(package.text(&after.workbook_part)).unwrap();
    found.extend(in_order(&after.workbook_part, document.root_element(), WORKBOOK));
    let strings = after.part_of_kind("sharedStrings").map_or(0, |part| {
        let document = Document::parse(package.text(&part)).unwrap();
        document.root_element().children().filter(|node| node.tag_name().name() == "si").count()
    });
    for sheet in &after.sheets {
        let document = Document::parse(package.text(&sheet.part)).unwrap();
        if document.root_element().tag_name().name() != "worksheet" {
            continue;
        }
        found.extend(in_order(&sheet.part, document.root_element(), WORKSHEET));
        found.extend(grid(&sheet.part, &document, xfs, strings));
        for relation in package.relations(&sheet.part).iter().filter(|relation| relation.kind == "comments") {
            let comments = Document::parse(package.text(&relation.target)).unwrap();
            found.extend(in_order(&relation.target, comments.root_element(), COMMENTS));
        }
    }
    found
}

/// The children of the root, and those of the elements of `INSIDE` below it.
fn in_order(part: &str, root: Node<'_, '_>, order: &str) -> Vec<String> {
    let inside = root.descendants().filter(Node::is_element).filter_map(|node| {
        let named = INSIDE.iter().find(|(name, _)| *name == node.tag_name().name())?;
        // Elements of extensions have other children.
        (node.tag_name().namespace() == root.tag_name().namespace()).then_some((node, named.1))
    });
    let mut found = Vec::new();
    for (parent, order) in inside.chain([(root, order)]) {
        let order: Vec<_> = order.split_whitespace().collect();
        let mut reached = 0;
        for child in parent.children().filter(Node::is_element) {
            let name = child.tag_name().name();
            if name == "AlternateContent" || child.tag_name().namespace() != root.tag_name().namespace() {
                continue;
            }
            match order.iter().position(|known| *known == name) {
                None => found.push(format!("{part}: {name} inside {}", parent.tag_name().name())),
                Some(place) if place < reached => found.push(format!("{part}: {name} stands too late")),
                Some(place) => reached = place,
            }
        }
    }
    found
}

/// Rows and cells rise, styles and strings exist, every shared formula has its master.
fn grid(part: &str, document: &Document<'_>, xfs: usize, strings: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut masters = BTreeMap::new();
    let mut row = 0_u32;
    for line in elements(document).filter(|node| node.tag_name().name() == "row") {
        let number = line.attribute("r").map_or(row + 1, |number| number.parse().unwrap());
        if number <= row {
            found.push(format!("{part}: row {number} after row {row}"));
        }
        row = number;
        let mut next = 0;
        for cell in line.children().filter(Node::is_element) {
            let at = cell.attribute("r").map(|at| at.parse::<CellRef>().unwrap());
            let at = at.unwrap_or(CellRef::new(row - 1, next));
            if at.row + 1 != row || at.col < next {
                found.push(format!("{part}: {at} out of place in row {row}"));
            }
            next = at.col + 1;
            let style: usize = cell.attribute("s").map_or(0, |style| style.parse().unwrap());
            let value = cell.children().find(|child| child.tag_name().name() == "v").and_then(|v| v.text());
            let string =
                value.filter(|_| cell.attribute("t") == Some("s")).map(|v| v.parse::<usize>().unwrap());
            if style >= xfs || string.is_some_and(|index| index >= strings) {
                found
                    .push(format!("{part}: {at} has style {style} or string {string:?}, which do not exist"));
            }
            for formula in cell.children().filter(|child| child.attribute("t") == Some("shared")) {
                let group = formula.attribute("si").unwrap();
                if let Some(area) = formula.attribute("ref") {
                    masters.insert(group, crate::book::area(area));
                }
                let inside = masters.get(group).is_some_and(|(first, last)| {
                    (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
                });
                if !inside {
                    found.push(format!("{part}: {at} shares formula {group}, which does not reach it"));
                }
            }
        }
    }
    found
}

/// The entries of a list of the styles part.
fn count(styles: &Document<'_>, list: &str) -> usize {
    let list = elements(styles).find(|node| node.tag_name().name() == list);
    list.map_or(0, |list| list.children().filter(Node::is_element).count())
}

/// Every cell style names a font, a fill, a border and a base that exist.
fn indices(part: &str, styles: &Document<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for xf in elements(styles).filter(|node| node.tag_name().name() == "xf") {
        for (attribute, list) in
            [("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs")]
        {
            let id = xf.attribute(attribute).map_or(0, |id| id.parse().unwrap());
            if id > 0 && id >= count(styles, list) {
                found.push(format!("{part}: {attribute} {id} does not exist"));
            }
        }
    }
    found
}
