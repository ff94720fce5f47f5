//! Formulas as text: which of the user's own may stay, and how one is pointed at another sheet.

use crate::value::CellRef;

/// Functions that every spreadsheet program since Excel 2007 works out alike from the same sheet's cells.
const KNOWN: [&str; 10] = ["SUM", "ROUND", "MIN", "MAX", "IF", "ABS", "AVERAGE", "IFERROR", "AND", "OR"];

/// The longest formula a cell can hold.
const MAX_CHARS: usize = 8_192;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Cell(&'t str),
    Function,
    Quoted(&'t str),
    Sign(&'t str),
}

/// Whether a formula uses only cells of its own sheet, numbers, quoted words, operators and the known functions: then
/// it means the same in any workbook, and can neither fetch nor run anything.
pub(super) fn may_stay(formula: &str) -> bool {
    !formula.trim().is_empty() && formula.len() <= MAX_CHARS && tokens(formula).is_some()
}

/// The formula with every cell on the sheet of this [`prefix`]: `F19/0.9` becomes `'表'!F19/0.9`.
pub(super) fn on_sheet(formula: &str, prefix: &str) -> String {
    let Some(tokens) = tokens(formula) else { return formula.to_owned() };
    let mut text = String::with_capacity(formula.len() * 2);
    let mut in_range = false;
    for (token, source) in tokens {
        // Of `H14:H40` only the first cell names the sheet.
        if matches!(token, Token::Cell(_)) && !in_range {
            text.push_str(prefix);
        }
        in_range = token == Token::Sign(":");
        text.push_str(source);
    }
    text
}

/// A sheet's name as formulas and links write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// What stands before a cell of another sheet in a formula: `'表'!`.
pub(super) fn prefix(sheet: &str) -> String {
    quoted(sheet) + "!"
}

/// A link or reference to a cell of a sheet.
pub(super) fn place(sheet: &str, at: CellRef) -> String {
    format!("{}{at}", prefix(sheet))
}

/// The formula's parts with their text, or `None` at the first one that is not known.
fn tokens(formula: &str) -> Option<Vec<(Token<'_>, &str)>> {
    let mut tokens = Vec::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => rest[1..].find('"')? + 2,
            'A'..='Z' | 'a'..='z' | '$' => {
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '$').unwrap_or(rest.len())
            }
            '0'..='9' | '.' => rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()),
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | ':' | '<' | '>' | '=' | '%' | '&' | ' '
            | '\n' => 1,
            _ => return None,
        };
        let (text, tail) = rest.split_at(length);
        let token = match first {
            '"' => Token::Quoted(text),
            'A'..='Z' | 'a'..='z' | '$' if tail.starts_with('(') => {
                KNOWN.iter().find(|name| name.eq_ignore_ascii_case(text))?;
                Token::Function
            }
            'A'..='Z' | 'a'..='z' | '$' => {
                let cell = if text.contains('$') { &text.replace('$', "") } else { text };
                cell.parse::<CellRef>().ok()?;
                Token::Cell(text)
            }
            _ => Token::Sign(text),
        };
        tokens.push((token, text));
        rest = tail;
    }
    Some(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_plain_formulas_only() {
        for formula in ["SUM(F5:F7)", "ROUND(G4/F4*100,1)", "IF(H41>=90,\"优\",\"良\")", "$A$1+1%", "sum(A1)"]
        {
            assert!(may_stay(formula), "{formula}");
        }
        for formula in [
            "",
            "HYPERLINK(\"http://x\")",
            "Sheet2!A1",
            "[1]表!A1",
            "名称+1",
            "TODAY()",
            "INDIRECT(\"A1\")",
            "cmd|' /C calc'!A0",
            "SUM(A:A)",
            "\"open",
        ] {
            assert!(!may_stay(formula), "{formula}");
        }
    }

    #[test]
    fn points_a_formula_at_another_sheet() {
        for (formula, expected) in [
            ("ROUND(G19*MIN(MAX(F19,0)/0.9,1),2)", "ROUND('表 一'!G19*MIN(MAX('表 一'!F19,0)/0.9,1),2)"),
            ("J4+SUM(H14:H40)", "'表 一'!J4+SUM('表 一'!H14:H40)"),
            ("IF(H41>=90,\"A1\",\"\")", "IF('表 一'!H41>=90,\"A1\",\"\")"),
        ] {
            assert_eq!(on_sheet(formula, &prefix("表 一")), expected);
        }
        assert_eq!(quoted("a'b"), "'a''b'");
    }
}
