//! A number format's code cut into sections and tokens.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::date_format::Piece;
use crate::value::parse_number;

/// One piece of a format code, quotes and escapes resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Literal(char),
    Digit(char),
    Point,
    Comma,
    Percent,
    Date(Piece),
    Text,
    General,
    Condition(Condition),
    Exotic,
}

/// `[>=60]`: for which numbers a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    /// Whether it is for those that are less, equal and greater.
    is_for: [bool; 3],
    than: Decimal,
}

impl Condition {
    fn parse(inner: &str) -> Option<Self> {
        let number = inner.trim_start_matches(['<', '>', '=']);
        let is_for = match &inner[..inner.len() - number.len()] {
            "<" => [true, false, false],
            "<=" => [true, true, false],
            "=" => [false, true, false],
            ">=" => [false, true, true],
            ">" => [false, false, true],
            "<>" => [true, false, true],
            _ => return None,
        };
        Some(Self { is_for, than: parse_number(number)? })
    }

    pub(super) fn holds(&self, number: Decimal) -> bool {
        match number.cmp(&self.than) {
            Ordering::Less => self.is_for[0],
            Ordering::Equal => self.is_for[1],
            Ordering::Greater => self.is_for[2],
        }
    }
}

/// The code's sections as tokens: quotes, escapes and brackets resolved.
pub(super) fn split(code: &str) -> Vec<Vec<Token>> {
    let mut sections = vec![Vec::new()];
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let mut end = c.len_utf8();
        let after = &rest[end..];
        let next = after.chars().next();
        let mut out: Vec<Token> = Vec::new();
        match c {
            ';' => sections.push(Vec::new()),
            '"' => {
                let close = after.find('"').unwrap_or(after.len());
                out.extend(after[..close].chars().map(Token::Literal));
                end += (close + 1).min(after.len());
            }
            '\\' | '!' => {
                out.extend(next.map(Token::Literal));
                end += next.map_or(0, char::len_utf8);
            }
            '_' | '*' => end += next.map_or(0, char::len_utf8),
            '[' => {
                let close = after.find(']').unwrap_or(after.len());
                bracket(&after[..close], &mut out);
                end += (close + 1).min(after.len());
            }
            '0' | '#' | '?' => out.push(Token::Digit(c)),
            '.' => out.push(Token::Point),
            ',' => out.push(Token::Comma),
            '%' => out.push(Token::Percent),
            '@' => out.push(Token::Text),
            'E' | 'e' if matches!(next, Some('+' | '-')) => out.push(Token::Exotic),
            _ => end = word(rest, &mut out),
        }
        if let Some(section) = sections.last_mut() {
            section.append(&mut out);
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    sections
}

/// `General`, `AM/PM` and runs of date letters; any other character stands for itself. Returns how far it went.
fn word(rest: &str, out: &mut Vec<Token>) -> usize {
    for (name, token) in [
        ("General", Token::General),
        ("G/通用格式", Token::General),
        ("AM/PM", Token::Date(Piece::HalfDay)),
        ("上午/下午", Token::Date(Piece::HalfDay)),
    ] {
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            out.push(token);
            return name.len();
        }
    }
    let Some(first) = rest.chars().next() else { return rest.len() };
    let letter = first.to_ascii_lowercase();
    if matches!(letter, 'y' | 'm' | 'd' | 'h' | 's' | 'a') {
        let length = rest.chars().take_while(|c| c.to_ascii_lowercase() == letter).count();
        if letter != 'a' || length >= 3 {
            out.push(Token::Date(Piece::Run(letter, length)));
            return length;
        }
    }
    out.push(Token::Literal(first));
    first.len_utf8()
}

/// `[$¥-804]` is its symbol, `[Red]` nothing; elapsed time and Chinese numerals are beyond us.
fn bracket(inner: &str, out: &mut Vec<Token>) {
    if let Some(currency) = inner.strip_prefix('$') {
        out.extend(currency.split('-').next().unwrap_or_default().chars().map(Token::Literal));
    } else if inner.starts_with(['<', '>', '=']) {
        out.push(Condition::parse(inner).map_or(Token::Exotic, Token::Condition));
    } else if inner.starts_with("DBNum")
        || ["h", "hh", "m", "mm", "s", "ss"].iter().any(|elapsed| inner.eq_ignore_ascii_case(elapsed))
    {
        out.push(Token::Exotic);
    }
}
