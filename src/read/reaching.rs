//! What a formula reaches outside its workbook, told by its words; none is ever worked out.

use crate::model::Active;

/// Functions that fetch something from the network.
const NETWORK: [&str; 2] = ["WEBSERVICE", "IMAGE"];
/// Functions that ask another program.
const PROGRAMS: [&str; 5] = ["RTD", "CALL", "REGISTER.ID", "DDE", "EXEC"];

/// What a formula, written without `=`, reaches outside.
pub(super) fn reached(formula: &str) -> Vec<Active> {
    // Nearly every formula: sums of its own sheet.
    if !formula.contains(['|', '[', '(']) {
        return Vec::new();
    }
    let code = without_texts(formula);
    let mut found = Vec::new();
    if leads_to_other_workbook(&code) {
        found.push(Active::OtherWorkbook);
    }
    let calls = |names: &[&str]| names.iter().any(|name| calls(&code, name));
    // `application|topic!item`: nothing else in a formula has this stroke.
    if code.contains('|') || calls(&PROGRAMS) {
        found.push(Active::OtherProgram);
    }
    if calls(&NETWORK) {
        found.push(Active::Network);
    }
    if calls(&["HYPERLINK"]) && leads_outside(formula) {
        found.push(Active::Hyperlink);
    }
    found
}

/// The formula in capitals, without what stands in its texts.
fn without_texts(formula: &str) -> String {
    let mut code = String::with_capacity(formula.len());
    for (index, piece) in formula.split('"').enumerate() {
        if index % 2 == 0 {
            code.push_str(&piece.to_ascii_uppercase());
        } else {
            code.push('"');
        }
    }
    code
}

/// Whether a function is called: its name before a bracket, and no letter before that.
fn calls(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let is_whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && (!code[..at].ends_with('.') || code[..at].ends_with("_XLFN."));
        is_whole && code[at + name.len()..].trim_start().starts_with('(')
    })
}

/// Whether a file or address stands in brackets before a sheet: `[1]Sheet1!A1`, `'C:\[b.xlsx]表 1'!A1`, `[1]!Name`.
fn leads_to_other_workbook(code: &str) -> bool {
    code.match_indices(']').any(|(at, _)| {
        let Some((sheet, _)) = code[at + 1..].split_once('!') else { return false };
        let is_named = match sheet.strip_suffix('\'') {
            Some(quoted) => !quoted.contains(['\'', '[', ']', '"']),
            // The columns of a table stand in brackets as well, and an operator or comma follows them.
            None => sheet.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '\\' | '?')),
        };
        is_named && code[..at].contains('[')
    })
}

/// Whether one of the formula's texts is an address or file outside; `#表2!A1` leads to a place in the workbook itself.
fn leads_outside(formula: &str) -> bool {
    let texts = formula.split('"').skip(1).step_by(2);
    texts.map(str::trim_start).any(|text| {
        text.contains("://") || text.starts_with("\\\\") || text.to_ascii_lowercase().starts_with("mailto:")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_a_formula_reaches() {
        use Active::{Hyperlink, Network, OtherProgram, OtherWorkbook};
        for (formula, found) in [
            ("SUM(A1:A9)", &[][..]),
            ("[1]Sheet1!$A$1", &[OtherWorkbook]),
            ("'[1]表 1'!A1+B2", &[OtherWorkbook]),
            ("'C:\\账\\[预算.xlsx]表-1'!A1", &[OtherWorkbook]),
            ("SUM([预算.xlsx]表1!A1:A3)", &[OtherWorkbook]),
            ("[1]!合计", &[OtherWorkbook]),
            ("表1[分值]-表2!A1", &[]),
            ("SUM(表1[分值])+'表 2'!A1", &[]),
            ("表1[[#This Row],[分值]]*2", &[]),
            ("[@分值]*2", &[]),
            ("\"[1]Sheet1!A1\"", &[]),
            ("cmd|'/c calc'!A1", &[OtherProgram]),
            ("\"a|b\"&A1", &[]),
            ("RTD(\"x\",,\"y\")", &[OtherProgram]),
            ("_xlfn.WEBSERVICE(A1)", &[Network]),
            ("IFERROR(webservice(\"http://a/\"),0)", &[Network]),
            ("IMAGE (\"http://a/\")", &[Network]),
            ("MYIMAGE(A1)", &[]),
            ("IMAGE+1", &[]),
            ("\"IMAGE(\"", &[]),
            ("HYPERLINK(\"http://a/\",\"b\")", &[Hyperlink]),
            ("HYPERLINK(\"mailto:a@b\",\"b\")", &[Hyperlink]),
            ("HYPERLINK(\"#表2!A1\",\"见表2\")", &[]),
            ("HYPERLINK(\"\\\\srv\\a\")+[1]A!B1", &[OtherWorkbook, Hyperlink]),
        ] {
            assert_eq!(reached(formula), found, "{formula}");
        }
    }
}
