//! What an earlier run kept: which lines of its journal still hold.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::batch::Done;
use crate::check::hex;
use crate::report::rules_sha256;

/// What a line holds for: path, content and options together.
type Key = [u8; 32];

/// Lines of a journal by what they hold for.
#[derive(Debug)]
pub struct Kept {
    options: String,
    lines: HashMap<Key, KeptLine>,
}

/// A line that an earlier run wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptLine {
    /// Where it begins.
    pub(super) offset: u64,
    /// The SHA-256 of the copy it speaks of, hashed once more.
    output: Option<Key>,
}

impl KeptLine {
    /// Whether the copy that the line speaks of had this content.
    pub fn wrote(&self, sha256: &str) -> bool {
        self.output == Some(hash(&[sha256]))
    }
}

#[derive(Serialize)]
struct Line<'l> {
    options: &'l str,
    done: &'l Done,
}

#[derive(Deserialize)]
struct Seen {
    options: String,
    done: SeenDone,
}

#[derive(Deserialize)]
struct SeenDone {
    record: SeenRecord,
    output_sha256: Option<String>,
}

#[derive(Deserialize)]
struct SeenRecord {
    path: String,
    sha256: Option<String>,
    same_as: Option<String>,
}

impl Kept {
    /// Nothing is kept; lines will be for these options.
    pub(super) fn new(options: String) -> Self {
        Self { options, lines: HashMap::new() }
    }

    /// What a journal holds, and where its last whole line ends.
    pub(super) fn load(file: &mut File, options: String) -> io::Result<(Self, u64)> {
        let mut kept = Self::new(options);
        file.seek(SeekFrom::Start(0))?;
        let mut reader = BufReader::new(file);
        let (mut end, mut line) = (0, Vec::new());
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line)?;
            // A line that the process or the power was cut off in, and what may stand behind it, is nothing to go by.
            let Some(seen) = line.strip_suffix(b"\n").and_then(|line| serde_json::from_slice(line).ok())
            else {
                return Ok((kept, end));
            };
            kept.see(seen, end);
            end += length as u64;
        }
    }

    fn see(&mut self, seen: Seen, offset: u64) {
        let SeenRecord { path, sha256, same_as } = seen.done.record;
        // What is the same as another file depends on the others.
        if let (Some(sha256), None) = (sha256, same_as) {
            let output = seen.done.output_sha256.map(|output| hash(&[&output]));
            let key = hash(&[&path, &sha256, &seen.options]);
            // Of a file given twice, the second may have been refused.
            if output.is_some() || !self.lines.contains_key(&key) {
                self.lines.insert(key, KeptLine { offset, output });
            }
        }
    }

    /// The line of a file with this path and content, checked by the same options.
    pub fn find(&self, path: &str, sha256: &str) -> Option<KeptLine> {
        if self.lines.is_empty() {
            return None;
        }
        self.lines.get(&hash(&[path, sha256, &self.options])).copied()
    }

    /// The line for a file.
    pub fn line(&self, done: &Done) -> Vec<u8> {
        let line = Line { options: &self.options, done };
        let mut line = serde_json::to_vec(&line).expect("plain structs with text keys");
        line.push(b'\n');
        line
    }
}

/// One hash over all that a result depends on beside the file.
pub(super) fn options_hash(options: &str) -> String {
    hex(&hash(&[env!("CARGO_PKG_VERSION"), &rules_sha256(), options]))
}

fn hash(parts: &[&str]) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().into()
}
