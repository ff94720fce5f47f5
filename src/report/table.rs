//! CSV that Excel opens by a double click: UTF-8 with BOM, CRLF, RFC 4180, and no cell that it would run as a formula.

use std::borrow::Cow;

use super::check_document::{caused_by, title};
use super::waived_lines::kind_word;
use super::{Format, Lang, Same, explain, severity_word};
use crate::check::FileOutcome;
use crate::model::{Applicability, EvaluationForm, Field, Finding, IndicatorRow};
use crate::rules::CheckedForm;
use crate::value::{fold, parse_number};

const CHECK_HEADINGS: [(&str, &str); 21] = [
    ("文件", "path"),
    ("工作表", "sheet"),
    ("单元格", "cell"),
    ("级别", "severity"),
    ("编号", "rule"),
    ("问题", "title"),
    ("指标", "label"),
    ("填报值", "stated"),
    ("应为", "expected"),
    ("差额", "difference"),
    ("说明", "message"),
    ("依据", "basis"),
    ("更正方式", "fix"),
    ("更正单元格", "fix_cell"),
    ("更正值", "fix_value"),
    ("起因", "caused_by"),
    ("SHA-256", "sha256"),
    ("核实情况", "waived"),
    ("核实说明", "waived_reason"),
    ("说明出处", "waived_from"),
    ("基线内", "known"),
];

/// Headings of the export; `new --from` reads them back in either language.
pub(super) const FORM_HEADINGS: [(&str, &str); 15] = [
    ("文件", "path"),
    ("工作表", "sheet"),
    ("行号", "row"),
    ("一级指标", "level1"),
    ("二级指标", "level2"),
    ("三级指标", "level3"),
    ("指标性质", "sign"),
    ("年初指标值", "original_target"),
    ("年度指标值", "target"),
    ("度量单位", "unit"),
    ("实际完成值", "actual"),
    ("分值", "weight"),
    ("得分", "score"),
    ("偏差度", "deviation"),
    ("偏差原因分析及改进措施", "variance_note"),
];

/// One finding a line; a file that could not be checked is a line with its reason.
pub fn check_csv(files: &[FileOutcome<CheckedForm>], lang: Lang) -> String {
    Format::Csv.whole(check_head(lang), files.iter().map(|file| check_rows(file, lang)), "")
}

pub(super) fn check_head(lang: Lang) -> String {
    Table::headings(&CHECK_HEADINGS, lang)
}

pub(super) fn check_rows(file: &FileOutcome<CheckedForm>, lang: Lang) -> String {
    let mut table = Table::new();
    let path = file.path.display().to_string();
    let sha256 = file.sha256.as_deref().unwrap_or_default();
    match &file.outcome {
        Ok(forms) => {
            for form in forms {
                for finding in &form.findings {
                    table.row(&finding_cells(&path, sha256, &form.form.sheet, finding, lang));
                }
            }
        }
        Err(error) => {
            let mut cells = [const { String::new() }; CHECK_HEADINGS.len()];
            cells[0] = path;
            cells[3] = lang.choose("无法检查", "unreadable").to_owned();
            cells[4] = error.code().to_owned();
            cells[10] = explain::check_error(error, lang);
            cells[16] = sha256.to_owned();
            table.row(&cells);
        }
    }
    table.finish()
}

pub(super) fn same_row(same: &Same<'_>, lang: Lang) -> String {
    let mut cells = [const { String::new() }; CHECK_HEADINGS.len()];
    cells[0] = same.path.to_owned();
    cells[3] = lang.choose("内容相同", "same content").to_owned();
    cells[10] = lang.choose(format!("同 {}", same.first), format!("same as {}", same.first));
    cells[16] = same.sha256.to_owned();
    let mut table = Table::new();
    table.row(&cells);
    table.finish()
}

fn finding_cells(
    path: &str,
    sha256: &str,
    sheet: &str,
    finding: &Finding,
    lang: Lang,
) -> [String; CHECK_HEADINGS.len()] {
    let (fix, waiver) = (finding.fixes.first(), finding.waived.as_ref());
    let how = fix.map_or("", |fix| match fix.applicability {
        Applicability::Safe => lang.choose("可自动更正", "safe"),
        Applicability::Review => lang.choose("需人工确认", "review"),
    });
    [
        path.to_owned(),
        sheet.to_owned(),
        finding.cell.to_string(),
        severity_word(finding.severity, lang).to_owned(),
        finding.rule.to_owned(),
        title(finding, lang).to_owned(),
        finding.label.clone(),
        finding.stated.clone(),
        finding.expected.clone().unwrap_or_default(),
        finding.difference.clone().unwrap_or_default(),
        lang.of(&finding.message).to_owned(),
        lang.of(&finding.basis).to_owned(),
        how.to_owned(),
        fix.map(|fix| fix.cell.to_string()).unwrap_or_default(),
        fix.map(|fix| fix.text.clone()).unwrap_or_default(),
        caused_by(finding).unwrap_or_default(),
        sha256.to_owned(),
        waiver.map(|waiver| kind_word(waiver.kind, lang).to_owned()).unwrap_or_default(),
        waiver.map(|waiver| waiver.reason.clone()).unwrap_or_default(),
        waiver.map(|waiver| waiver.from.clone()).unwrap_or_default(),
        if finding.known { lang.choose("是", "yes") } else { "" }.to_owned(),
    ]
}

