//! A new form's content from JSON (its own or an export's) or from CSV (an export's or made by hand).

use std::path::Path;

use serde::Deserialize;

use super::exported::Export;
use super::table::{FORM_HEADINGS, original};
use crate::model::{FormContent, IndicatorContent};
use crate::value::{Comparator, Measure, parse_number, strip_blanks};

/// Why a `--from` file holds no form content.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Neither .json nor .csv.
    #[error("neither .json nor .csv")]
    Kind,
    /// Saved in GBK, most likely.
    #[error("not UTF-8")]
    NotUtf8,
    /// Not JSON, or a key or value that no form has.
    #[error("not the content of a form")]
    Json(#[from] serde_json::Error),
    /// An export without a form.
    #[error("no form in it")]
    NoForm,
    /// Rows of different lengths.
    #[error("not a table")]
    Csv(#[from] csv::Error),
    /// A needed column is missing.
    #[error("no column {0}")]
    Heading(&'static str),
}

impl ImportError {
    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Kind => "F080",
            Self::NotUtf8 => "F081",
            Self::Json(_) => "F082",
            Self::NoForm => "F083",
            Self::Csv(_) => "F084",
            Self::Heading(_) => "F085",
        }
    }
}

/// Reads the content of new forms; the path's extension says whether `bytes` are JSON or CSV. Only an export holds more
/// than one.
///
/// # Errors
///
/// If the bytes are not the content of a form.
pub fn read_content(path: &Path, bytes: &[u8]) -> Result<Vec<FormContent>, ImportError> {
    let extension = path.extension().unwrap_or_default();
    let is_json = extension.eq_ignore_ascii_case("json");
    if !is_json && !extension.eq_ignore_ascii_case("csv") {
        return Err(ImportError::Kind);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ImportError::NotUtf8)?;
    let text = text.trim_start_matches('\u{feff}');
    if is_json { from_json(text) } else { Ok(vec![from_csv(text)?]) }
}

/// Just enough of a JSON document to tell an export from a form's own content.
#[derive(Deserialize)]
struct Header {
    schema: Option<String>,
}

fn from_json(text: &str) -> Result<Vec<FormContent>, ImportError> {
    let header: Header = serde_json::from_str(text)?;
    if header.schema.is_none() {
        return Ok(vec![serde_json::from_str(text)?]);
    }
    let forms: Vec<FormContent> =
        serde_json::from_str::<Export>(text)?.into_forms().into_iter().map(FormContent::from).collect();
    if forms.is_empty() { Err(ImportError::NoForm) } else { Ok(forms) }
}

/// A target whose sign and unit stood in columns of their own, in one text: `≥`, `90`, `%` give `≥90%`.
fn whole_target(sign: &str, target: String, unit: &str) -> String {
    if parse_number(&target).is_none() {
        return target;
    }
    // 正向 or 定量 in that column is no comparison sign.
    let is_sign =
        Measure::parse(&format!("{sign}1")).is_ok_and(|measure| measure.comparator != Comparator::None);
    let sign = if is_sign { sign.trim() } else { "" };
    format!("{sign}{}{}", target.trim(), unit.trim())
}

fn from_csv(text: &str) -> Result<FormContent, ImportError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let headings = reader.headers()?.clone();
    let place = |english: &'static str| {
        let own = FORM_HEADINGS.iter().find(|(_, en)| *en == english).expect("a heading of the export");
        headings.iter().position(|heading| {
            let heading = strip_blanks(heading);
            heading == own.0 || heading == own.1
        })
    };
    for (chinese, english) in [("三级指标", "level3"), ("年度指标值", "target"), ("分值", "weight")]
    {
        if place(english).is_none() {
            return Err(ImportError::Heading(chinese));
        }
    }
    let [level1, level2, level3, sign, target, unit, actual, weight, score, deviation, variance_note] = [
        "level1",
        "level2",
        "level3",
        "sign",
        "target",
        "unit",
        "actual",
        "weight",
        "score",
        "deviation",
        "variance_note",
    ]
    .map(place);
    let mut content = FormContent::default();
    for record in reader.records() {
        let record = record?;
        let cell = |place: Option<usize>| {
            original(place.and_then(|place| record.get(place)).unwrap_or_default()).to_owned()
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        content.indicators.push(IndicatorContent {
            level1: cell(level1),
            level2: cell(level2),
            level3: cell(level3),
            target: whole_target(&cell(sign), cell(target), &cell(unit)),
            actual: cell(actual),
            weight: cell(weight),
            score: cell(score),
            deviation: cell(deviation),
            variance_note: cell(variance_note),
            ..IndicatorContent::default()
        });
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_table_in_either_language() {
        let zh = "\u{feff}一级指标,三级指标,年度指标值,实际完成值,分值\r\n产出指标,培训次数,≥4次,5次,10\r\n,,,,\r\n";
        let en = "weight,level3,target,sign,unit,level1,actual\n10,培训次数,4,≥,次,产出指标,5次\n";
        for text in [zh, en] {
            let content = read_content(Path::new("表.CSV"), text.as_bytes()).unwrap().remove(0);
            let [row] = content.indicators.as_slice() else { panic!("one row: {content:?}") };
            let texts = [&row.level1, &row.level3, &row.target, &row.actual, &row.weight];
            assert_eq!(texts, ["产出指标", "培训次数", "≥4次", "5次", "10"]);
        }
    }

    #[test]
    fn says_what_a_file_lacks() {
        for (name, bytes, code) in [
            ("表.txt", b"".as_slice(), "F080"),
            ("表.csv", b"\xd6\xb8\xb1\xea", "F081"),
            ("表.json", b"{\"grades\":[]}", "F082"),
            ("表.json", b"[", "F082"),
            ("表.json", b"{\"schema\":\"ziping/forms/1\",\"files\":[]}", "F083"),
            ("表.csv", b"level3,target,weight\n1,2\n", "F084"),
            ("表.csv", b"level3,target\n1,2\n", "F085"),
        ] {
            assert_eq!(read_content(Path::new(name), bytes).unwrap_err().code(), code, "{name} {bytes:?}");
        }
    }

    #[test]
    fn takes_a_forms_own_content() {
        let text = r#"{"fiscal_year":2024,"header":[["项目名称","甲"]],"indicators":[{"level3":"乙","weight":"5"}]}"#;
        let content = read_content(Path::new("表.json"), text.as_bytes()).unwrap().remove(0);
        assert_eq!((content.fiscal_year, content.indicators[0].weight.as_str()), (Some(2024), "5"));
    }
}
