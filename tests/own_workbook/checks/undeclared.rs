//! The checks that go by what the copy says of itself see what it does not say, and what it says wrongly.

use std::collections::BTreeSet;

use crate::book::{Book, Cell};
use crate::checks::{cells, notes, parts};
use crate::fixtures::form::{FORM, SUMMED_TOTAL};
use crate::fixtures::rich::rich;
use crate::log::{Change, Log};
use crate::package::Package;

const SHEET: &str = "xl/worksheets/sheet2.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const SUMMARY: &str = "xl/worksheets/sheet3.xml";

fn number(value: &str) -> Cell {
    Cell { kind: "n".to_owned(), value: value.to_owned(), ..Cell::default() }
}

fn line(class: &str, sheet: &str, at: &str, old: &str, new: &str, formula: &str) -> Change {
    Change {
        class: class.to_owned(),
        sheet: sheet.to_owned(),
        at: at.parse().unwrap(),
        old: number(old),
        old_formula: formula.to_owned(),
        new: number(new),
        new_formula: formula.to_owned(),
    }
}

fn log(changes: Vec<Change>, changed_parts: &[&str]) -> Log {
    Log {
        changes,
        issues: vec![(FORM.to_owned(), ("I22".parse().unwrap(), "I22".parse().unwrap()))],
        changed_parts: changed_parts.iter().map(|part| (*part).to_owned()).collect(),
        added_parts: BTreeSet::new(),
        removed_parts: BTreeSet::new(),
    }
}

/// A copy with one change, and what it says of it.
struct Told {
    /// Words of the violation; empty where everything is as it is told.
    words: &'static str,
    change: fn(&mut Package),
    log: Log,
}

fn follow(copy: &mut Package) {
    copy.replace(SUMMARY, "<f>ROUND(B1/100,3)</f><v>0.978</v>", "<f>ROUND(B1/100,3)</f><v>0.972</v>");
}

fn cases() -> Vec<Told> {
    let rate = |old: &str, new: &str| line("随动", "汇总 表", "B5", old, new, "=ROUND(B1/100,3)");
    let case = |words, change: fn(&mut Package), changes, parts: &[&str]| Told {
        words,
        change,
        log: log(changes, parts),
    };
    vec![
        case("", |_| {}, vec![], &[]),
        case("", follow, vec![rate("0.978", "0.972")], &[SUMMARY]),
        case("is not listed", follow, vec![], &[SUMMARY]),
        case(
            "绩效自评表!B4: is not listed",
            |copy| copy.replace(STRINGS, "某县水利局", "某县水务局"),
            vec![],
            &[STRINGS],
        ),
        case("not told [\"xl/worksheets/sheet3.xml\"]", follow, vec![rate("0.978", "0.972")], &[]),
        case(
            "told but not so [\"xl/theme",
            follow,
            vec![rate("0.978", "0.972")],
            &[SUMMARY, "xl/theme/theme1.xml"],
        ),
        case("原值 is", follow, vec![rate("0.98", "0.972")], &[SUMMARY]),
        case("新值 is", follow, vec![rate("0.978", "0.97")], &[SUMMARY]),
        case("is listed and the same", |_| {}, vec![rate("0.978", "0.972")], &[]),
        case(
            "a formula changed with others",
            |copy| copy.replace(SUMMARY, "<f>ROUND(B1/100,3)</f><v>0.978</v>", "<v>0.978</v>"),
            vec![Change { new_formula: String::new(), ..rate("0.978", "0.978") }],
            &[SUMMARY],
        ),
        case(
            "is corrected and not marked",
            |copy| copy.replace(SHEET, "<v>7.8</v>", "<v>7.2</v>"),
            vec![line("更正", FORM, "H15", "7.8", "7.2", "")],
            &[SHEET],
        ),
        case(
            "looks otherwise",
            |copy| copy.replace(SHEET, "<c r=\"D13\" s=\"4\"", "<c r=\"D13\" s=\"2\""),
            vec![],
            &[SHEET],
        ),
        case(
            "is written otherwise",
            |copy| copy.replace(SHEET, "<c r=\"A2\" s=\"3\"", "<c r=\"A2\" s=\"3\" cm=\"1\""),
            vec![],
            &[SHEET],
        ),
        case(
            "xl/theme/theme1.xml is no part",
            |copy| copy.replace("xl/theme/theme1.xml", "Office", "Amt"),
            vec![],
            &["xl/theme/theme1.xml"],
        ),
        case("xl/media/image1.png is gone", |copy| copy.remove("xl/media/image1.png"), vec![], &[]),
        case("was packed again", |copy| copy.parts[3].packed.push(0), vec![], &[]),
        case("the parts' order", |copy| copy.parts.swap(2, 3), vec![], &[]),
        case(
            "B3: is gone",
            |copy| copy.edit("xl/comments1.xml", without_first_note),
            vec![],
            &["xl/comments1.xml"],
        ),
        case(
            "lost its words",
            |copy| copy.replace("xl/comments1.xml", "以验收单为准", "以账为准"),
            vec![],
            &["xl/comments1.xml"],
        ),
        case(
            "speaks of nothing",
            |copy| copy.replace("xl/comments1.xml", "为准。", "为准。\n又"),
            vec![],
            &["xl/comments1.xml"],
        ),
        case("has a box of 60 × 55.5 pt", |copy| noted(copy, "60pt"), vec![], &NOTED),
        case("has no author", |copy| noted(copy, "96pt"), vec![], &NOTED),
        case("is not what it was", |copy| copy.replace(NOTED[1], "#ffffe1", "#ffffff"), vec![], &[NOTED[1]]),
    ]
}

const NOTED: [&str; 2] = ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"];

fn without_first_note(text: &str) -> String {
    let (start, end) = (text.find("<comment ").unwrap(), text.find("</comment>").unwrap() + 10);
    format!("{}{}", &text[..start], &text[end..])
}

/// A note of no author on the cell to look at, in a box of this width.
fn noted(copy: &mut Package, width: &str) {
    let note = "<comment ref=\"I22\" authorId=\"0\"><text><t>待核实</t></text></comment></commentList>";
    copy.replace(NOTED[0], "</commentList>", note);
    copy.edit(NOTED[1], |text| {
        let start = text.find("<v:shape ").unwrap();
        let end = start + text[start..].find("</v:shape>").unwrap() + 10;
        let shape =
            text[start..end].replace("_s1025", "_s1100").replace("width:96pt", &format!("width:{width}"));
        let shape = shape.replace("<x:Row>2<", "<x:Row>21<").replace("<x:Column>1<", "<x:Column>8<");
        text.replace("</xml>", &format!("{shape}</xml>"))
    });
}

#[test]
fn the_checks_see_what_is_not_told() {
    let bytes = rich(FORM, &[SUMMED_TOTAL]);
    let before = Book::open(&bytes);
    let mut unseen = Vec::new();
    for Told { words, change, log } in cases() {
        let mut copy = Package::open(&bytes);
        change(&mut copy);
        let after = Book::of(copy);
        let seen = [
            parts::violations(&before, &after, &log),
            cells::violations(&before, &after, &log),
            notes::violations(&before, &after, &log),
        ]
        .concat();
        if words.is_empty() != seen.is_empty()
            || !(words.is_empty() || seen.iter().any(|line| line.contains(words)))
        {
            unseen.push(format!("{words}: {seen:?}"));
        }
    }
    assert_eq!(unseen, Vec::<String>::new());
}
