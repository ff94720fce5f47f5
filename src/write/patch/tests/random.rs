//! Random sheets and random changes: what was asked for is there, and all else as it was.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::package::sheet::{FormulaKind, Kind, RawCell, SheetPart};
use crate::read::CellValue;

/// A cell of a random sheet: how many columns are passed over, whether it says where it stands, what it holds.
type CellMade = (u16, bool, usize);

/// What the formula that cells share says, wherever.
const SHARED: &str = "1+1";

/// The rows of a random sheet: how many rows are passed over, whether it says which it is, its cells.
fn sheet(rows: &[(u32, bool, Vec<CellMade>)], prefix: &str) -> String {
    let (mut xml, mut next_row, mut has_first) = (String::new(), 0, false);
    for (gap, says, cells) in rows {
        let row = next_row + gap;
        next_row = row + 1;
        let number = if *says || *gap > 0 { format!(" r=\"{}\"", row + 1) } else { String::new() };
        xml += &format!("<{prefix}row{number} spans='1:2'>");
        let mut next_col = 0;
        for (gap, says, kind) in cells {
            let place = CellRef::new(row, next_col + gap);
            next_col = place.col + 1;
            let own = if *says || *gap > 0 { format!(" r='{place}'") } else { String::new() };
            let inner = match kind {
                0 => "/>".to_owned(),
                1 => " s=\"2\"><v>8.50</v></c>".to_owned(),
                2 => "\n t = 's'><v>3</v></c>".to_owned(),
                3 => " t=\"inlineStr\"><is><t> 优 &lt;</t></is></c>".to_owned(),
                4 => " s='1' t=\"str\"><f>A1&amp;B1</f><v>x</v></c>".to_owned(),
                5 => "><f>A1</f></c>".to_owned(),
                _ if has_first => " s=\"1\"><f t='shared' si='0'/><v>2</v></c>".to_owned(),
                _ => {
                    has_first = true;
                    format!("><f t='shared' si='0' ref='A1:Z99'>{SHARED}</f><v>2</v></c>")
                }
            };
            let inner = inner.replace("</", &format!("</{prefix}"));
            let inner = ["v", "f", "is", "t"].iter().fold(inner, |inner, name| {
                let (bare, long) = (format!("<{name}>"), format!("<{name} "));
                let own = |tag: &str| tag.replace('<', &format!("<{prefix}"));
                inner.replace(&bare, &own(&bare)).replace(&long, &own(&long))
            });
            xml += &format!("<{prefix}c{own}{inner}");
        }
        xml += &format!("</{prefix}row>\n");
    }
    format!(
        "<{prefix}worksheet><{prefix}dimension ref=\"A1\"/><{prefix}sheetData>{xml}</{prefix}sheetData></{prefix}worksheet>"
    )
}

fn content(kind: usize) -> NewContent {
    match kind {
        0 => NewContent::Same,
        1 => number("7.25"),
        2 => text(" <_x0041_> "),
        3 => blank(),
        4 => formula("SUM(A1:B2)", "9"),
        5 => NewContent::Result(None),
        _ => NewContent::Result(Some(CellValue::Bool(true))),
    }
}

/// What a cell holds: kind, value, formula.
type Held = (Kind, Option<String>, Option<String>);

fn held(cell: &RawCell<'_>) -> Held {
    let formula = cell.formula.as_ref().map(|formula| match formula.kind {
        FormulaKind::Shared(_) => SHARED.to_owned(),
        _ => formula.text.to_string(),
    });
    (cell.kind, cell.value.as_ref().map(ToString::to_string), formula)
}

/// What a cell is to hold.
fn meant(old: Option<Held>, content: &NewContent) -> Held {
    let blank = || (Kind::Number, None, None);
    let owned = |text: &str| Some(text.to_owned());
    match (content, old) {
        (NewContent::Same, old) => old.unwrap_or_else(blank),
        (NewContent::Content(Content::Number(_)), _) => (Kind::Number, owned("7.25"), None),
        (NewContent::Content(Content::Text(_)), _) => (Kind::Inline, owned(" <_x0041_> "), None),
        (NewContent::Content(Content::Formula { .. }), _) => (Kind::Number, owned("9"), owned("SUM(A1:B2)")),
        (NewContent::Content(_), _) => blank(),
        (NewContent::Result(None), Some((_, _, formula @ Some(_)))) => (Kind::Number, None, formula),
        (NewContent::Result(Some(_)), Some((_, _, formula @ Some(_)))) => (Kind::Bool, owned("1"), formula),
        (NewContent::Result(_), old) => old.unwrap_or_else(blank),
    }
}

/// All cells, with their styles.
fn all(part: &SheetPart<'_>) -> BTreeMap<CellRef, (u32, Held)> {
    part.cells.iter().map(|cell| (cell.at, (cell.style, held(cell)))).collect()
}