/// One indicator a line. Files without forms have none: a face names them beside the table.
pub fn forms_csv(files: &[FileOutcome<EvaluationForm>], lang: Lang) -> String {
    Format::Csv.whole(forms_head(lang), files.iter().map(forms_rows), "")
}

pub(super) fn forms_head(lang: Lang) -> String {
    Table::headings(&FORM_HEADINGS, lang)
}

pub(super) fn forms_rows(file: &FileOutcome<EvaluationForm>) -> String {
    let mut table = Table::new();
    let path = file.path.display().to_string();
    for form in file.outcome.iter().flatten() {
        for row in &form.indicators {
            table.row(&indicator_cells(&path, &form.sheet, row));
        }
    }
    table.finish()
}

fn indicator_cells(path: &str, sheet: &str, row: &IndicatorRow) -> [String; FORM_HEADINGS.len()] {
    [
        path.to_owned(),
        sheet.to_owned(),
        row.row.to_string(),
        text(&row.level1),
        text(&row.level2),
        text(&row.level3),
        text(&row.sign),
        text(&row.original_target),
        text(&row.target),
        text(&row.unit),
        text(&row.actual),
        text(&row.weight),
        text(&row.score),
        text(&row.deviation),
        text(&row.variance_note),
    ]
}

fn text<T>(field: &Option<Field<T>>) -> String {
    field.as_ref().map(|field| field.text.clone()).unwrap_or_default()
}

struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new() -> Self {
        Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new()))
    }

    /// The first line, behind the mark that tells Excel the encoding.
    fn headings(headings: &[(&str, &str)], lang: Lang) -> String {
        let mut table = Self::new();
        table.write(headings.iter().map(|(zh, en)| lang.choose(*zh, *en)));
        format!("\u{feff}{}", table.finish())
    }

    fn row(&mut self, cells: &[String]) {
        self.write(cells.iter().map(|cell| neutral(cell)));
    }

    fn write<C: AsRef<str>>(&mut self, cells: impl Iterator<Item = C>) {
        self.0
            .write_record(cells.map(|cell| cell.as_ref().to_owned()))
            .expect("rows of one length go into memory");
    }

    fn finish(self) -> String {
        let bytes = self.0.into_inner().expect("memory takes all bytes");
        String::from_utf8(bytes).expect("written from text")
    }
}

/// Whether a spreadsheet program might take the text for a formula; plain numbers and percentages are none.
fn is_formula_like(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    match first {
        '=' | '@' | '＝' | '＠' | '\t' | '\r' | '\n' | '\0' => true,
        '+' | '-' | '＋' | '－' | '−' => {
            let folded = fold(text);
            parse_number(folded.trim_end().trim_end_matches('%')).is_none()
        }
        _ => false,
    }
}

/// The text with a leading `'` where it would be taken for a formula, and with characters written out that would steer whatever
/// shows it.
fn neutral(text: &str) -> Cow<'_, str> {
    let text = unsteering(text);
    if is_formula_like(&text) || text.starts_with('\'') && is_formula_like(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

/// The text with escapes, and turns of its direction, written out; its lines and its other invisible characters are data.
fn unsteering(text: &str) -> Cow<'_, str> {
    let steers = |place: usize, c: char| match c {
        '\n' | '\t' => false,
        // Alone it begins the line anew.
        '\r' => !text[place + 1..].starts_with('\n'),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    };
    if !text.char_indices().any(|(place, c)| steers(place, c)) {
        return Cow::Borrowed(text);
    }
    let shown = |(place, c)| if steers(place, c) { c.escape_unicode().to_string() } else { c.to_string() };
    Cow::Owned(text.char_indices().map(shown).collect())
}

/// The text as it was before [`neutral`] put a `'` before it.
pub(super) fn original(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula_like(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disarms_formulas_and_leaves_numbers() {
        for (text, cell) in [
            ("-26.00%", "-26.00%"),
            ("－26.00％", "－26.00％"),
            ("+3", "+3"),
            ("≥90%", "≥90%"),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("＝cmd|' /C calc'!A0", "'＝cmd|' /C calc'!A0"),
            ("-1+cmd|x", "'-1+cmd|x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("—", "—"),
            ("-", "'-"),
            ("'=1", "''=1"),
            ("'95", "'95"),
        ] {
            assert_eq!(neutral(text), cell, "{text}");
            assert_eq!(original(cell), text, "back from {cell}");
        }
    }

    #[test]
    fn writes_out_what_would_steer_its_reader() {
        for (text, cell) in [
            ("\u{1b}[2J\u{202e}30\n=1", "\\u{1b}[2J\\u{202e}30\n=1"),
            ("\0=1", "\\u{0}=1"),
            ("30\r", "30\\u{d}"),
            ("零\u{200b}宽\r\n行\t列", "零\u{200b}宽\r\n行\t列"),
        ] {
            assert_eq!(neutral(text), cell, "{text:?}");
        }
    }
}
