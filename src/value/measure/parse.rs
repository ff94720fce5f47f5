//! Text → [`Measure`]. What is more than a number with comparison and unit, and no closed set of words explains, is
//! words: they are shown to a person, a wrong number is believed.

use rust_decimal::Decimal;

use super::comparator::{prefix, suffix};
use super::{Comparator, Kind, Measure};
use crate::value::decimal::{compact, parse_number};
use crate::value::partial_date::{PartialDate, read_date};
use crate::value::unit;

/// Longer texts are sentences.
const LONGEST: usize = 60;

/// Words before a number that leave it as it is.
const BEFORE_NUMBERS: [&str; 12] = [
    "达到年度指标值",
    "达到预计值",
    "达到预期值",
    "达到目标值",
    "达到指标值",
    "实际完成",
    "已完成",
    "完成",
    "达到",
    "达",
    "共计",
    "共",
];

/// Words before a date that leave it as it is; the year of 当年12月 is the form's.
const BEFORE_DATES: [&str; 7] =
    ["完成时间为", "完成时间:", "完成时间", "时间为", "当年", "本年", "完成时间为当年"];

/// Words after a number that leave it as it is: a verdict beside it.
const AFTER_NUMBERS: [&str; 2] = ["达成预期指标", "达成年度指标"];

/// What no unit contains: the text is about something else than so many of a thing.
const NEVER_IN_UNITS: [&str; 24] = [
    "完成", "达标", "合格", "覆盖", "左右", "上下", "以前", "之前", "以后", "之后", "提前", "提高", "提升",
    "增加", "增长", "减少", "下降", "降低", "已", "的", "以上", "以下", "以内", "之内",
];

/// The value that the text states; `None` for words.
pub(super) fn read(text: &str) -> Option<Measure> {
    if text.trim().chars().nth(LONGEST).is_some() {
        return None;
    }
    let plain = compact(text)?;
    let plain = plain.trim_end_matches(['。', ';']);
    let has_digit = plain.bytes().any(|byte| byte.is_ascii_digit());
    // Only texts with one of these are tried as a date; of numbers, all but those in words of dates are digits.
    if (plain.contains('年') || plain.contains('月') || has_digit && plain.contains(['-', '/', '.']))
        && let Some(dated) = longest(plain, &BEFORE_DATES).and_then(date).or_else(|| date(plain))
    {
        return Some(dated);
    }
    if !has_digit {
        return None;
    }
    let plain = longest(plain, &BEFORE_NUMBERS).unwrap_or(plain);
    let plain = AFTER_NUMBERS.iter().find_map(|words| plain.strip_suffix(words)).unwrap_or(plain);
    interval(plain).or_else(|| quantity(plain))
}

/// What follows the longest of these that the text begins with.
fn longest<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    if text.starts_with(|c: char| c.is_ascii()) {
        return None;
    }
    let longest = words.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())?;
    Some(&text[longest.len()..])
}

fn date(text: &str) -> Option<Measure> {
    let (written, _, rest) = prefix(text);
    let (date, is_deadline) = read_date(rest)?;
    let is_month_alone = matches!(date, PartialDate { year: None, month: Some(_), day: None });
    if is_month_alone && !is_deadline && !matches!(written, Comparator::None | Comparator::Equal) {
        // ≤6月 may well be six months.
        return None;
    }
    let deadline = if is_deadline { Comparator::AtMost } else { Comparator::None };
    let comparator = if is_deadline && written.is_reverse() { deadline } else { written.and(deadline)? };
    Some(Measure { kind: Kind::Date, comparator, date: Some(date), ..Measure::words() })
}

fn quantity(text: &str) -> Option<Measure> {
    let (written, word, rest) = prefix(text);
    let (number, tail) = leading_number(rest)?;
    if let Some(span) = span(number, rest, tail) {
        // 控制在3-5天 is inside the span; ≤3-5天 may be either end.
        return (matches!(written, Comparator::None | Comparator::Equal) || word == "控制在").then_some(span);
    }
    let (vague, tail) = without_vagueness(tail);
    let (inclusive, tail) = without_inclusion(number, &tail)?;
    let (bound, own) = suffix(&tail);
    if inclusive && bound == Comparator::None {
        return None;
    }
    let comparator = written.and(vague)?.and(bound)?;
    let unit = unit_of(own)?;
    let is_calendar = unit.starts_with(['月', '号']) || is_year(number) && unit.starts_with('年');
    (!is_calendar).then(|| Measure::number(comparator, number, unit))
}

