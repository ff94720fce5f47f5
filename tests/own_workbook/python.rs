//! openpyxl as another reader and writer of workbooks.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// Cells by sheet and address, as openpyxl reads them with `data_only`.
pub(crate) type Values = BTreeMap<String, BTreeMap<String, Value>>;

/// Runs a script beside the tests; `None`, with a line saying so, where openpyxl is missing and nobody insists.
fn run(script: &str, args: &[PathBuf]) -> Option<String> {
    let found = Command::new("python3").args(["-c", "import openpyxl"]).output();
    if !found.is_ok_and(|found| found.status.success()) {
        assert!(std::env::var_os("CI").is_none(), "CI needs openpyxl: install python3-openpyxl");
        println!("SKIPPED: openpyxl is not installed, {script} was not run");
        return None;
    }
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/own_workbook").join(script);
    let ran = Command::new("python3").arg(&script).args(args).output().unwrap();
    assert!(ran.status.success(), "{}: {}", script.display(), String::from_utf8_lossy(&ran.stderr));
    Some(String::from_utf8(ran.stdout).unwrap())
}

/// The workbook as openpyxl writes it, with notes, validations, formats by condition and named styles of its own.
pub(crate) fn written(bytes: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.xlsx"), folder.path().join("to.xlsx"));
    fs::write(&from, bytes).unwrap();
    run("write_workbook.py", &[from, to.clone()])?;
    Some(fs::read(to).unwrap())
}

/// The cached values of workbooks; `None` for one that openpyxl does not load.
pub(crate) fn values<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Option<Vec<Option<Values>>> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.path().join(format!("{name}.xlsx"))).collect();
    for (path, (_, bytes)) in paths.iter().zip(files) {
        fs::write(path, bytes.as_ref()).unwrap();
    }
    let out = run("read_workbook.py", &paths)?;
    Some(serde_json::from_str(&out).unwrap())
}
