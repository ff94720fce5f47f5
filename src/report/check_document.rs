//! `ziping/report/1`: what was found, as JSON. The structs' order of fields is the contract's order of keys.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::field_json::decimal;
use super::unused_json::UnusedJson;
use super::verdict::fails;
use super::{Format, Lang, Reason, Same, Status, Summary, json_text};
use crate::check::{FileOutcome, Unused, hex};
use crate::model::{Applicability, Finding, Fix, Severity, Waiver};
use crate::rules::{CATALOGUE, CheckedForm, rule};
use crate::score::{Candidate, Selection};

#[derive(Serialize)]
struct Head {
    schema: &'static str,
    tool: Tool,
}

#[derive(Serialize)]
struct Tail<'f> {
    summary: &'f Summary,
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
    path: &'f str,
    sha256: Option<&'f str>,
    status: Status,
    reason: Option<&'f Reason>,
    /// Only where an earlier file has the same bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<&'f str>,
    forms: Vec<FormJson<'f>>,
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

/// The whole run as one document, `ziping/report/1`, with the waivers that met no finding.
pub fn check_json(files: &[FileOutcome<CheckedForm>], unused: &[Unused], lang: Lang) -> String {
    let mut summary = Summary::default();
    files.iter().for_each(|own| summary += Summary::of(own));
    Format::Json.whole(head(), files.iter().map(|own| file(own, lang)), &tail(&summary, unused, lang))
}

pub(super) fn head() -> String {
    let tool = Tool { name: "ziping", version: env!("CARGO_PKG_VERSION"), rules_sha256: rules_sha256() };
    json_text::opening(&Head { schema: "ziping/report/1", tool })
}

pub(super) fn file(file: &FileOutcome<CheckedForm>, lang: Lang) -> String {
    let path = file.path.display().to_string();
    let reason = file.outcome.as_ref().err().map(|error| Reason::new(error, lang));
    json_text::item(&FileJson {
        path: &path,
        sha256: file.sha256.as_deref(),
        status: file.outcome.as_ref().map_or(Status::Unreadable, |forms| status_of(forms)),
        reason: reason.as_ref(),
        same_as: None,
        forms: file.outcome.iter().flatten().map(|form| form_json(form, lang)).collect(),
    })
}

pub(super) fn same(same: &Same<'_>) -> String {
    json_text::item(&FileJson {
        path: same.path,
        sha256: Some(same.sha256),
        status: same.status,
        reason: same.reason,
        same_as: Some(same.first),
        forms: Vec::new(),
    })
}

pub(super) fn tail(summary: &Summary, unused: &[Unused], lang: Lang) -> String {
    let unused_waivers = unused.iter().map(|unused| UnusedJson::new(unused, lang)).collect();
    json_text::closing(summary.is_empty(), Some(&Tail { summary, unused_waivers }))
}

#[derive(Serialize)]
struct FormLine<'f> {
    path: &'f str,
    sha256: Option<&'f str>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'f Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<&'f str>,
    #[serde(flatten)]
    form: Option<FormJson<'f>>,
}

/// One form a line; a file that could not be checked is a line with its reason.
pub fn check_ndjson(files: &[FileOutcome<CheckedForm>], lang: Lang) -> String {
    files.iter().map(|file| file_lines(file, lang)).collect()
}

pub(super) fn file_lines(file: &FileOutcome<CheckedForm>, lang: Lang) -> String {
    let path = file.path.display().to_string();
    let line = |status, reason, form| {
        let sha256 = file.sha256.as_deref();
        json_text::line(&FormLine { path: &path, sha256, status, reason, same_as: None, form })
    };
    match &file.outcome {
        Ok(forms) => forms
            .iter()
            .map(|form| line(status_of(std::slice::from_ref(form)), None, Some(form_json(form, lang))))
            .collect(),
        Err(error) => line(Status::Unreadable, Some(&Reason::new(error, lang)), None),
    }
}

pub(super) fn same_line(same: &Same<'_>) -> String {
    json_text::line(&FormLine {
        path: same.path,
        sha256: Some(same.sha256),
        status: same.status,
        reason: same.reason,
        same_as: Some(same.first),
        form: None,
    })
}

pub(super) fn status_of(forms: &[CheckedForm]) -> Status {
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

/// Which rules a result rests on: one hash over every rule's id, level and page.
pub(crate) fn rules_sha256() -> String {
    let mut hash = Sha256::new();
    for rule in CATALOGUE {
        hash.update(format!("{}\n{:?}\n{}\n", rule.id, rule.severity, rule.doc));
    }
    hex(&hash.finalize())
}
