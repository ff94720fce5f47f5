//! Copies of whole workbooks with something changed at random: each ends as any file does.
//!
//! `ZIPING_MUTATIONS=10000 cargo test --release --test hostile mutated -- --nocapture` tries as many as a release should see;
//! with `ZIPING_CORPUS` copies of published forms are among them.

use std::fs;
use std::io::{BufRead as _, BufReader, Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use zip::{CompressionMethod, ZipArchive};

use super::form::zipped;
use super::run::{MOST_MEMORY, MOST_TIME, measured, ziping};
use super::{binary, kinds, ole};

/// How many copies are tried where nobody asks for another number.
const USUAL: usize = 400;

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Whole files: the example of every profile, one of each format, and published forms where there are any.
fn originals() -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir("workbook-templates")
        .unwrap()
        .map(|entry| entry.unwrap().path().join("example.xlsx"))
        .filter(|path| path.is_file())
        .collect();
    assert!(paths.len() > 10, "the templates are where they were");
    if let Some(corpus) = std::env::var_os("ZIPING_CORPUS") {
        let folders = ["xlsx", "xls", "ods"].map(|kind| Path::new(&corpus).join(kind));
        paths.extend(
            folders
                .iter()
                .filter_map(|folder| fs::read_dir(folder).ok())
                .flatten()
                .map(|entry| entry.unwrap().path()),
        );
    }
    paths.sort();
    let mut originals: Vec<_> =
        paths.iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect();
    for (name, bytes) in [
        ("示例.xls", ole::form()),
        ("示例.xlsb", binary::form()),
        ("示例.ods", binary::ods_form()),
        ("示例.docx", kinds::document()),
        ("宏.xlsm", kinds::with_everything()),
    ] {
        originals.push((name.to_owned(), bytes));
    }
    originals
}

/// A copy with something changed.
fn mutated(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    // Behind a zip's checksums nothing would be read at all, so half of the changes are made to a part.
    if original.starts_with(b"PK") && dice.below(2) == 0 {
        return with_part_changed(original, dice);
    }
    let mut bytes = original.to_vec();
    changed(&mut bytes, dice);
    bytes
}

fn with_part_changed(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(original)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        parts.push((name, bytes));
    }
    let (one, other) = (dice.below(parts.len()), dice.below(parts.len()));
    if dice.below(4) == 0 {
        let taken = parts[one].1.clone();
        parts[one].1 = std::mem::replace(&mut parts[other].1, taken);
    } else {
        changed(&mut parts[one].1, dice);
    }
    zipped(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), CompressionMethod::Deflated)
}

/// Bits flipped, a length replaced, a piece cut off, doubled or blanked.
fn changed(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let place = dice.below(bytes.len());
    match dice.below(6) {
        0 | 1 => {
            for _ in 0..=dice.below(8) {
                let place = dice.below(bytes.len());
                bytes[place] ^= 1 << dice.below(8);
            }
        }
        2 => {
            let number = *dice.pick(&[0, 1, 0xff, 0x7fff_ffff, 0x8000_0000, u32::MAX, u32::MAX - 1]);
            for (byte, own) in bytes[place..].iter_mut().zip(number.to_le_bytes()) {
                *byte = own;
            }
        }
        3 => bytes.truncate(place),
        4 => {
            let piece = bytes[place..].iter().copied().take(1 + dice.below(4096)).collect::<Vec<_>>();
            let at = dice.below(bytes.len());
            bytes.splice(at..at, piece);
        }
        _ => {
            let end = (place + 1 + dice.below(512)).min(bytes.len());
            bytes[place..end].fill(*dice.pick(&[0, 0xff, b'<', b'"']));
        }
    }
}

/// The program as it works for others: a file a line in, a record a line out.
struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn begin(folder: &Path) -> Self {
        let errors = fs::File::create(folder.join("stderr")).unwrap();
        let mut command = ziping(folder, &["worker"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    /// What it says of a file, and the time it took; `None` if it died.
    fn check(&mut self, name: &str) -> Option<(Value, Duration)> {
        let begun = Instant::now();
        writeln!(self.input, "{{\"path\":\"{name}\"}}").ok()?;
        let mut line = String::new();
        self.output.read_line(&mut line).ok()?;
        Some((serde_json::from_str(&line).ok()?, begun.elapsed()))
    }

    /// The most memory that it has held so far, in KB.
    fn peak(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is wrong with a record: a reason needs a code, and words for a person.
fn fault(record: &Value) -> Option<String> {
    let reason = &record["reason"];
    let text = reason["message"].as_str().unwrap_or_default();
    let is_coded = reason["code"].as_str().is_some_and(|code| code.len() == 4 && code.starts_with('F'));
    let is_fine = reason.is_null() || is_coded && !text.is_empty() && !text.contains("panicked");
    (!is_fine).then(|| format!("says {record}"))
}

#[test]
fn mutated_copies_end_as_any_file() {
    let asked = std::env::var("ZIPING_MUTATIONS").ok().and_then(|count| count.parse().ok());
    let count = asked.unwrap_or(USUAL);
    let originals = originals();
    let folder = tempfile::tempdir().unwrap();
    let mut worker = Worker::begin(folder.path());
    let (mut breaches, mut refused, mut worst_memory, mut worst_time) = (Vec::new(), 0, 0, Duration::ZERO);
    for seed in 1..=count {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(u64::try_from(seed).unwrap()));
        dice.below(1);
        let (name, original) = &originals[seed % originals.len()];
        let bytes = mutated(original, &mut dice);
        fs::write(folder.path().join("x"), &bytes).unwrap();
        let fault = match worker.check("x") {
            None => Some("died".to_owned()),
            Some((record, time)) => {
                worst_time = worst_time.max(time);
                refused += usize::from(!record["reason"].is_null());
                fault(&record).or_else(|| (time > MOST_TIME).then(|| format!("took {time:?}")))
            }
        };
        let peak = worker.peak();
        worst_memory = worst_memory.max(peak);
        let mut own: Vec<_> = fault.into_iter().collect();
        if !own.is_empty() || peak > MOST_MEMORY {
            // Alone it has to hold what a file may take; many in a row may keep a little of each.
            let ran = measured(folder.path(), &["check", "x"]);
            own.extend(ran.breaches(&bytes));
            worker = Worker::begin(folder.path());
        }
        if !own.is_empty() {
            if let Some(kept) = std::env::var_os("ZIPING_KEEP") {
                fs::write(Path::new(&kept).join(format!("mutated-{seed}")), &bytes).unwrap();
            }
            breaches.push(format!("{seed} of {name}: {}", own.join("; ")));
        }
    }
    println!("{count} copies, {refused} refused, at most {worst_memory} KB and {worst_time:?}");
    let said = fs::read_to_string(folder.path().join("stderr")).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    assert!(breaches.is_empty(), "{} of {count}:\n{}", breaches.len(), breaches.join("\n"));
}
