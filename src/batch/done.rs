//! What came of one file.

use serde::{Deserialize, Serialize};

use super::{Clues, FileRecord};
use crate::check::WaiversSeen;
use crate::report::{Line, Summary, Verdict};

/// What came of one file: all that a run keeps, prints and counts of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// What the run's outputs are made from.
    pub record: FileRecord,
    /// Its part of the closing line.
    pub verdict: Verdict,
    /// Its part of the counts at the end of a JSON report.
    pub summary: Summary,
    /// What it shows of the waivers.
    pub waivers: WaiversSeen,
    /// Its part of stdout.
    pub stdout: String,
    /// What it shows of signals, if they are asked for and were looked for already.
    #[serde(skip)]
    pub clues: Option<Clues>,
    /// What is to be told beside the result.
    pub messages: Vec<Line>,
    /// The SHA-256 of the corrected copy, in hexadecimal.
    pub output_sha256: Option<String>,
}
