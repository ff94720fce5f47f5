//! Which finding follows from which.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::model::{Finding, Severity, WaiverKind};
use crate::value::CellRef;

/// The error findings so far, by the cells they sit on and the cells they doubt.
///
/// A finding is the child of the earliest error that sits on its cell or doubts a cell it reads. One that a person
/// explained has children only where no other error claims them: they are waived with it, and what is wrong for another
/// reason must not be. A false alarm has none.
#[derive(Debug, Default)]
pub(super) struct Causes {
    sits_on: HashMap<CellRef, usize>,
    doubts: HashMap<CellRef, usize>,
    /// Of each finding, the one that it follows from in the end; itself if from none.
    roots: Vec<usize>,
}

impl Causes {
    /// The index of the finding that one on `cell`, which reads `reads`, follows from in the end.
    pub(super) fn root(&self, findings: &[Finding], cell: CellRef, reads: &[CellRef]) -> Option<usize> {
        let doubting = reads.iter().filter_map(|cell| self.doubts.get(cell));
        let parent = doubting
            .chain(self.sits_on.get(&cell))
            .min_by_key(|index| (findings[**index].waived.is_some(), **index));
        parent.map(|parent| self.roots[*parent])
    }

    /// Takes in the last finding, which follows from the one at `root`.
    pub(super) fn add(&mut self, findings: &[Finding], root: Option<usize>) {
        let (Some(finding), index) = (findings.last(), self.roots.len()) else { return };
        self.roots.push(root.unwrap_or(index));
        let kind = finding.waived.as_ref().map(|waiver| waiver.kind);
        if finding.severity != Severity::Error || kind == Some(WaiverKind::FalseAlarm) {
            return;
        }
        claim(&mut self.sits_on, findings, finding.cell, index);
        for cell in &finding.doubts {
            claim(&mut self.doubts, findings, *cell, index);
        }
    }
}

/// The cell is the earliest error's; one that nobody explained comes before those that somebody did.
fn claim(cells: &mut HashMap<CellRef, usize>, findings: &[Finding], cell: CellRef, index: usize) {
    match cells.entry(cell) {
        Entry::Vacant(free) => {
            free.insert(index);
        }
        Entry::Occupied(mut taken) => {
            if findings[*taken.get()].waived.is_some() && findings[index].waived.is_none() {
                taken.insert(index);
            }
        }
    }
}
