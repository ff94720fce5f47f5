//! `ziping/report/1`: what was found, as JSON. The structs' order of fields is the contract's order of keys.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::field_json::decimal;
use super::unused_json::UnusedJson;
use super::verdict::fails;
use super::{Lang, explain, json_text};
use crate::check::{CheckError, FileOutcome, Unused, hex};
use crate::model::{Applicability, Finding, Fix, Severity, Waiver};
use crate::rules::{CATALOGUE, CheckedForm, rule};
use crate::score::{Candidate, Selection};

#[derive(Serialize)]
struct Document<'f> {
    schema: &'static str,
    tool: Tool,
    files: Vec<FileJson<'f>>,
    summary: Summary,
    /// Only where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unused_waivers: Vec<UnusedJson<'f>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
    rules_sha256: String,
}

#[derive(Serialize)]
struct FileJson<'f> {
    path: String,
    sha256: Option<&'f str>,
    status: Status,
    reason: Option<ReasonJson>,
    forms: Vec<FormJson<'f>>,
}

#[derive(Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Clean,
    Findings,
    Unreadable,
}

/// Why a file has no forms.
#[derive(Serialize)]
pub(super) struct ReasonJson {
    code: &'static str,
    message: String,
}

impl ReasonJson {
    pub(super) fn new(error: &CheckError, lang: Lang) -> Self {
        Self { code: error.code(), message: explain::check_error(error, lang) }
    }
}

#[derive(Serialize)]
struct FormJson<'f> {
    sheet: &'f str,
    title: &'f str,
    unit_name: Option<&'f str>,
    fiscal_year: Option<u16>,
    profile: ProfileJson,
    score: Pair<Option<String>>,
    grade: Pair<Option<&'f str>>,
    findings: Vec<FindingJson<'f>>,
    not_checked: Vec<NotCheckedJson<'f>>,
}

/// The profile a form belongs to and how sure that is.
#[derive(Serialize)]
pub(super) struct ProfileJson {
    id: &'static str,
    chosen: &'static str,
    explains: String,
    confirmed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<CandidateJson>,
}

/// A profile whose layout fits, and what it explains.
#[derive(Serialize)]
struct CandidateJson {
    id: &'static str,
    of_place: bool,
    explains: String,
    contradicts: usize,
}

impl From<&Selection> for ProfileJson {
    fn from(selection: &Selection) -> Self {
        Self {
            id: &selection.profile.id,
            chosen: if selection.given { "given" } else { "detected" },
            explains: format!("{}/{}", selection.explained, selection.stated),
            confirmed: selection.confirmed,
            candidates: Vec::new(),
        }
    }
}

impl ProfileJson {
    /// With the profiles there were to choose from, where there was more than one.
    fn with_candidates(selection: &Selection) -> Self {
        let is_listed =
            |candidate: &&Candidate| candidate.is_of_place || candidate.explained > selection.explained;
        let listed = selection.candidates.iter().filter(is_listed);
        let candidates: Vec<CandidateJson> = listed
            .map(|candidate| CandidateJson {
                id: &candidate.profile.id,
                of_place: candidate.is_of_place,
                explains: format!("{}/{}", candidate.explained, selection.stated),
                contradicts: candidate.contradicted,
            })
            .collect();
        Self { candidates: if candidates.len() > 1 { candidates } else { Vec::new() }, ..selection.into() }
    }
}

#[derive(Serialize)]
struct Pair<T> {
    stated: T,
    computed: T,
}

#[derive(Serialize)]
struct FindingJson<'f> {
    rule: &'static str,
    title: &'static str,
    severity: Severity,
    sheet: &'f str,
    cell: String,
    label: &'f str,
    stated: &'f str,
    expected: Option<&'f str>,
    difference: Option<&'f str>,
    message: &'f str,
    basis: &'f str,
    fix: Option<FixJson<'f>>,
    /// Only where one finding speaks for several cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_fixes: Vec<FixJson<'f>>,
    caused_by: Option<String>,
    /// Only where a person had a word on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<&'f Waiver>,
    /// Only where the baseline has it.
    #[serde(skip_serializing_if = "is_false")]
    known: bool,
    /// Only where the report's words are held against the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<QuoteJson<'f>>,
}

#[derive(Serialize)]
struct QuoteJson<'f> {
    paragraph: u32,
    text: &'f str,
}

#[derive(Serialize)]
struct FixJson<'f> {
    applicability: Applicability,
    cell: String,
    value: &'f str,
}

#[derive(Serialize)]
struct NotCheckedJson<'f> {
    cell: String,
    what: &'f str,
    why: &'f str,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Errors and warnings without those that are waived or known.
#[derive(Serialize, Default)]
struct Summary {
    files: usize,
    clean: usize,
    with_findings: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    #[serde(skip_serializing_if = "is_zero")]
    waived: usize,
    #[serde(skip_serializing_if = "is_zero")]
    known: usize,
}

/// The whole run as one document, `ziping/report/1`, with the waivers that met no finding.
pub fn check_json(files: &[FileOutcome<CheckedForm>], unused: &[Unused], lang: Lang) -> String {
    let document = Document {
        schema: "ziping/report/1",
        tool: Tool { name: "ziping", version: env!("CARGO_PKG_VERSION"), rules_sha256: rules_sha256() },
        files: files.iter().map(|file| file_json(file, lang)).collect(),
        summary: summary(files),
        unused_waivers: unused.iter().map(|unused| UnusedJson::new(unused, lang)).collect(),
    };
    json_text::document(&document)
}

