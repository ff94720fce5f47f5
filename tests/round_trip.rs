//! Export, new form, export again: the same typed rows; and once more: the same bytes.
//!
//! The layouts are those that published forms have beside the profiles' own. With `ZIPING_CORPUS` set, the published forms
//! themselves go the same way.

#![expect(clippy::unwrap_used, reason = "a test stops where a step of it fails")]

mod drafts;
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use ziping::check::{new_form, read_file};
use ziping::report::{Lang, forms_json, read_content};
use ziping::template::{builtin, by_id};

use self::drafts::drafts;

/// What belongs to the sheet, not to the form.
const PLACES: [&str; 6] = ["at", "row", "path", "sha256", "sheet", "profile"];

/// A folder for the files on the way.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The export of a workbook.
    fn export(&self, workbook: &[u8]) -> Value {
        let path = self.0.path().join("form.xlsx");
        fs::write(&path, workbook).unwrap();
        serde_json::from_str(&forms_json(&[read_file(&path)], Lang::Zh)).unwrap()
    }

    /// Goes both rounds from an export; gives what differs.
    fn differences(&self, profile: &str, export: &Value) -> Vec<String> {
        let first = made(profile, export);
        let again = self.export(&first);
        let mut found = Vec::new();
        compare("", forms(export), forms(&again), &mut found);
        if made(profile, &again) != first {
            found.push("the second round has other bytes".to_owned());
        }
        found
    }
}

fn made(profile: &str, content: &Value) -> Vec<u8> {
    let content = read_content(Path::new("form.json"), content.to_string().as_bytes()).unwrap();
    new_form(by_id(profile).unwrap(), &content).unwrap()
}

fn forms(export: &Value) -> &Value {
    &export["files"][0]["forms"]
}

/// The first form of an export.
fn form(export: &Value) -> Value {
    export["files"][0]["forms"][0].clone()
}

fn compare(path: &str, one: &Value, other: &Value, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys.into_iter().filter(|key| !PLACES.contains(&key.as_str())) {
                let path = format!("{path}/{key}");
                match (one.get(key), other.get(key)) {
                    (Some(one), Some(other)) => compare(&path, one, other, found),
                    sides => found.push(format!("{path}: {sides:?}")),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&format!("{path}/{at}"), one, other, found);
            }
        }
        _ if one == other => {}
        _ => found.push(format!("{path}: {one} became {other}")),
    }
}

#[test]
fn every_layout_comes_back() {
    let desk = Desk::new();
    for (name, (draft, rows)) in drafts() {
        let wanted = draft.form.clone();
        let export = draft.export(&desk);
        // The draft itself was laid out as it says: its texts are all there.
        let mut own = form(&export);
        assert_eq!(own["indicators"].as_array().unwrap().len(), rows, "{name}: {own:#}");
        if wanted.get("total").is_none() {
            // 自评总分 of the head.
            own.as_object_mut().unwrap().remove("total");
        }
        let mut lost = Vec::new();
        compare("", &texts(&wanted), &texts(&own), &mut lost);
        assert!(lost.is_empty(), "{name}: {lost:#?}");
        let found = desk.differences("national-project", &export);
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

/// A form with its texts alone.
fn texts(form: &Value) -> Value {
    match form {
        Value::Object(items) => {
            let derived = ["value", "parent", "kind", "fiscal_year", "unit_name"];
            let kept = items.iter().filter(|(key, _)| !derived.contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key.clone(), texts(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(texts).collect()),
        _ => form.clone(),
    }
}

#[test]
fn parent_rows_stay_parent_rows() {
    let desk = Desk::new();
    let (draft, _) = drafts().remove("parent rows").unwrap();
    let form = form(&draft.export(&desk));
    let parents: Vec<bool> =
        form["indicators"].as_array().unwrap().iter().map(|row| row["parent"] == json!(true)).collect();
    assert_eq!(parents, [true, false, false, false]);
}

#[test]
fn the_examples_and_blank_forms_come_back() {
    let desk = Desk::new();
    for profile in builtin() {
        let id = &profile.id;
        for workbook in [workbooks::example(id), new_form(profile, &[]).unwrap()] {
            let found = desk.differences(id, &desk.export(&workbook));
            assert!(found.is_empty(), "{id}: {found:#?}");
        }
    }
}

#[test]
fn several_forms_come_back_on_as_many_sheets() {
    let desk = Desk::new();
    let mut export = desk.export(&workbooks::example("national-project"));
    let other = desk.export(&workbooks::example("shangjie-department"));
    export["files"][0]["forms"].as_array_mut().unwrap().push(form(&other));
    let found = desk.differences("national-project", &export);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(forms(&desk.export(&made("national-project", &export))).as_array().unwrap().len(), 2);
}

#[test]
fn published_forms_come_back() {
    let Some(corpus) = std::env::var_os("ZIPING_CORPUS").map(PathBuf::from) else {
        println!("skipped: ZIPING_CORPUS names no folder");
        return;
    };
    let desk = Desk::new();
    let mut names: Vec<PathBuf> =
        fs::read_dir(corpus.join("xlsx")).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut wrong = Vec::new();
    for path in &names {
        let export = desk.export(&fs::read(path).unwrap());
        let profile = form(&export)["profile"]["id"].as_str().unwrap().to_owned();
        let found = desk.differences(&profile, &export);
        wrong.extend(found.into_iter().map(|found| format!("{}: {found}", path.display())));
    }
    println!("{} published forms", names.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
