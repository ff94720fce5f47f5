//! Which waivers hold for a file, and which ones met nothing.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::WaiverEntry;
use crate::rules::CheckedForm;
use crate::write::Marks;

/// The waivers that hold for one file: the marks in its own 问题清单, then those of the user's that take it.
pub(super) fn waivers_of(path: &Path, marks: &Marks, given: &[WaiverEntry]) -> Vec<WaiverEntry> {
    marks.entries().chain(given.iter().filter(|entry| entry.takes_file(path))).cloned().collect()
}

/// A waiver that met no finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The waiver.
    pub entry: WaiverEntry,
    /// The workbook whose 问题清单 it stands in; `None` for one of the settings.
    pub path: Option<PathBuf>,
    /// Whether a file that it takes was checked at all.
    pub file_seen: bool,
}

/// What one file shows of the waivers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WaiversSeen {
    /// Those given that take the file, by their index, and whether they met a finding.
    given: Vec<(usize, bool)>,
    /// The file's own marks that met none.
    stale: Vec<WaiverEntry>,
}

impl WaiversSeen {
    /// Looks at a file with its forms as they were checked.
    pub fn of(given: &[WaiverEntry], path: &Path, forms: &[CheckedForm], marks: &Marks) -> Self {
        let taking = given.iter().enumerate().filter(|(_, entry)| entry.takes_file(path));
        Self {
            given: taking.map(|(index, entry)| (index, meets(entry, forms))).collect(),
            stale: marks.open.iter().filter(|entry| !meets(entry, forms)).cloned().collect(),
        }
    }
}

/// Keeps count of the waivers that met a finding, over all files of a run.
#[derive(Debug, Default)]
pub struct WaiverUse<'w> {
    given: Vec<Given<'w>>,
    stale_marks: Vec<Unused>,
}

#[derive(Debug)]
struct Given<'w> {
    entry: &'w WaiverEntry,
    file_seen: bool,
    met: bool,
}

impl<'w> WaiverUse<'w> {
    /// Nothing seen yet.
    pub fn new(given: &'w [WaiverEntry]) -> Self {
        let given = given.iter().map(|entry| Given { entry, file_seen: false, met: false });
        Self { given: given.collect(), stale_marks: Vec::new() }
    }

    /// Takes in what a file has shown.
    pub fn add(&mut self, path: &Path, seen: WaiversSeen) {
        for (index, met) in seen.given {
            if let Some(given) = self.given.get_mut(index) {
                given.file_seen = true;
                given.met |= met;
            }
        }
        let path = || Some(path.to_owned());
        let stale = seen.stale.into_iter();
        self.stale_marks.extend(stale.map(|entry| Unused { entry, path: path(), file_seen: true }));
    }

    /// What met nothing: the settings' in the order of the file, then marks in the order of the files.
    pub fn unused(self) -> Vec<Unused> {
        let given = self.given.into_iter().filter(|given| !given.met).map(|given| Unused {
            entry: given.entry.clone(),
            path: None,
            file_seen: given.file_seen,
        });
        given.chain(self.stale_marks).collect()
    }
}

fn meets(entry: &WaiverEntry, forms: &[CheckedForm]) -> bool {
    forms.iter().any(|checked| {
        let mut findings = checked.findings.iter();
        findings.any(|finding| entry.fits(&checked.form, finding.rule, finding.cell, &finding.label))
    })
}
