//! LibreOffice as the second opinion: it opens what was written, works it out anew, saves and prints it.

use std::fs;
use std::path::Path;
use std::process::Command;

/// LibreOffice with a user profile of its own, which recalculates every workbook on loading.
pub(crate) struct Office(tempfile::TempDir);

const RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

impl Office {
    /// `None`, with a line saying so, where LibreOffice is not installed and nobody insists.
    pub(crate) fn find() -> Option<Self> {
        if Command::new("soffice").arg("--version").output().is_err() {
            assert!(std::env::var_os("CI").is_none(), "CI needs LibreOffice: install libreoffice-calc");
            println!("SKIPPED: soffice is not installed, nothing was opened in LibreOffice");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("user/user");
        fs::create_dir_all(&settings).unwrap();
        fs::write(settings.join("registrymodifications.xcu"), RECALCULATE).unwrap();
        Some(Self(folder))
    }

    /// Converts workbooks by one start of the program; `None` for one that it does not open. The names carry no extension.
    pub(crate) fn converted<B: AsRef<[u8]>>(&self, files: &[(&str, B)], to: &str) -> Vec<Option<Vec<u8>>> {
        let (inputs, out) = (self.0.path().join("in"), self.0.path().join("out"));
        for folder in [&inputs, &out] {
            drop(fs::remove_dir_all(folder));
            fs::create_dir_all(folder).unwrap();
        }
        let path = |folder: &Path, name: &str, kind: &str| folder.join(format!("{name}.{kind}"));
        for (name, bytes) in files {
            fs::write(path(&inputs, name, "xlsx"), bytes.as_ref()).unwrap();
        }
        let profile = format!("-env:UserInstallation=file://{}", self.0.path().join("user").display());
        Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", to, "--outdir"])
            .arg(&out)
            .args(files.iter().map(|(name, _)| path(&inputs, name, "xlsx")))
            .output()
            .unwrap();
        files.iter().map(|(name, _)| fs::read(path(&out, name, to)).ok()).collect()
    }

    /// One workbook that must be opened.
    pub(crate) fn saved(&self, bytes: &[u8], to: &str) -> Vec<u8> {
        self.converted(&[("one", bytes)], to).pop().flatten().expect("LibreOffice opens the workbook")
    }
}
