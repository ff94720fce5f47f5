//! A folder: copies beside the files, never over anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;
use serde_json::json;
use tempfile::TempDir;

use super::server::Server;
use crate::workbooks::example;

fn desk() -> TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::create_dir(desk.path().join("二科")).unwrap();
    for (name, bytes) in [
        ("二科/对.xlsx", example("shangjie-department")),
        ("坏.xlsx", b"no workbook".to_vec()),
        ("错.xlsx", example("national-project")),
    ] {
        fs::write(desk.path().join(name), bytes).unwrap();
    }
    desk
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for inside in [folder.to_owned(), folder.join("二科")] {
        for path in
            fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
        {
            found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn copies_go_beside_the_files_as_with_fix() {
    let (desk, other, server) = (desk(), desk(), Server::start());
    let looked = server.folder(desk.path(), false);
    assert_eq!(looked[0], json!({ "files": 3 }));
    assert_eq!(files(desk.path()), files(other.path()), "a check writes nothing");
    let statuses: Vec<&str> =
        looked[1..].iter().map(|line| line["file"]["status"].as_str().unwrap()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == "unreadable").count(), 1);
    assert!(looked.iter().all(|line| line["output"].is_null()));

    let written = server.folder(desk.path(), true);
    let mut command = Command::cargo_bin("ziping").unwrap();
    command.args(["fix", "--no-config", "."]).current_dir(other.path()).output().unwrap();
    assert_eq!(files(desk.path()), files(other.path()), "what fix writes, byte for byte");
    let outputs: Vec<_> = written.iter().filter_map(|line| line["output"].as_str()).collect();
    assert_eq!(outputs.len(), 2);
    assert!(outputs.iter().all(|output| Path::new(output).is_file()));
    assert!(written.iter().any(|line| line["corrected"] == json!(3)), "{written:?}");

    // Once more: nothing is written over, and each file that has a copy says why there is no new one.
    let before = files(desk.path());
    let again = server.folder(desk.path(), true);
    assert_eq!(files(desk.path()), before);
    assert!(again.iter().all(|line| line["output"].is_null()));
    let refused = again.iter().filter_map(|line| line["reason"]["code"].as_str());
    assert_eq!(refused.filter(|code| matches!(*code, "F060" | "F061")).count(), 4, "{again:?}");
}

#[test]
fn a_path_that_is_nowhere_is_told() {
    let (desk, server) = (desk(), Server::start());
    let lines = server.folder(&desk.path().join("没有"), true);
    assert_eq!(lines[0], json!({ "files": 1 }));
    assert_eq!(lines[1]["file"]["status"], "unreadable");
    assert!(lines[1]["file"]["reason"]["message"].as_str().unwrap().contains("找不到"));
    let reply = server.post("/api/folder", "application/json", "", b"{\"path\":1}");
    assert_eq!((reply.status, &reply.json()["code"]), (400, &json!("P400")));
}
