//! A formula's text → tokens.

use std::borrow::Cow;

/// What stands between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    /// `&`: joins texts.
    Join,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'f> {
    Number(&'f str),
    Text(Cow<'f, str>),
    /// A function, a name, an address, or a sheet's name without marks.
    Word(&'f str),
    /// A sheet's name in apostrophes.
    SheetName(Cow<'f, str>),
    /// `#DIV/0!` and its kin.
    Error(&'f str),
    Operator(Operator),
    Percent,
    Open,
    Close,
    Comma,
    Colon,
    /// `!` between a sheet's name and an address.
    Bang,
}

const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// The tokens of a formula; `None` if it holds a mark that is not known, such as `[` or `{`.
pub(super) fn tokens(formula: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = formula.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '"' => quoted(&rest[1..], '"').map(|(text, after)| (Token::Text(text), after))?,
            '\'' => quoted(&rest[1..], '\'').map(|(name, after)| (Token::SheetName(name), after))?,
            '#' => {
                let error = ERRORS.into_iter().find(|error| rest.starts_with(error))?;
                let (error, after) = rest.split_at(error.len());
                (Token::Error(error), after)
            }
            first if is_word(first) => number_or_word(rest),
            _ => mark(rest)?,
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Some(tokens)
}

/// The mark that a text begins with, the longer one where two fit, and what follows it.
fn mark(rest: &str) -> Option<(Token<'_>, &str)> {
    let (token, length) = match rest.as_bytes() {
        [b'<', b'=', ..] => (Token::Operator(Operator::LessOrEqual), 2),
        [b'>', b'=', ..] => (Token::Operator(Operator::GreaterOrEqual), 2),
        [b'<', b'>', ..] => (Token::Operator(Operator::NotEqual), 2),
        [b'<', ..] => (Token::Operator(Operator::Less), 1),
        [b'>', ..] => (Token::Operator(Operator::Greater), 1),
        [b'=', ..] => (Token::Operator(Operator::Equal), 1),
        [b'+', ..] => (Token::Operator(Operator::Add), 1),
        [b'-', ..] => (Token::Operator(Operator::Subtract), 1),
        [b'*', ..] => (Token::Operator(Operator::Multiply), 1),
        [b'/', ..] => (Token::Operator(Operator::Divide), 1),
        [b'^', ..] => (Token::Operator(Operator::Power), 1),
        [b'&', ..] => (Token::Operator(Operator::Join), 1),
        [b'%', ..] => (Token::Percent, 1),
        [b'(', ..] => (Token::Open, 1),
        [b')', ..] => (Token::Close, 1),
        [b',', ..] => (Token::Comma, 1),
        [b':', ..] => (Token::Colon, 1),
        [b'!', ..] => (Token::Bang, 1),
        _ => return None,
    };
    Some((token, rest.get(length..)?))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?')
}

/// What stands up to the closing mark, and what follows it; a doubled mark stands for one.
fn quoted(rest: &str, mark: char) -> Option<(Cow<'_, str>, &str)> {
    let mut text = Cow::Borrowed("");
    let mut rest = rest;
    loop {
        let (before, after) = rest.split_once(mark)?;
        text += before;
        let Some(again) = after.strip_prefix(mark) else { return Some((text, after)) };
        text.to_mut().push(mark);
        rest = again;
    }
}

fn number_or_word(rest: &str) -> (Token<'_>, &str) {
    let (number, after) = rest.split_at(number_len(rest));
    if !number.is_empty() && !after.starts_with(is_word) {
        return (Token::Number(number), after);
    }
    let (word, after) = rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
    (Token::Word(word), after)
}

/// How long the number is that `text` begins with: `12`, `.5`, `1.5E-3`.
fn number_len(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(0);
    let fraction = if text[whole..].starts_with('.') { 1 + digits(whole + 1) } else { 0 };
    if whole == 0 && fraction < 2 {
        return 0;
    }
    let end = whole + fraction;
    let Some(exponent) = text[end..].strip_prefix(['e', 'E']) else { return end };
    let sign = usize::from(exponent.starts_with(['+', '-']));
    match digits(end + 1 + sign) {
        0 => end,
        power => end + 1 + sign + power,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_formula_apart() {
        use Token::{Bang, Close, Colon, Comma, Error, Number, Open, Percent, SheetName, Text, Word};
        let operator = Token::Operator;
        for (formula, expected) in [
            ("$A$1 +b2", vec![Word("$A$1"), operator(Operator::Add), Word("b2")]),
            ("1.5E-3<=.5", vec![Number("1.5E-3"), operator(Operator::LessOrEqual), Number(".5")]),
            ("3:5", vec![Number("3"), Colon, Number("5")]),
            ("2024年.1!C3", vec![Word("2024年.1"), Bang, Word("C3")]),
            ("'a''b (1)'!A:C", vec![SheetName("a'b (1)".into()), Bang, Word("A"), Colon, Word("C")]),
            ("IF(,\"a\"\"b\")", vec![Word("IF"), Open, Comma, Text("a\"b".into()), Close]),
            ("5%#DIV/0!", vec![Number("5"), Percent, Error("#DIV/0!")]),
            ("2E", vec![Word("2E")]),
            ("\"\"", vec![Text("".into())]),
            ("", vec![]),
        ] {
            assert_eq!(tokens(formula), Some(expected), "{formula}");
        }
    }

    #[test]
    fn knows_what_it_does_not_know() {
        for formula in ["[1]表!A1", "表[列]", "{1,2}", "\"a", "'a", "A1#", "@A1", "A1;B1", "（A1）"] {
            assert_eq!(tokens(formula), None, "{formula}");
        }
    }
}