fn random_rows() -> impl Strategy<Value = Vec<(u32, bool, Vec<CellMade>)>> {
    vec((0_u32..3, any::<bool>(), vec((0_u16..3, any::<bool>(), 0_usize..8), 0..6)), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_what_was_asked_for_changes(
        rows in random_rows(), is_prefixed in any::<bool>(),
        edits in vec((0_u32..14, 0_u16..14, 0_usize..7, 0_u32..4), 0..12),
        own_edits in vec((any::<Index>(), 0_usize..7, 0_u32..4), 0..6),
    ) {
        let xml = sheet(&rows, if is_prefixed { "x:" } else { "" });
        let before = scan(&xml, "").unwrap();
        let cells = Cells::new(&xml, &before, "表").unwrap();
        let new = |(row, col, kind, style): &(u32, u16, usize, u32)| {
            (CellRef::new(*row, *col), NewCell { content: content(*kind), style: *style })
        };
        let own = |(place, kind, style): &(Index, usize, u32)| {
            (!before.cells.is_empty()).then(|| {
                let at = place.get(&before.cells).at;
                (at, NewCell { content: content(*kind), style: *style })
            })
        };
        let edits: BTreeMap<CellRef, NewCell> =
            edits.iter().map(new).chain(own_edits.iter().filter_map(own)).collect();
        let formulas: Vec<CellRef> =
            before.cells.iter().filter(|cell| cell.formula.is_some()).map(|cell| cell.at).collect();
        let mut splices = Splices::default();
        cells.write(&edits, |at| formulas.contains(&at).then_some(SHARED), &mut splices);
        let result = splices.apply(&xml).unwrap();
        let after = scan(&result, "").unwrap();

        let mut expected = all(&before);
        for (at, new) in &edits {
            let old = expected.remove(at);
            let is_lost = matches!(new.content, NewContent::Result(_))
                && old.as_ref().is_some_and(|(_, (_, _, formula))| formula.is_none());
            let style = if is_lost { old.as_ref().map_or(0, |old| old.0) } else { new.style };
            expected.insert(*at, (style, meant(old.map(|old| old.1), &new.content)));
        }
        prop_assert_eq!(all(&after), expected, "{}\n{}", xml, result);

        // In order, each once, and each in its own row.
        prop_assert!(Cells::new(&result, &after, "表").is_ok());
        prop_assert!(after.cells.is_sorted_by(|one, next| one.at < next.at), "{}", result);
        for row in &after.rows {
            prop_assert!(after.cells[row.cells.clone()].iter().all(|cell| cell.at.row == row.row));
        }
        // Nobody is left without the formula that it shares.
        let text_of = |cell: &RawCell<'_>| match &cell.formula {
            Some(formula) if formula.kind == FormulaKind::Shared(0) => Some(!formula.text.is_empty()),
            _ => None,
        };
        let sharing: Vec<bool> = after.cells.iter().filter_map(text_of).collect();
        prop_assert!(sharing.is_empty() || sharing.contains(&true), "{}", result);
        // What stands in no edited cell is there byte for byte.
        for cell in before.cells.iter().filter(|cell| !edits.contains_key(&cell.at)) {
            let is_shared = matches!(cell.formula.as_ref().map(|own| own.kind), Some(FormulaKind::Shared(_)));
            let new = after.cells.iter().find(|own| own.at == cell.at).unwrap();
            prop_assert!(is_shared || result[new.span.clone()] == xml[cell.span.clone()]);
        }
    }

    #[test]
    fn no_change_leaves_every_byte(rows in random_rows()) {
        let xml = sheet(&rows, "");
        prop_assert_eq!(edited(&xml, &[], &[]), xml);
    }

    #[test]
    fn no_bytes_make_it_fall_over(xml in "(<(x:)?(worksheet|sheetData|row|c|f|v|is|t|dimension|cols|col)( (r|s|t|si|ref|min|style|spans)=[\"']?(A1|B2:A1|1|0|99999999999|shared|inlineStr|分)?[\"']?){0,3}/?>|</(x:)?(worksheet|sheetData|row|c|f|v)>|分|&lt;|&x;|<!--|-->|<!\\[CDATA\\[|\\]\\]>){0,24}") {
        let Ok(part) = scan(&xml, "") else { return Ok(()) };
        let Ok(cells) = Cells::new(&xml, &part, "表") else { return Ok(()) };
        let new = |place| (at(place), NewCell { content: number("1"), style: 1 });
        let mut splices = Splices::default();
        cells.write(&["A1", "B2", "C9"].map(new).into(), |_| Some(SHARED), &mut splices);
        let _ = splices.apply(&xml);
    }
}
