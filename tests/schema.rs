//! The JSON contract: real output against the schemas in docs/, and the worked examples against real output.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod workbooks;

use std::fs;
use std::path::Path;

use serde_json::Value;
use ziping::check::{check_file, read_file};
use ziping::report::{Lang, check_json, check_ndjson, forms_json, forms_ndjson};
use ziping::rules::Request;

/// A path as it reads in the examples: without a folder.
struct Files(tempfile::TempDir);

impl Files {
    /// A sound form, a faulty one, an unscored one, and a file that is none.
    fn new() -> Self {
        let files = Self(tempfile::tempdir().unwrap());
        files.put("对.xlsx", &workbooks::example("shangjie-department"));
        files.put("错.xlsx", &workbooks::example("national-project"));
        files.put("零.xlsx", b"");
        files
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(name), bytes).unwrap();
    }

    fn report(&self, names: &[&str], lang: Lang) -> String {
        let files: Vec<_> =
            names.iter().map(|name| self.named(name, |path| check_file(path, &Request::default()))).collect();
        check_json(&files, &[], lang)
    }

    fn forms(&self, names: &[&str]) -> String {
        let files: Vec<_> = names.iter().map(|name| self.named(name, read_file)).collect();
        forms_json(&files, Lang::Zh)
    }

    /// The outcome under the bare name, as if the folder were the current one.
    fn named<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Path) -> ziping::check::FileOutcome<T>,
    ) -> ziping::check::FileOutcome<T> {
        let mut outcome = read(&self.0.path().join(name));
        outcome.path = name.into();
        outcome
    }
}

fn validate(schema: &str, document: &str) {
    let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document: Value = serde_json::from_str(document).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

const NAMES: [&str; 4] = ["对.xlsx", "错.xlsx", "零.xlsx", "无.xlsx"];

#[test]
fn reports_keep_to_their_schema() {
    let files = Files::new();
    for lang in [Lang::Zh, Lang::En] {
        let report = files.report(&NAMES, lang);
        validate("docs/schema/report-1.schema.json", &report);
        let report: Value = serde_json::from_str(&report).unwrap();
        let summary = &report["summary"];
        assert_eq!((&summary["files"], &summary["unreadable"]), (&4.into(), &2.into()));
        assert_eq!(report["files"][0]["forms"][0]["score"]["computed"], "96.88");
    }
}

#[test]
fn forms_keep_to_their_schema() {
    let files = Files::new();
    let forms = files.forms(&NAMES);
    validate("docs/schema/forms-1.schema.json", &forms);
    let forms: Value = serde_json::from_str(&forms).unwrap();
    let form = &forms["files"][0]["forms"][0];
    assert_eq!(form["funding"][0]["execution_rate"]["value"], "66.6");
    assert_eq!(form["indicators"][5]["target"]["value"]["number"], "90");
    assert!(form.get("grade").is_none(), "this form has none");
}

#[test]
fn the_schemas_refuse_what_they_do_not_know() {
    let files = Files::new();
    for (schema, document) in [
        ("docs/schema/report-1.schema.json", files.report(&NAMES, Lang::Zh)),
        ("docs/schema/forms-1.schema.json", files.forms(&NAMES)),
    ] {
        let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut document: Value = serde_json::from_str(&document).unwrap();
        document["files"][0]["forms"][0]["extra"] = 1.into();
        assert!(!validator.is_valid(&document));
    }
}

#[test]
fn lines_carry_the_forms_of_the_document() {
    let files = Files::new();
    let checked: Vec<_> =
        NAMES.iter().map(|name| files.named(name, |path| check_file(path, &Request::default()))).collect();
    let read: Vec<_> = NAMES.iter().map(|name| files.named(name, read_file)).collect();
    for (document, lines) in [
        (check_json(&checked, &[], Lang::Zh), check_ndjson(&checked, Lang::Zh)),
        (forms_json(&read, Lang::Zh), forms_ndjson(&read, Lang::Zh)),
    ] {
        let document: Value = serde_json::from_str(&document).unwrap();
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 4, "one form a line, one unreadable file a line");
        for (line, file) in lines.iter().zip(document["files"].as_array().unwrap()) {
            assert_eq!((&line["path"], &line["sha256"]), (&file["path"], &file["sha256"]));
            match file["forms"].get(0) {
                Some(form) => {
                    for (key, value) in form.as_object().unwrap() {
                        assert_eq!(&line[key], value, "{key}");
                    }
                }
                None => assert_eq!(line["reason"], file["reason"]),
            }
        }
    }
}

/// The examples are the faulty form's; to make them anew after a change that is meant, set `ZIPING_WRITE_EXAMPLES=1`.
#[test]
fn the_worked_examples_are_real_output() {
    let files = Files::new();
    for (name, output) in
        [("report-1.json", files.report(&["错.xlsx"], Lang::Zh)), ("forms-1.json", files.forms(&["错.xlsx"]))]
    {
        let path = Path::new("docs/schema/examples").join(name);
        if std::env::var_os("ZIPING_WRITE_EXAMPLES").is_some() {
            fs::write(&path, &output).unwrap();
        }
        assert!(
            comparable(&fs::read_to_string(&path).unwrap()) == comparable(&output),
            "{name} is out of date"
        );
    }
}

/// Without the hashes, which change with every rule's page and with the drawing of the example.
fn comparable(document: &str) -> Value {
    let mut document: Value = serde_json::from_str(document).unwrap();
    document["files"][0]["sha256"] = Value::Null;
    if document["tool"].is_object() {
        document["tool"]["rules_sha256"] = Value::Null;
    }
    document
}

#[test]
fn a_report_with_its_narrative_keeps_to_the_schema() {
    let files = Files::new();
    let text = "2022年度自评报告\n满意度情况：代表反映良好。该项得分35分。";
    let narrative = ziping::read::read_narrative(text.as_bytes()).unwrap();
    let request = Request { narrative: Some(&narrative), ..Request::default() };
    let file = files.named("对.xlsx", |path| check_file(path, &request));
    let report = check_json(&[file], &[], Lang::Zh);
    validate("docs/schema/report-1.schema.json", &report);
    let report: Value = serde_json::from_str(&report).unwrap();
    let findings = report["files"][0]["forms"][0]["findings"].as_array().unwrap();
    let quotes: Vec<&Value> = findings.iter().filter_map(|finding| finding.get("report")).collect();
    assert_eq!(quotes, [&serde_json::json!({"paragraph": 2, "text": "该项得分35分"})]);
}
