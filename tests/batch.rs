//! Many files at a time, through the program.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops where a step of it fails")]

mod generator;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use assert_cmd::cargo::CommandCargoExt as _;
use rust_decimal::dec;
use serde_json::Value;

use generator::generate;

/// A folder with so many forms, half of them with mistakes.
fn forms(count: u64) -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::create_dir(desk.path().join("收")).unwrap();
    for number in 1..=count {
        let form = generate(11, number, dec!(0.5));
        assert!(form.truth.len() < 9 && form.indicators > 9);
        fs::write(desk.path().join("收").join(form.name), form.bytes).unwrap();
    }
    desk
}

fn ziping(desk: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("ziping").unwrap();
    command.current_dir(desk).args(args).stdin(Stdio::null());
    command
}

fn ran(desk: &Path, args: &[&str]) -> (Output, String) {
    let output = ziping(desk, args).output().unwrap();
    let err = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!output.stdout.contains(&0x1b) && !err.contains(['\u{1b}', '\r']), "{args:?}: {err}");
    (output, err)
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path => _ = found.insert(path.clone(), fs::read(&path).unwrap()),
        }
    }
    found
}

#[test]
fn any_number_of_workers_gives_the_same_results() {
    let desk = forms(40);
    let desk = desk.path();
    let mut counts = Vec::new();
    for format in ["text", "json", "ndjson", "csv"] {
        let [one, four] = ["1", "4"].map(|jobs| {
            let report = format!("{format}{jobs}.xlsx");
            let tables = format!("{format}{jobs}");
            let args =
                ["check", "收", "-j", jobs, "--format", format, "--report", &report, "--parquet", &tables];
            let (output, err) = ran(desk, &args);
            assert_eq!(output.status.code(), Some(1), "{err}");
            let verdict = err.lines().last().unwrap();
            assert!(verdict.starts_with("共 40 份：通过 ") && verdict.contains("无法检查 0"), "{verdict}");
            (output.stdout, files(&desk.join(tables)).into_values().collect::<Vec<_>>())
        });
        assert!(one == four, "{format}");
        let text = String::from_utf8(one.0).unwrap();
        counts.push(match format {
            "json" => {
                let all: Value = serde_json::from_str(&text).unwrap();
                let files = all["files"].as_array().unwrap().iter();
                let forms = files.flat_map(|file| file["forms"].as_array().unwrap());
                forms.map(|form| form["findings"].as_array().unwrap().len()).sum()
            }
            "ndjson" => {
                let forms = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
                forms.map(|form| form["findings"].as_array().unwrap().len()).sum()
            }
            "csv" => csv_rows(&text),
            _ => counted(&text),
        });
    }
    assert!(counts[0] > 100 && counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}

/// The findings that the lines on the forms count.
fn counted(text: &str) -> usize {
    let of_forms = text.lines().filter(|line| line.contains(" 处，提示 "));
    let numbers = of_forms.flat_map(|line| line.split(|c: char| !c.is_ascii_digit()));
    numbers.filter_map(|digits| digits.parse::<usize>().ok()).sum()
}

fn csv_rows(text: &str) -> usize {
    // Line breaks in a cell are within quotes.
    let quoted = text.split('"').step_by(2);
    quoted.map(|outside| outside.matches("\r\n").count()).sum::<usize>() - 1
}

#[test]
fn a_bad_file_hides_no_other_and_the_same_bytes_are_checked_once() {
    let desk = forms(3);
    let desk = desk.path();
    let first = files(&desk.join("收")).into_values().next().unwrap();
    for (name, bytes) in [
        ("0空.xlsx", &[][..]),
        ("1截.xlsx", &first[..first.len() / 2]),
        ("z又一份.xlsx", &first),
        ("~$锁.xlsx", &first),
        (".DS_Store", b"x"),
    ] {
        fs::write(desk.join("收").join(name), bytes).unwrap();
    }
    let (output, err) = ran(desk, &["check", "收", "收/无*.xls", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("F001") && err.contains("F010") && err.contains("F056"), "{err}");
    assert!(err.lines().last().unwrap().starts_with("共 7 份：") && err.contains("无法检查 3"), "{err}");
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = all["files"].as_array().unwrap();
    let same: Vec<&Value> = told.iter().filter(|file| file["same_as"].is_string()).collect();
    assert_eq!(same.len(), 1);
    assert_eq!(same[0]["path"], "收/z又一份.xlsx");
}

#[test]
fn a_summary_in_the_folder_is_renewed_and_not_checked() {
    let desk = forms(2);
    let args = ["check", "收", "--report", "收/汇总.xlsx", "--force"];
    for _ in 0..2 {
        let (_, err) = ran(desk.path(), &args);
        assert!(err.lines().last().unwrap().starts_with("共 2 份："), "{err}");
    }
}

#[test]
fn copies_keep_the_folders_of_their_inputs() {
    let desk = forms(4);
    let desk = desk.path();
    let inputs = files(&desk.join("收"));
    fs::create_dir(desk.join("收/乡")).unwrap();
    let (path, bytes) = inputs.iter().next().unwrap();
    fs::write(desk.join("收/乡").join(path.file_name().unwrap()), bytes).unwrap();
    let before = files(&desk.join("收"));
    let (output, err) = ran(desk, &["fix", "收", "--out-dir", "出", "-j", "3"]);
    assert!(output.status.code() < Some(2), "{err}");
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    assert!(desk.join(format!("出/{stem}_已核.xlsx")).exists());
    assert!(desk.join(format!("出/乡/{stem}_已核.xlsx")).exists());
    assert_eq!(files(&desk.join("出")).len(), 5, "no journal and nothing half is left");
    assert_eq!(files(&desk.join("收")), before);
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let desk = forms(60);
    let desk = desk.path();
    let inputs = files(&desk.join("收"));
    let outputs = ["--report", "汇总.xlsx", "--parquet", "数据表", "--format", "ndjson"];
    let check = [&["check", "收", "--no-config", "-j", "2"][..], &outputs].concat();
    let fix = |folder: &'static str| ["fix", "收", "--no-config", "--out-dir", folder, "-j", "2"];
    let (whole, _) = ran(desk, &check);
    let summary = fs::read(desk.join("汇总.xlsx")).unwrap();
    let tables = files(&desk.join("数据表"));
    assert_eq!(tables.len(), 3);
    fs::remove_file(desk.join("汇总.xlsx")).unwrap();
    fs::remove_dir_all(desk.join("数据表")).unwrap();
    ran(desk, &fix("整"));
    for (round, after) in [3, 25, 60, 110, 170, 240, 330].into_iter().enumerate() {
        let args = if round == 0 { check.clone() } else { [&check[..], &["--resume"]].concat() };
        let mut killed = ziping(desk, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let args = if round == 0 { fix("断").to_vec() } else { [&fix("断")[..], &["--resume"]].concat() };
        let mut fixing = ziping(desk, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(after));
        killed.kill().unwrap();
        fixing.kill().unwrap();
        killed.wait().unwrap();
        fixing.wait().unwrap();
        let written = fs::read(desk.join("汇总.xlsx"));
        assert!(written.is_err() || written.unwrap() == summary, "the summary is whole or not there");
        for (path, bytes) in files(desk).iter().filter(|(path, _)| path.starts_with(desk.join("断"))) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let is_final = !name.starts_with('.');
            assert!(!is_final || *bytes == fs::read(desk.join("整").join(&name)).unwrap(), "{name} is whole");
        }
    }
    // As if the last run had been killed among its outputs, however far it came.
    let journal = desk.join(".汇总.xlsx.ziping-journal");
    fs::OpenOptions::new().create(true).append(true).open(journal).unwrap();
    fs::write(desk.join("数据表/forms.parquet"), "").unwrap();
    fs::write(desk.join("数据表/.ziping-aB3xYz"), "").unwrap();
    let (again, err) = ran(desk, &[&check[..], &["--resume"]].concat());
    assert_eq!(again.stdout, whole.stdout, "{err}");
    assert!(fs::read(desk.join("汇总.xlsx")).unwrap() == summary, "the summary is the same to the byte");
    assert!(files(&desk.join("数据表")) == tables, "so are the tables, and nothing is left beside them");
    ran(desk, &[&fix("断")[..], &["--resume"]].concat());
    let names = |folder: &str| {
        let all = files(&desk.join(folder)).into_iter();
        all.map(|(path, bytes)| (path.file_name().unwrap().to_owned(), bytes)).collect::<BTreeMap<_, _>>()
    };
    assert!(names("断") == names("整"));
    assert_eq!(files(&desk.join("收")), inputs);
    let left =
        fs::read_dir(desk).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    assert_eq!(left.filter(|name| name.starts_with('.')).count(), 0, "no journal, no temporary file");
}

#[test]
fn the_worker_answers_line_by_line() {
    let desk = forms(2);
    let desk = desk.path();
    let name = files(&desk.join("收")).into_keys().next().unwrap();
    let lines = format!("{{\"path\":{name:?}}}\nno task\n{{\"path\":\"无.xlsx\"}}\n");
    fs::write(desk.join("任务"), lines).unwrap();
    let tasks = fs::File::open(desk.join("任务")).unwrap();
    let output = ziping(desk, &["worker"]).stdin(tasks).output().unwrap();
    let answers: Vec<Value> = output
        .stdout
        .split(|b| *b == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 3);
    assert!(answers[0]["forms"][0]["indicators"].as_array().unwrap().len() > 9);
    assert_eq!(
        (&answers[1]["status"], &answers[2]["reason"]["code"]),
        (&"unreadable".into(), &"F050".into())
    );
}
