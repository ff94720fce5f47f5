//! WEB-06: what the command line says of a form, and saves, the page does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;
use serde_json::{Value, json};

use super::server::Server;
use crate::forms;

fn run(args: &[&str], paths: &[String]) -> Vec<u8> {
    let mut command = Command::cargo_bin("ziping").unwrap();
    command.args(args).arg("--no-config").args(paths).output().unwrap().stdout
}

#[test]
fn a_form_gets_the_same_findings_and_the_same_copy() {
    let forms = forms();
    assert!(forms.len() >= 20, "{} forms", forms.len());
    let paths: Vec<String> = forms.iter().map(|path| path.display().to_string()).collect();
    let report: Value = serde_json::from_slice(&run(&["check", "--format", "json"], &paths)).unwrap();
    // A file that is the same as an earlier one is told so there; on the page each is looked at alone.
    let told = report["files"].as_array().unwrap().iter().filter(|file| file["same_as"].is_null());
    let told: BTreeMap<&str, &Value> = told.map(|file| (file["path"].as_str().unwrap(), file)).collect();
    assert!(told.len() >= 20 && told.values().any(|file| file["status"] == "findings"));
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    for (place, path) in paths.iter().enumerate() {
        let Some(entry) = told.get(path.as_str()) else { continue };
        let bytes = fs::read(path).unwrap();
        let reply = server.file("/api/check", path, &bytes);
        let checked = reply.json();
        assert_eq!(checked["schema"], "ziping/page/1", "{path}");
        assert_eq!(&&checked["file"], entry, "{path}");
        let own = folder.path().join(place.to_string());
        run(&["fix", "--quiet", "--out-dir", own.to_str().unwrap()], std::slice::from_ref(path));
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        let reply = server.file("/api/fix", name, &bytes);
        let saved = fs::read_dir(&own).ok().and_then(|mut files| Some(files.next()?.unwrap().path()));
        match saved {
            Some(saved) => {
                assert_eq!(reply.status, 200, "{path}: {}", reply.text());
                assert!(reply.body == fs::read(&saved).unwrap(), "{path}: another workbook");
                let named = super::server::encoded(saved.file_name().unwrap().to_str().unwrap());
                let plain = |text: &str| {
                    text.to_lowercase().replace("%2e", ".").replace("%5f", "_").replace("%2d", "-")
                };
                assert!(plain(&reply.head).contains(&plain(&named)), "{path}: {}", reply.head);
            }
            None => {
                assert_eq!(reply.status, 422, "{path}");
                assert_eq!(reply.json()["code"], entry["reason"]["code"], "{path}");
            }
        }
    }
}

#[test]
fn a_profile_may_be_named() {
    let server = Server::start();
    let bytes = crate::workbooks::example("national-project");
    let checked = |profile: &str| {
        let head = format!(
            "POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Ziping-Token: {}\r\nX-Ziping-Name: a.xlsx\r\n\
             X-Ziping-Profile: {profile}\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n",
            server.port,
            server.token,
            bytes.len()
        );
        server.send(&[head.as_bytes(), &bytes].concat()).json()["file"]["forms"][0]["profile"].clone()
    };
    let profile = checked("hubei-project");
    assert_eq!((&profile["id"], &profile["chosen"]), (&json!("hubei-project"), &json!("given")));
    assert_eq!(checked("")["chosen"], "detected");
}

#[test]
fn rules_and_profiles_are_those_of_the_catalogue() {
    let server = Server::start();
    let get = |path: &str| {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-Ziping-Token: TOKEN\r\nConnection: close\r\n\r\n"
        );
        server.say(&head).json()
    };
    let rules = get("/api/rules");
    assert_eq!(rules.as_array().unwrap().len(), ziping::rules::CATALOGUE.len());
    assert!(rules.as_array().unwrap().iter().all(|rule| rule["text"].as_str().unwrap().contains("查什么")));
    let profiles = get("/api/profiles");
    assert!(profiles.as_array().unwrap().contains(&json!({ "id": "shangjie-department", "name": ziping::template::by_id("shangjie-department").unwrap().name })));
}
