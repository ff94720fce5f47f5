//! An earlier report: what it has is not told again.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::model::Finding;
use crate::rules::CheckedForm;

/// Why a file is no earlier report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// The file is not there, or may not be read.
    #[error("cannot read the earlier report")]
    Read(#[source] std::io::Error),
    /// Not what `ziping check --format json` writes.
    #[error("not a report")]
    Json(#[source] serde_json::Error),
    /// Another document of ziping's, or of a later version.
    #[error("not a report but {0}")]
    Schema(String),
}

impl BaselineError {
    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "F073",
            Self::Json(_) | Self::Schema(_) => "F074",
        }
    }
}

/// What makes a finding the same one: file name, sheet, rule, label, stated, expected. Not the cell, so that a row may move.
type Key = (String, String, String, String, String, Option<String>);

/// The findings of an earlier report that no finding of this run has met yet.
#[derive(Debug, Default)]
pub struct Baseline(HashMap<Key, usize>);

#[derive(Deserialize)]
struct Document {
    schema: String,
    #[serde(default)]
    files: Vec<FileJson>,
}

#[derive(Deserialize)]
struct FileJson {
    path: String,
    forms: Vec<FormJson>,
}

#[derive(Deserialize)]
struct FormJson {
    sheet: String,
    findings: Vec<FindingJson>,
}

#[derive(Deserialize)]
struct FindingJson {
    rule: String,
    label: String,
    stated: String,
    expected: Option<String>,
}

impl Baseline {
    /// Reads what `ziping check --format json` wrote.
    ///
    /// # Errors
    ///
    /// If it is anything else.
    pub fn parse(bytes: &[u8]) -> Result<Self, BaselineError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let document: Document = serde_json::from_slice(bytes).map_err(BaselineError::Json)?;
        if document.schema != "ziping/report/1" {
            return Err(BaselineError::Schema(document.schema));
        }
        let mut found = HashMap::new();
        for file in document.files {
            let name = name_of(&file.path);
            for form in file.forms {
                for FindingJson { rule, label, stated, expected } in form.findings {
                    let key = (name.to_owned(), form.sheet.clone(), rule, label, stated, expected);
                    *found.entry(key).or_default() += 1;
                }
            }
        }
        Ok(Self(found))
    }

    /// Marks what the earlier report has; each of its findings is met once.
    pub fn mark(&mut self, path: &Path, forms: &mut [CheckedForm]) {
        let path = path.to_string_lossy();
        for checked in forms {
            for finding in &mut checked.findings {
                let key = key(name_of(&path), &checked.form.sheet, finding);
                if let Some(left) = self.0.get_mut(&key).filter(|left| **left > 0) {
                    *left -= 1;
                    finding.known = finding.waived.is_none();
                }
            }
        }
    }
}

fn key(file: &str, sheet: &str, finding: &Finding) -> Key {
    (
        file.to_owned(),
        sheet.to_owned(),
        finding.rule.to_owned(),
        finding.label.clone(),
        finding.stated.clone(),
        finding.expected.clone(),
    )
}

/// A path's last name, whichever system it was written on.
fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_reports_only() {
        for (text, code) in [
            (r#"{"schema":"ziping/report/1","files":[]}"#, None),
            ("\u{feff}{\"schema\":\"ziping/report/1\"}", None),
            (r#"{"schema":"ziping/forms/1","files":[]}"#, Some("F074")),
            (r#"{"files":[]}"#, Some("F074")),
            ("[", Some("F074")),
            ("", Some("F074")),
        ] {
            assert_eq!(Baseline::parse(text.as_bytes()).err().map(|error| error.code()), code, "{text}");
        }
        assert_eq!(
            (name_of("甲/乙.xlsx"), name_of("甲\\乙.xlsx"), name_of("乙.xlsx")),
            ("乙.xlsx", "乙.xlsx", "乙.xlsx")
        );
    }
}
