//! Spelling out a shared formula: its relative references move with the cell.

use ziping::value::CellRef;

/// The formula of `master` as it reads at `at`.
pub(crate) fn moved(formula: &str, master: CellRef, at: CellRef) -> String {
    let (down, right) =
        (i64::from(at.row) - i64::from(master.row), i64::from(at.col) - i64::from(master.col));
    let mut out = String::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            // A text, or a sheet's name in quotes, with what is doubled in it.
            '"' | '\'' => 1 + rest[1..].find(first).map_or(rest.len() - 1, |end| end + 1),
            first if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        let names_something_else = after.starts_with(['(', '!']);
        match reference(word).filter(|_| !names_something_else) {
            Some(parts) => out.push_str(&shifted(&parts, down, right)),
            None => out.push_str(word),
        }
        rest = after;
    }
    out
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '$')
}

/// A reference taken apart: whether the column is fixed, the column, whether the row is fixed, the row.
struct Reference {
    fixed_col: bool,
    at: CellRef,
    fixed_row: bool,
}

fn reference(word: &str) -> Option<Reference> {
    let (fixed_col, rest) = word.strip_prefix('$').map_or((false, word), |rest| (true, rest));
    let digits = rest.find(|letter: char| !letter.is_ascii_uppercase())?;
    let (col, rest) = rest.split_at(digits);
    let (fixed_row, row) = rest.strip_prefix('$').map_or((false, rest), |rest| (true, rest));
    if col.is_empty() || row.is_empty() || !row.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Reference { fixed_col, at: format!("{col}{row}").parse().ok()?, fixed_row })
}

fn shifted(parts: &Reference, down: i64, right: i64) -> String {
    let step = |from: u32, by: i64, fixed: bool| {
        if fixed { from } else { u32::try_from(i64::from(from) + by).unwrap() }
    };
    let row = step(parts.at.row, down, parts.fixed_row);
    let col = u16::try_from(step(u32::from(parts.at.col), right, parts.fixed_col)).unwrap();
    let at = CellRef::new(row, col).to_string();
    let digits = at.find(|letter: char| letter.is_ascii_digit()).unwrap();
    let mark = |fixed| if fixed { "$" } else { "" };
    format!("{}{}{}{}", mark(parts.fixed_col), &at[..digits], mark(parts.fixed_row), &at[digits..])
}

#[test]
fn a_shared_formula_moves_with_its_cell() {
    let (master, at) = ("B2".parse().unwrap(), "C5".parse().unwrap());
    for (formula, expected) in [
        ("A1+1", "B4+1"),
        ("$A1*A$1-$A$1", "$A4*B$1-$A$1"),
        ("SUM(A1:B2)", "SUM(B4:C5)"),
        ("LOG10(A1)&\"A1\"", "LOG10(B4)&\"A1\""),
        ("'表 A1'!A1+总分", "'表 A1'!B4+总分"),
        ("IF(A1>=0.9,ROUND(B2/2,2),\"\")", "IF(B4>=0.9,ROUND(C5/2,2),\"\")"),
    ] {
        assert_eq!(moved(formula, master, at), expected);
    }
}