#[derive(Serialize)]
struct FormLine<'f> {
    path: String,
    sha256: Option<&'f str>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<ReasonJson>,
    #[serde(flatten)]
    form: Option<FormJson<'f>>,
}

/// One form a line; a file that could not be checked is a line with its reason.
pub fn check_ndjson(files: &[FileOutcome<CheckedForm>], lang: Lang) -> String {
    let mut text = String::new();
    for file in files {
        let mut line = |status, reason, form| {
            let line = FormLine {
                path: file.path.display().to_string(),
                sha256: file.sha256.as_deref(),
                status,
                reason,
                form,
            };
            text.push_str(&json_text::line(&line));
        };
        match &file.outcome {
            Ok(forms) => {
                for form in forms {
                    line(status_of(std::slice::from_ref(form)), None, Some(form_json(form, lang)));
                }
            }
            Err(error) => line(Status::Unreadable, Some(ReasonJson::new(error, lang)), None),
        }
    }
    text
}

fn file_json(file: &FileOutcome<CheckedForm>, lang: Lang) -> FileJson<'_> {
    let (status, reason, forms) = match &file.outcome {
        Ok(forms) => (status_of(forms), None, forms.iter().map(|form| form_json(form, lang)).collect()),
        Err(error) => (Status::Unreadable, Some(ReasonJson::new(error, lang)), Vec::new()),
    };
    FileJson { path: file.path.display().to_string(), sha256: file.sha256.as_deref(), status, reason, forms }
}

fn status_of(forms: &[CheckedForm]) -> Status {
    if fails(forms, Severity::Error) { Status::Findings } else { Status::Clean }
}

fn form_json(checked: &CheckedForm, lang: Lang) -> FormJson<'_> {
    let form = &checked.form;
    let stated = form.total.as_ref().and_then(|total| total.score.as_ref()?.value);
    let grade = form.grade.as_ref().map(|field| field.text.trim()).filter(|text| !text.is_empty());
    FormJson {
        sheet: &form.sheet,
        title: &form.title.text,
        unit_name: form.unit_name.as_deref(),
        fiscal_year: form.fiscal_year,
        profile: ProfileJson::with_candidates(&checked.selection),
        score: Pair {
            stated: stated.map(|points| decimal(points.get())),
            computed: checked.computed_total.map(|points| decimal(points.get())),
        },
        grade: Pair { stated: grade, computed: checked.computed_grade.as_deref() },
        findings: checked.findings.iter().map(|finding| finding_json(finding, &form.sheet, lang)).collect(),
        not_checked: checked
            .not_checked
            .iter()
            .map(|entry| NotCheckedJson {
                cell: entry.cell.to_string(),
                what: lang.of(&entry.what),
                why: lang.of(&entry.why),
            })
            .collect(),
    }
}

fn finding_json<'f>(finding: &'f Finding, sheet: &'f str, lang: Lang) -> FindingJson<'f> {
    let mut fixes = finding.fixes.iter().map(fix_json);
    FindingJson {
        rule: finding.rule,
        title: title(finding, lang),
        severity: finding.severity,
        sheet,
        cell: finding.cell.to_string(),
        label: &finding.label,
        stated: &finding.stated,
        expected: finding.expected.as_deref(),
        difference: finding.difference.as_deref(),
        message: lang.of(&finding.message),
        basis: lang.of(&finding.basis),
        fix: fixes.next(),
        also_fixes: fixes.collect(),
        caused_by: caused_by(finding),
        waived: finding.waived.as_ref(),
        known: finding.known,
        report: finding
            .quote
            .as_ref()
            .map(|quote| QuoteJson { paragraph: quote.paragraph, text: &quote.text }),
    }
}

/// The rule's title in the reader's language.
pub(crate) fn title(finding: &Finding, lang: Lang) -> &'static str {
    lang.choose(finding.title, rule(finding.rule).map_or(finding.title, |rule| rule.title_en))
}

/// `rule@cell` of the finding this one follows from.
pub(crate) fn caused_by(finding: &Finding) -> Option<String> {
    finding.caused_by.as_ref().map(ToString::to_string)
}

fn fix_json(fix: &Fix) -> FixJson<'_> {
    FixJson { applicability: fix.applicability, cell: fix.cell.to_string(), value: &fix.text }
}

fn summary(files: &[FileOutcome<CheckedForm>]) -> Summary {
    let mut summary = Summary { files: files.len(), ..Summary::default() };
    for file in files {
        let Ok(forms) = &file.outcome else {
            summary.unreadable += 1;
            continue;
        };
        match status_of(forms) {
            Status::Clean => summary.clean += 1,
            _ => summary.with_findings += 1,
        }
        for finding in forms.iter().flat_map(|form| &form.findings) {
            summary.waived += usize::from(finding.waived.is_some());
            summary.known += usize::from(finding.known);
            match finding.severity {
                _ if !finding.counts() => {}
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => {}
            }
        }
    }
    summary
}

/// Which rules a report rests on: one hash over every rule's id, level and page.
pub(crate) fn rules_sha256() -> String {
    let mut hash = Sha256::new();
    for rule in CATALOGUE {
        hash.update(format!("{}\n{:?}\n{}\n", rule.id, rule.severity, rule.doc));
    }
    hex(&hash.finalize())
}
