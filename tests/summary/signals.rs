//! Hints that only many forms together give: just below, at and above each threshold.

use rust_decimal::{Decimal, dec};
use ziping::batch::{Clues, FileRecord, Signal, SignalKind, Signals, TextRecord};
use ziping::settings::Thresholds;

use super::desk::spool;
use super::records::{file, indicator, same, with};

fn found(records: &[FileRecord]) -> Vec<Signal> {
    let thresholds = Thresholds::default();
    let mut signals = Signals::new(&thresholds);
    for (place, record) in records.iter().enumerate() {
        signals.see(place, &Clues::of(record, &thresholds));
    }
    signals.finish(&mut spool(records)).unwrap()
}

/// The signals of a kind, each as the files it names.
fn files(records: &[FileRecord], kind: SignalKind) -> Vec<Vec<String>> {
    let own = found(records).into_iter().filter(|signal| signal.kind == kind);
    own.map(|signal| signal.places.into_iter().map(|place| place.file).collect()).collect()
}

/// A form of a unit; its points tell it from all others.
fn of_unit(path: &str, unit: &str) -> FileRecord {
    let number = path.bytes().map(u32::from).sum::<u32>();
    with(file(path), |form| {
        form.unit_name = Some(unit.to_owned());
        form.revised_budget = Some(Decimal::from(number));
        form.outturn = form.revised_budget;
    })
}

fn saying(path: &str, unit: &str, text: &str) -> FileRecord {
    with(of_unit(path, unit), |form| {
        form.texts = vec![TextRecord { cell: "B9".to_owned(), text: text.to_owned() }];
    })
}

#[test]
fn a_long_text_in_forms_of_two_units() {
    let (long, short) = ("建".repeat(30), "建".repeat(29));
    let spaced = format!(" {}，{}。", "建".repeat(10), "建".repeat(20));
    let kind = SignalKind::SameText;
    assert_eq!(files(&[saying("a", "甲", &long), saying("b", "乙", &spaced)], kind), [["a", "b"]]);
    assert!(files(&[saying("a", "甲", &short), saying("b", "乙", &short)], kind).is_empty());
    assert!(files(&[saying("a", "甲", &long), saying("b", "甲", &long)], kind).is_empty());
    assert!(files(&[saying("a", "甲", &long), saying("b", "乙", &"设".repeat(30))], kind).is_empty());
}

#[test]
fn one_set_of_indicators_in_two_units() {
    let with_rows = |path: &str, unit: &str, count: u32| {
        with(of_unit(path, unit), |form| {
            form.indicators = (0..count).map(|row| indicator(row + 9, &format!("第{row}项"))).collect();
        })
    };
    let kind = SignalKind::SameIndicators;
    assert_eq!(files(&[with_rows("a", "甲", 5), with_rows("b", "乙", 5)], kind), [["a", "b"]]);
    assert!(files(&[with_rows("a", "甲", 4), with_rows("b", "乙", 4)], kind).is_empty());
    assert!(files(&[with_rows("a", "甲", 5), with_rows("b", "乙", 6)], kind).is_empty());
    assert!(files(&[with_rows("a", "甲", 5), with_rows("b", "甲", 5)], kind).is_empty());
}

#[test]
fn a_unit_with_nothing_but_full_marks() {
    let scored =
        |path: &str, score: Decimal| with(of_unit(path, "甲"), |form| form.stated_score = Some(score));
    let full = ["a", "b", "c"].map(|path| scored(path, dec!(100)));
    let kind = SignalKind::FullMarks;
    assert_eq!(files(&full, kind), [["a", "b", "c"]]);
    assert!(files(&full[..2], kind).is_empty());
    assert!(files(&[&full[..], &[scored("d", dec!(99.9))]].concat(), kind).is_empty());
}

#[test]
fn targets_that_are_nearly_all_alike() {
    let aiming = |alike: u32, others: u32, target: &str| {
        with(of_unit("a", "甲"), |form| {
            form.indicators =
                (0..alike + others).map(|row| indicator(row + 9, &format!("第{row}项"))).collect();
            for (row, own) in (0..).zip(&mut form.indicators) {
                own.target = if row < alike { target.to_owned() } else { format!("≥{}%", 60 + row) };
            }
        })
    };
    for (alike, others, target, is_told) in [
        (5, 0, "≥95%", true),
        (4, 0, "≥95%", false),
        (9, 1, "≥ 95%", true),
        (8, 1, "≥95%", false),
        (5, 0, "100%", false),
    ] {
        let told = !files(&[aiming(alike, others, target)], SignalKind::AlikeTargets).is_empty();
        assert_eq!(told, is_told, "{alike} of {}", alike + others);
    }
}

#[test]
fn totals_piled_above_a_bound() {
    let run = |above: usize, below: usize| -> Vec<FileRecord> {
        let scored = |index: usize, score: Decimal| {
            with(of_unit(&format!("{index}"), &format!("第{index}单位")), |form| {
                form.stated_score = Some(score);
            })
        };
        let above_line = (0..above).map(|index| scored(index, dec!(90.99)));
        above_line.chain((0..below).map(|index| scored(1_000 + index, dec!(89)))).collect()
    };
    for (above, below, is_told) in [(10, 0, true), (9, 0, false), (12, 4, true), (11, 4, false)] {
        let told = files(&run(above, below), SignalKind::JustAbove);
        assert_eq!(told.iter().map(Vec::len).collect::<Vec<_>>(), if is_told { vec![above] } else { vec![] });
    }
}

#[test]
fn one_file_under_two_names() {
    let kind = SignalKind::SameFile;
    let first = of_unit("a", "甲");
    let again = FileRecord { path: "b".to_owned(), sha256: None, ..first.clone() };
    let other = with(again.clone(), |form| form.outturn = Some(dec!(1)));
    assert_eq!(files(&[first.clone(), again], kind), [["a", "b"]]);
    assert!(files(&[first.clone(), other], kind).is_empty());
    assert_eq!(files(&[first, same("c", "a")], kind), [["c"]]);
}

#[test]
fn little_spent_and_everything_done_by_what_is_left() {
    let spent = |path: &str, budget: Decimal, outturn: Decimal, score: Decimal| {
        with(of_unit(path, path), |form| {
            (form.revised_budget, form.outturn) = (Some(budget), Some(outturn));
            form.indicators = vec![indicator(9, "完成数")];
            form.indicators[0].score = Some(score);
        })
    };
    let records = [
        spent("a", dec!(100), dec!(59.99), dec!(10)),
        spent("b", dec!(100), dec!(60), dec!(10)),
        spent("c", dec!(900), dec!(9), dec!(10)),
        spent("d", dec!(900), dec!(9), dec!(9.9)),
        spent("e", dec!(0), dec!(0), dec!(10)),
    ];
    assert_eq!(files(&records, SignalKind::LowSpending), [["c", "a"]]);
}

#[test]
fn signals_come_in_one_order() {
    let text = "建".repeat(30);
    let mut records = vec![saying("a", "甲", &text), saying("b", "乙", &text), same("c", "a")];
    records.extend(
        ["x", "y", "z"].map(|path| with(of_unit(path, "丙"), |form| form.stated_score = Some(dec!(100)))),
    );
    let kinds: Vec<SignalKind> = found(&records).iter().map(|signal| signal.kind).collect();
    assert_eq!(kinds, [SignalKind::SameText, SignalKind::FullMarks, SignalKind::SameFile]);
}
