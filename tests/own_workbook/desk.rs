//! A folder of its own in which the program runs as its users run it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;
use tempfile::TempDir;

pub(crate) struct Desk(TempDir);

/// How a run ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    /// What it printed, both ways.
    pub(crate) said: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub(crate) fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|_| panic!("no {name} among {:?}", self.files().keys()))
    }

    /// Every file with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap());
        entries
            .filter(|entry| entry.path().is_file())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect()
    }

    /// Runs the program, which must not speak of its own inside.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let ran = self.run_freely(args);
        assert_eq!(ran.inner_word(), None, "{}", ran.said);
        ran
    }

    fn run_freely(&self, args: &[&str]) -> Ran {
        let mut command = Command::cargo_bin("ziping").unwrap();
        let output = command.current_dir(self.0.path()).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), said: text(output.stdout) + &text(output.stderr) }
    }
}

impl Ran {
    /// A word that no user should read.
    fn inner_word(&self) -> Option<&'static str> {
        const INNER: [&str; 7] = ["panicked", "os error", "unwrap", "Err(", "None", "NaN", "null"];
        INNER.into_iter().find(|word| self.said.contains(word))
    }
}

/// The name that `fix` gives the copy.
pub(crate) fn corrected_name(file: &str) -> String {
    let (stem, kind) = file.rsplit_once('.').unwrap();
    format!("{stem}_已核.{kind}")
}

/// The corrected copy; what was said, or went wrong, where there is none.
pub(crate) fn try_fixed(file: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let desk = Desk::new();
    desk.put(file, bytes);
    let ran = desk.run_freely(&["fix", file]);
    let mut files = desk.files();
    if files.remove(file).is_none_or(|now| now != bytes) {
        return Err("the input was changed".to_owned());
    }
    if let Some(word) = ran.inner_word() {
        return Err(format!("says {word}: {}", ran.said));
    }
    match (ran.code, files.remove(&corrected_name(file))) {
        (0 | 1, Some(copy)) if files.is_empty() => Ok(copy),
        (2, None) if files.is_empty() => Err(ran.said),
        (code, _) => Err(format!("ended with {code} and left {:?}: {}", desk.files().keys(), ran.said)),
    }
}

/// The corrected copy, which there must be.
pub(crate) fn fixed(file: &str, bytes: &[u8]) -> Vec<u8> {
    try_fixed(file, bytes).unwrap_or_else(|said| panic!("{file} was refused: {said}"))
}

/// Whether a refusal names its code: `F` and three digits.
pub(crate) fn has_code(said: &str) -> bool {
    let coded = |rest: &str| rest.len() >= 3 && rest.bytes().take(3).all(|byte| byte.is_ascii_digit());
    said.split('F').skip(1).any(coded)
}