/// Splits off the leading digits, with sign, decimal point and thousands marks.
fn leading_number(text: &str) -> Option<(Decimal, &str)> {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() || c == '.' || c == ',' || (at == 0 && (c == '-' || c == '+')) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    let digits = text[..end].trim_end_matches([',', '.']);
    Some((parse_number(digits)?, &text[digits.len()..]))
}

/// `3-5天`, `90%~95%`, `3天至5天`: the second number may follow the first one's unit.
fn span(from: Decimal, first: &str, tail: &str) -> Option<Measure> {
    let at = tail.find(['-', '~', '—', '至', '到'])?;
    let (first_unit, rest) = tail.split_at(at);
    let dash = rest.chars().next()?;
    let rest = &rest[dash.len_utf8()..];
    // A long dash is often two short ones.
    let second = if matches!(dash, '-' | '—') { rest.strip_prefix(dash).unwrap_or(rest) } else { rest };
    let (to, unit) = leading_number(second)?;
    let unit = unit_of(unit)?;
    let is_number = !has_leading_zero(first) && !has_leading_zero(second);
    let is_calendar = unit.starts_with(['月', '日', '号'])
        || is_year(from) && is_year(to) && (unit.is_empty() || unit.contains('年'));
    let same_unit = first_unit.is_empty() || unit_of(first_unit)? == unit;
    (is_number && !is_calendar && same_unit && from <= to).then(|| Measure::span(from, to, unit))
}

/// `[80%,90%]`: both ends belong to it; one that leaves an end out has no place in a [`Measure`].
fn interval(text: &str) -> Option<Measure> {
    let (first, second) = text.strip_prefix('[')?.strip_suffix(']')?.split_once(',')?;
    let ((from, first_unit), (to, unit)) = (leading_number(first)?, leading_number(second)?);
    let unit = unit_of(unit)?;
    let same_unit = first_unit.is_empty() || unit_of(first_unit)? == unit;
    (same_unit && from <= to).then(|| Measure::span(from, to, unit))
}

/// `007`, `010`: a number of something, not a size.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']).as_bytes();
    matches!(digits, [b'0', next, ..] if next.is_ascii_digit())
}

fn is_year(number: Decimal) -> bool {
    number.is_integer() && number >= Decimal::from(1900) && number <= Decimal::from(2199)
}

/// `40余次`, `60多次`, `3万余元`: at least so many.
fn without_vagueness(tail: &str) -> (Comparator, String) {
    let vague = ['余', '多'];
    let scale = if tail.starts_with(['万', '亿']) { '万'.len_utf8() } else { 0 };
    match tail[scale..].strip_prefix(vague) {
        Some(after) => (Comparator::AtLeast, format!("{}{after}", &tail[..scale])),
        None => (Comparator::None, tail.to_owned()),
    }
}

/// Takes `(含)` and `(含90%)` out: 以上 and 以下 include their number anyway. `None` for another number in there.
fn without_inclusion(number: Decimal, tail: &str) -> Option<(bool, String)> {
    let Some((before, rest)) = tail.split_once("(含") else { return Some((false, tail.to_owned())) };
    let (inner, after) = rest.split_once(')')?;
    let repeats = || leading_number(inner).is_some_and(|(own, unit)| own == number && tail.starts_with(unit));
    (matches!(inner, "" | "本数") || repeats()).then(|| (true, format!("{before}{after}")))
}

/// The unit, out of its brackets; `None` if it is a sentence.
fn unit_of(text: &str) -> Option<&str> {
    let unit = text.strip_prefix('(').and_then(|unit| unit.strip_suffix(')')).unwrap_or(text);
    // 台(套): either of both.
    let parts = match unit.strip_suffix(')').and_then(|unit| unit.split_once('(')) {
        Some((first, second)) if !first.is_empty() => [first, second],
        _ => [unit, ""],
    };
    parts.iter().all(|part| part.split('/').all(is_unit)).then_some(unit)
}

fn is_unit(text: &str) -> bool {
    let is_letter =
        |c: char| c.is_alphabetic() && !c.is_numeric() || matches!(c, '²' | '³' | '·' | '℃' | '°');
    let is_thing = || {
        text.chars().all(is_letter)
            && text.chars().nth(6).is_none()
            && !text.starts_with(['至', '到', '成', '余', '多', '约', '近'])
            && !text.ends_with(['前', '后', '等'])
            // Most units are shorter than these words.
            && !NEVER_IN_UNITS.iter().any(|word| word.len() <= text.len() && text.contains(word))
    };
    unit::is_known(text) || is_thing()
}
