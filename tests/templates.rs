//! The workbooks in workbook-templates/ are what the program makes today, and read back as they should.

use std::fs;

use ziping::model::{EvaluationForm, FormContent, Severity};
use ziping::read::{read_forms, read_workbook};
use ziping::rules::{CheckedForm, Request, check};
use ziping::template::{Profile, builtin, by_id};
use ziping::write::new_form;

/// Small enough to be sent by mail without a thought.
const LARGEST_BYTES: usize = 60 * 1024;

fn stored(id: &str, file: &str) -> Vec<u8> {
    let path = format!("{}/workbook-templates/{id}/{file}", env!("CARGO_MANIFEST_DIR"));
    fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn example(profile: &Profile) -> FormContent {
    serde_json::from_slice(&stored(&profile.id, "example.json")).expect("content in JSON")
}

fn profile(id: &str) -> &'static Profile {
    by_id(id).expect("a built-in profile")
}

fn only_form(bytes: &[u8]) -> EvaluationForm {
    let mut forms = read_forms(&read_workbook(bytes).expect("a workbook")).expect("a form");
    assert_eq!(forms.len(), 1, "the second sheet is no form");
    forms.remove(0)
}

fn checked(form: &EvaluationForm) -> CheckedForm {
    check(form.clone(), &Request::default())
}

fn assert_current(profile: &Profile, file: &str, made: &[u8]) {
    let id = &profile.id;
    let folder = format!("workbook-templates/{id}");
    assert!(
        stored(id, file) == made,
        "{folder}/{file} is not what the program makes today; if that is meant, run\n  \
         cargo run -- new --profile {id} -o {folder}/blank.xlsx --force\n  \
         cargo run -- new --profile {id} --from {folder}/example.json -o {folder}/example.xlsx --force"
    );
    assert!(made.len() <= LARGEST_BYTES, "{folder}/{file} has {} bytes", made.len());
}

#[test]
fn every_blank_form_is_current() {
    for profile in builtin() {
        assert_current(profile, "blank.xlsx", &new_form(profile, &[]).unwrap());
    }
}

#[test]
fn every_example_is_current() {
    for profile in builtin() {
        assert_current(profile, "example.xlsx", &new_form(profile, &[example(profile)]).unwrap());
    }
}

#[test]
fn a_blank_form_has_its_layout_and_no_values() {
    for profile in builtin() {
        let form = only_form(&stored(&profile.id, "blank.xlsx"));
        assert!(form.title.text.ends_with(&profile.form.title), "{}", profile.id);
        assert_eq!(form.funding.len(), profile.form.funding_rows.len(), "{}", profile.id);
        assert_eq!(form.filled_indicators().count(), 0, "{}", profile.id);
        let checked = checked(&form);
        // A blank form names no place, so one that is told by its place is taken for what it extends.
        let is_told = profile.layout.places.is_empty();
        assert_eq!(checked.selection.profile.id == profile.id, is_told, "{}", profile.id);
        assert!(checked.findings.iter().all(|finding| finding.severity != Severity::Error), "{}", profile.id);
    }
}

#[test]
fn the_department_example_is_read_as_written_and_has_no_error() {
    let own = profile("shangjie-department");
    let (form, content) = (only_form(&stored(&own.id, "example.xlsx")), example(own));
    assert_eq!((form.indicators.len(), form.tasks.len(), form.goals.len()), (27, 2, 1));
    for (row, written) in form.indicators.iter().zip(&content.indicators) {
        let shown = [
            row.target.as_ref().map(|field| &field.text),
            row.actual.as_ref().map(|field| &field.text),
            row.weight.as_ref().map(|field| &field.text),
            row.score.as_ref().map(|field| &field.text),
            row.deviation.as_ref().map(|field| &field.text),
        ];
        let wanted =
            [&written.target, &written.actual, &written.weight, &written.score, &written.deviation].map(Some);
        assert_eq!(shown, wanted, "{}", row.label());
    }
    let addresses =
        [&form.title.at, &form.funding[0].name.at, &form.funding[3].name.at].map(ToString::to_string);
    assert_eq!(addresses, ["A1", "B4", "B7"]);
    assert_eq!((form.indicators[0].row, form.indicators[26].row), (14, 40));
    let checked = checked(&form);
    assert!(checked.selection.confirmed);
    assert_eq!((checked.selection.explained, checked.selection.stated), (28, 28));
    assert_eq!(checked.computed_total.map(|points| points.to_string()).as_deref(), Some("96.88"));
    assert_eq!(checked.findings.iter().filter(|finding| finding.severity == Severity::Error).count(), 0);
}

#[test]
fn the_project_example_has_three_mistakes_that_can_be_put_right() {
    let form = only_form(&stored("national-project", "example.xlsx"));
    let checked = checked(&form);
    assert!(checked.selection.confirmed);
    let found: Vec<String> = checked
        .findings
        .iter()
        .map(|finding| {
            let fix = finding.safe_fixes().next().map_or("", |fix| &fix.text);
            format!("{} {} {} → {fix}", finding.cell, finding.rule, finding.stated)
        })
        .collect();
    assert_eq!(
        found,
        [
            "H6 execution-rate-disagrees 89.41% → 95.00%",
            "H6 execution-rate-wrong-base 89.41% → ",
            "H15 score-disagrees 7.8 → 7.20",
            "H26 total-off-sum 98.7 → 97.20",
        ]
    );
    assert_eq!(checked.computed_grade.as_deref(), Some("优"));
}

#[test]
fn every_other_example_is_scored_as_its_own_profile_says() {
    for profile in builtin().iter().filter(|profile| profile.id != "national-project") {
        let checked = checked(&only_form(&stored(&profile.id, "example.xlsx")));
        let selection = &checked.selection;
        assert!(selection.confirmed && selection.profile.id == profile.id, "{}", profile.id);
        assert!(selection.explained + 1 >= selection.stated, "{}: one row in words at most", profile.id);
        let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{}", profile.id);
    }
}

#[test]
fn content_without_a_place_gets_one() {
    let own = profile("national-project");
    let mut content = example(own);
    content.header.push(("项目编号".to_owned(), "1".to_owned()));
    content.indicators[0].unit = "处".to_owned();
    let form = only_form(&new_form(own, &[content]).unwrap());
    let labels: Vec<&str> = form.header.iter().map(|entry| entry.label.as_str()).collect();
    assert_eq!(labels, ["项目名称", "主管部门", "实施单位", "项目编号"]);
    let units: Vec<&str> =
        form.indicators.iter().filter_map(|row| row.unit.as_ref()).map(|unit| unit.text.as_str()).collect();
    assert_eq!((units.len(), units[0]), (13, "处"));
}
