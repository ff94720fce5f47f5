//! The program run on one file or folder, with what it printed and what it took.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The most memory that one file may take, in KB; a debug build is some 15 MB larger than what is handed out.
pub(crate) const MOST_MEMORY: u64 = if cfg!(debug_assertions) { 80 << 10 } else { 64 << 10 };
/// The most time of a processor that one file may take; a program built for tests is some ten times as slow as a released one.
pub(crate) const MOST_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// When a run counts as hung.
pub(crate) const HUNG: Duration = Duration::from_secs(120);
/// What no message says to a person.
const RUST_WORDS: [&str; 8] = ["panicked", "thread '", "os error", "unwrap", "Err(", "None", "NaN", "null"];

/// What a run printed, how it ended, and what it took.
pub(crate) struct Ran {
    /// The exit code; 128 and more after a signal.
    pub(crate) code: i32,
    /// What it printed as its result.
    pub(crate) out: String,
    /// What it told beside.
    pub(crate) err: String,
    /// The memory of its largest process, in KB; `None` where nothing measures it.
    pub(crate) peak: Option<u64>,
    /// The time of a processor that it and its workers took.
    pub(crate) busy: Duration,
    /// The time that passed.
    pub(crate) passed: Duration,
}

impl Ran {
    /// All that it printed.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// What it did that no run may do, a person reading what it printed; `own` is what the file itself says.
    pub(crate) fn breaches(&self, own: &[u8]) -> Vec<String> {
        let mut breaches = self.breaches_of_data(own);
        if self.said().chars().any(turns_text) {
            breaches.push(format!("turns the order of letters: {:?}", self.said()));
        }
        breaches
    }

    /// The same where a program reads it, who gets all letters as they are.
    pub(crate) fn breaches_of_data(&self, own: &[u8]) -> Vec<String> {
        let mut breaches = Vec::new();
        if !(0..=2).contains(&self.code) {
            breaches.push(format!("ended with {}", self.code));
        }
        if self.peak.is_some_and(|peak| peak > MOST_MEMORY) {
            breaches.push(format!("took {} KB", self.peak.unwrap_or_default()));
        }
        if self.busy > MOST_TIME {
            breaches.push(format!("took {:?}", self.busy));
        }
        let said = self.said();
        let is_own = |word: &str| own.windows(word.len()).any(|window| window == word.as_bytes());
        let words = RUST_WORDS.iter().filter(|word| said.contains(**word) && !is_own(word));
        breaches.extend(words.map(|word| format!("says {word}: {said}")));
        // Lines of CSV end in two of them.
        if said
            .replace("\r\n", "\n")
            .chars()
            .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t'))
        {
            breaches.push(format!("prints control characters: {said:?}"));
        }
        breaches
    }
}

/// Whether a letter turns the order of those that follow.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// A program of the system; `None` where it is missing, which a run for everybody may not be.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file());
    assert!(found.is_some() || std::env::var_os("CI").is_none(), "{name} is missing");
    if found.is_none() {
        eprintln!("not measured: {name} is missing");
    }
    found
}

/// The program with these arguments, in a folder.
pub(crate) fn ziping(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ziping"));
    command.current_dir(folder).args(args).stdin(Stdio::null());
    command
}

/// Runs the program in a folder and measures it.
pub(crate) fn measured(folder: &Path, args: &[&str]) -> Ran {
    let report = tempfile::NamedTempFile::new().unwrap();
    let mut command = Command::new("timeout");
    command.args(["-s", "KILL", &HUNG.as_secs().to_string()]);
    // Measured by a small process: what a large one begins counts its starter's memory as its own.
    if let Some(time) = tool("time") {
        command.arg(time).args(["-q", "-f", "%M %U %S", "-o"]).arg(report.path());
    }
    command.arg(env!("CARGO_BIN_EXE_ziping")).args(args).current_dir(folder).stdin(Stdio::null());
    let begun = Instant::now();
    let output = command.output().unwrap();
    let passed = begun.elapsed();
    let took = fs::read_to_string(report.path()).unwrap();
    let mut took = took.split_whitespace();
    let peak = took.next().and_then(|kilobytes| kilobytes.parse().ok());
    let times: Vec<f64> = took.filter_map(|seconds| seconds.parse().ok()).collect();
    let busy = if peak.is_some() { Duration::from_secs_f64(times.iter().sum()) } else { passed };
    Ran { peak, busy, passed, ..Ran::from(output) }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap_or(128);
        let (out, err) = (text(output.stdout), text(output.stderr));
        Self { code, out, err, peak: None, busy: Duration::ZERO, passed: Duration::ZERO }
    }
}
