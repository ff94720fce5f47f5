//! Real published forms against their transcription, cell by cell.
//!
//! `ZIPING_CORPUS` names the folder; it is no part of the repository, so without it this says that it was skipped. The layouts
//! it holds are covered by the project's own fixtures too (tests/layouts.rs).

#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ziping::model::{EvaluationForm, Field, FundingRow, IndicatorRow};
use ziping::read::{read_forms, read_workbook};
use ziping::value::{fold, strip_blanks};

/// Of all cells in the truth, at least this share is read at its address, with its text, into its field.
const SHARE: f64 = 0.995;

/// Column by key in the truth → letter.
type Columns = BTreeMap<String, String>;

struct Tally {
    checked: u32,
    wrong: Vec<String>,
}

impl Tally {
    /// One cell: `got` is what was read, `text` what the form shows, `at` where.
    fn cell(&mut self, form: &str, what: &str, got: Option<&(String, String)>, at: &str, text: &str) {
        self.checked += 1;
        let right = match got {
            Some((own_at, own)) => own_at == at && same(own, text),
            // A column that carries nothing on this row may be left out.
            None => text.trim().is_empty(),
        };
        if !right {
            self.wrong.push(format!("{form} {what}: {text:?} at {at}, read {got:?}"));
        }
    }
}

/// The same text, or the same number however the cell holds it: `86%`, `86.00%`, 86.
fn same(own: &str, truth: &str) -> bool {
    let plain = |text: &str| {
        strip_blanks(&fold(text)).trim_end_matches('%').replace(',', "").trim_start_matches('\'').to_owned()
    };
    let (own, truth) = (plain(own), plain(truth));
    own == truth
        || matches!((own.parse::<f64>(), truth.parse::<f64>()), (Ok(a), Ok(b)) if (a - b).abs() < 1e-9)
}

fn shown<T>(field: Option<&Field<T>>) -> Option<(String, String)> {
    field.map(|field| (field.at.to_string(), field.text.clone()))
}

fn funding_field(row: &FundingRow, key: &str) -> Option<(String, String)> {
    match key {
        "name" => shown(Some(&row.name)),
        "initial" => shown(row.original_budget.as_ref()),
        "annual" => shown(row.revised_budget.as_ref()),
        "executed" => shown(row.outturn.as_ref()),
        "weight" => shown(row.weight.as_ref()),
        "rate" => shown(row.execution_rate.as_ref()),
        "score" => shown(row.score.as_ref()),
        other => panic!("the truth has a new funding column: {other}"),
    }
}

/// The field of a truth key; a column without a field of its own is found by its address.
fn indicator_field(row: &IndicatorRow, key: &str, at: &str) -> Option<(String, String)> {
    match key {
        "level1" => shown(row.level1.as_ref()),
        "level2" => shown(row.level2.as_ref()),
        "level3" => shown(row.level3.as_ref()),
        "op" => shown(row.sign.as_ref()),
        "unit" => shown(row.unit.as_ref()),
        "target" if row.original_target.is_some() => shown(row.original_target.as_ref()),
        // The adjusted target; where nothing was adjusted the first one stands in for it.
        "target2" => shown(row.target.as_ref()).filter(|(own, _)| own == at),
        "target" => shown(row.target.as_ref()),
        "actual" => shown(row.actual.as_ref()),
        "weight" => shown(row.weight.as_ref()),
        "score" => shown(row.score.as_ref()),
        "deviation" => shown(row.deviation.as_ref()),
        "reason" => shown(row.variance_note.as_ref()),
        // 指标性质 holds 定量指标 on some forms: read as the sign, which it is not, or as a further column.
        "nature" => shown(row.sign.as_ref()).or_else(|| {
            row.other.iter().find_map(|other| shown(Some(&other.field)).filter(|(own, _)| own == at))
        }),
        _ => row.other.iter().find_map(|other| shown(Some(&other.field)).filter(|(own, _)| own == at)),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn letters(value: &Value) -> Columns {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, letter)| (key.clone(), text(letter).to_owned()))
        .collect()
}

fn rows(value: &Value) -> Vec<u64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

