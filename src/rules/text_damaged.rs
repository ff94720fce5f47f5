#![doc = include_str!("../../docs/rules/text-damaged.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::form_texts::FormText;
use super::row_words::plain;
use super::{Phase, Rule};
use crate::model::{IndicatorRow, Severity, Wording};
use crate::value::{CellRef, Comparator, Kind, Measure, trimmed};

pub(super) static RULE: Rule = Rule {
    id: "text-damaged",
    title: "疑似识别错误",
    title_en: "text that looks damaged",
    severity: Severity::Info,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/text-damaged.md"),
    doc_en: include_str!("../../docs/rules-en/text-damaged.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for FormText { at, label, text, .. } in checker.texts().iter().copied() {
        if let Some(how) = unreadable(text) {
            report(checker, at, label, text, how);
        }
    }
    for row in form.own_indicators() {
        let target = row.target.as_ref().map(|field| (field.at, field.text.as_str()));
        let actual = row.actual.as_ref().map(|field| (field.at, field.text.as_str()));
        for (at, text) in [target, actual].into_iter().flatten() {
            if let Some(how) = misread(text) {
                report(checker, at, row.label(), text, how);
            }
        }
        if let (Some((at, text)), Some(how)) = (target, sign_as_digit(row)) {
            report(checker, at, row.label(), text, how);
        }
    }
}

fn report(checker: &mut Checker<'_>, at: CellRef, label: &str, text: &str, how: Wording) {
    checker.report(Draft {
        stated: text.trim().to_owned(),
        reads: vec![at],
        ..Draft::new(Severity::Info, at, label, how, Checker::arithmetic_basis())
    });
}

/// Signs that no keyboard writes.
fn unreadable(text: &str) -> Option<Wording> {
    // Nearly every text is sound; bytes are looked at faster than characters. 0xC2 begins the further control signs.
    if !text.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7f | 0xc2)) && !text.contains("\u{fffd}") {
        return None;
    }
    let is_damaged = |c: char| c == '\u{fffd}' || c.is_control() && !c.is_whitespace();
    let count = text.chars().filter(|c| is_damaged(*c)).count();
    (count > 0).then(|| {
        Wording::new(
            format!("文字中有 {count} 个无法识别的字符，请对照原件核对"),
            format!("{count} characters of the text cannot be read"),
        )
    })
}

/// A value in which signs were mistaken for others.
fn misread(text: &str) -> Option<Wording> {
    // 0xEF begins the full-width letters.
    let has_letter = text.bytes().any(|byte| matches!(byte, b'O' | b'o' | b't' | 0xef));
    if !has_letter && !text.contains(['到', '百']) {
        return None;
    }
    let plain = plain(text);
    let suspect = |sign: &str, zh: &str, en: &str| {
        Wording::new(
            format!("“{}”中的“{sign}”可能是“{zh}”识别错误，请对照原件核对", text.trim()),
            format!("“{sign}” in “{}” may stand for {en}", text.trim()),
        )
    };
    if has_letter_as_zero(&plain) {
        return Some(suspect("O", "0", "the digit 0"));
    }
    if plain
        .strip_prefix('到')
        .is_some_and(|rest| Measure::parse(rest).is_ok_and(|own| own.kind == Kind::Quantity))
    {
        return Some(suspect("到", "≥", "≥"));
    }
    if plain.starts_with("tot") && !plain.starts_with("tota") {
        return Some(suspect("tot", "≥", "≥"));
    }
    let (before, _) = plain.split_once("百分比")?;
    before.ends_with(|c: char| c.is_ascii_digit()).then(|| suspect("百分比", "%", "%"))
}

/// `1O0`, `第O份`; not CO2, O3 or O2O.
fn has_letter_as_zero(text: &str) -> bool {
    let is_zero = |c: char| matches!(c, 'O' | 'o');
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let in_number = words.any(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.contains(is_zero)
            && word.chars().all(|c| c.is_ascii_digit() || is_zero(c))
    });
    in_number || text.strip_prefix('第').is_some_and(|rest| rest.starts_with(is_zero))
}

/// `26次` where the actual value is 7次 and full points were given: the 2 may have been a ≥.
fn sign_as_digit(row: &IndicatorRow) -> Option<Wording> {
    let (target, actual) = (row.target.as_ref()?, row.actual.as_ref()?);
    let (aim, result) = (&target.value.as_ref()?.0, &actual.value.as_ref()?.0);
    let unit = aim.unit.as_deref()?;
    let is_full = row
        .weight
        .as_ref()?
        .value
        .is_some_and(|weight| row.score.as_ref().and_then(|f| f.value) == Some(weight));
    if !is_full || aim.kind != Kind::Quantity || aim.comparator != Comparator::None {
        return None;
    }
    let number = trimmed(aim.number?).to_string();
    let rest = number.strip_prefix('2').filter(|rest| !rest.starts_with(['0', '.']))?;
    let lower: Decimal = rest.parse().ok()?;
    let reached = result.in_unit_of(aim)?;
    let twice = lower.checked_mul(Decimal::TWO)?;
    (result.kind == Kind::Quantity && reached >= lower && reached <= twice && reached < aim.number?).then(
        || {
            let (wanted, given) = (target.text.trim(), actual.text.trim());
            Wording::new(
                format!("指标值“{wanted}”可能是“≥{rest}{unit}”识别错误：完成值 {given} 得满分"),
                format!("the target “{wanted}” may stand for ≥{rest}{unit}: {given} earned full points"),
            )
        },
    )
}