fn compare(truth: &Value, form: &EvaluationForm, tally: &mut Tally) {
    let (id, facts, cells) = (text(&truth["id"]), &truth["form"], &truth["cells"]);
    tally.cell(id, "title", shown(Some(&form.title)).as_ref(), text(&cells["title"]), text(&facts["title"]));
    for (label, at) in letters(&cells["meta"]) {
        let entry = facts["meta"].as_array().unwrap().iter().find(|pair| text(&pair[0]) == label).unwrap();
        let own = form.header.iter().find(|own| same(&own.label, &label));
        let own = own.map(|own| (own.at.to_string(), own.text.clone()));
        tally.cell(id, &label, own.as_ref(), &at, text(&entry[1]));
    }
    let fund_rows = rows(&cells["fund_rows"]);
    for (index, (row, facts)) in fund_rows.iter().zip(facts["fund"].as_array().unwrap()).enumerate() {
        let own = form.funding.get(index);
        for (key, letter) in letters(&cells["fund_cols"]) {
            let got = own.and_then(|own| funding_field(own, &key));
            tally.cell(
                id,
                &format!("funding {row} {key}"),
                got.as_ref(),
                &format!("{letter}{row}"),
                text(&facts[&key]),
            );
        }
    }
    assert!(fund_rows.is_empty() || form.funding.len() >= fund_rows.len(), "{id}: a funding row is missing");

    let wanted = rows(&cells["indicator_rows"]);
    let found: Vec<u64> = form.indicators.iter().map(|row| row.row.into()).collect();
    assert_eq!(found, wanted, "{id}: every indicator row, and none invented");
    let columns = letters(&cells["indicator_cols"]);
    let mut masters: BTreeMap<&str, u64> = BTreeMap::new();
    for (own, facts) in form.indicators.iter().zip(facts["indicators"].as_array().unwrap()) {
        let merged: Vec<&str> =
            facts["merged_with_above"].as_array().into_iter().flatten().map(text).collect();
        for (key, letter) in &columns {
            let is_shared = merged.contains(&key.as_str());
            let master = masters.entry(key).or_insert(own.row.into());
            if !is_shared {
                *master = own.row.into();
            }
            let at = format!("{letter}{master}");
            // Points of a merged block belong to its first row.
            let wanted =
                if is_shared && matches!(key.as_str(), "score" | "weight") { "" } else { text(&facts[key]) };
            tally.cell(
                id,
                &format!("row {} {key}", own.row),
                indicator_field(own, key, &at).as_ref(),
                &at,
                wanted,
            );
        }
    }
    for (key, field) in [
        ("weight", form.total.as_ref().and_then(|total| total.weight.as_ref())),
        ("score", form.total.as_ref().and_then(|total| total.score.as_ref())),
    ] {
        if let Some(at) = cells[format!("total_{key}")].as_str() {
            tally.cell(id, &format!("total {key}"), shown(field).as_ref(), at, text(&facts["total"][key]));
        }
    }
    // The truth lists a goal's cells from left to right, without their columns.
    if let (Some(goal), false) = (facts["goal"]["cells"].as_array(), facts["goal"]["abridged"] == true) {
        let all = form.goals.iter().flat_map(|goal| [goal.expected.as_ref(), goal.actual.as_ref()]).flatten();
        let own: Vec<&str> = all.map(|field| field.text.as_str()).collect();
        for words in goal.iter().map(text) {
            tally.checked += 1;
            if !own.iter().any(|own| same(own, words)) {
                tally.wrong.push(format!("{id} goal {words:?}, read {own:?}"));
            }
        }
    }
    if let Some(tasks) = facts["tasks"].as_array() {
        let all = form.tasks.iter().flat_map(|task| [&task.name, &task.content, &task.actual]).flatten();
        let own: Vec<&str> = all.map(|field| field.text.as_str()).collect();
        for words in
            tasks.iter().flat_map(|task| task.as_object().into_iter().flatten()).map(|(_, words)| text(words))
        {
            tally.checked += 1;
            if !own.iter().any(|own| same(own, words)) {
                tally.wrong.push(format!("{id} task {words:?}, read {own:?}"));
            }
        }
    }
}

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("ZIPING_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: ZIPING_CORPUS is not set");
    }
    folder
}

/// Every form of one folder and ending against the truth.
fn check(corpus: &Path, ending: &str, at_least: usize) {
    let mut tally = Tally { checked: 0, wrong: Vec::new() };
    let mut files = 0;
    for entry in fs::read_dir(corpus.join("truth")).unwrap() {
        let truth: Value = serde_json::from_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        let id = text(&truth["id"]);
        let Ok(bytes) = fs::read(corpus.join(ending).join(format!("{id}.{ending}"))) else { continue };
        files += 1;
        let forms = read_forms(&read_workbook(&bytes).unwrap()).unwrap();
        assert_eq!(forms.len(), 1, "{id}: one form");
        compare(&truth, &forms[0], &mut tally);
    }
    assert!(files >= at_least, "{files} files of {ending}");
    let right = f64::from(tally.checked - u32::try_from(tally.wrong.len()).unwrap());
    let share = right / f64::from(tally.checked);
    println!("{ending}: {files} forms, {} cells, {} not as in the truth", tally.checked, tally.wrong.len());
    assert!(share >= SHARE, "{share:.4} of {} cells:\n{}", tally.checked, tally.wrong.join("\n"));
    for wrong in &tally.wrong {
        println!("  {wrong}");
    }
}

#[test]
fn xlsx_forms_read_as_transcribed() {
    if let Some(corpus) = corpus() {
        check(&corpus, "xlsx", 16);
    }
}

#[test]
fn xls_forms_read_as_transcribed() {
    if let Some(corpus) = corpus() {
        check(&corpus, "xls", 5);
    }
}

#[test]
fn ods_forms_read_as_transcribed() {
    if let Some(corpus) = corpus() {
        check(&corpus, "ods", 5);
    }
}
