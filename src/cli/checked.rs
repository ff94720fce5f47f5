//! What rests on the order of the files: the same content again, and what a baseline has already.

use super::check::Checking;
use super::failure::Failure;
use super::results::Results;
use crate::batch::{Collector, Done, First, KeptLine};
use crate::check::FileOutcome;
use crate::report::Baseline;
use crate::rules::CheckedForm;

/// A worker's part of a file.
pub(super) enum Work {
    /// All is done, and its line in the journal with it.
    Done(Box<Done>, Option<Vec<u8>>),
    /// Checked, and to be told once the baseline has marked it.
    Unmarked(Box<FileOutcome<CheckedForm>>),
    /// An earlier run kept what came of it.
    Kept(KeptLine),
    /// The file at the place `first` has the same content.
    Same { sha256: String, first: usize },
}

/// Takes the files of a check in their order.
pub(super) struct Checked<'c> {
    pub(super) checking: &'c Checking<'c>,
    pub(super) results: Results<'c>,
    /// How each file came out, by its place.
    pub(super) firsts: Vec<First>,
    pub(super) baseline: Option<Baseline>,
}

impl Checked<'_> {
    /// Takes what could not even be looked for.
    pub(super) fn refused(&mut self, file: &FileOutcome<CheckedForm>) -> Result<(), Failure> {
        self.take_new(self.checking.done(file))
    }

    fn take_new(&mut self, done: Done) -> Result<(), Failure> {
        let line = self.checking.line(&done);
        self.results.take_new(done, line.as_deref())
    }

    /// The file as the same as an earlier one that a faster worker did not know of.
    fn as_same(&self, place: usize, done: &Done) -> Option<Done> {
        let sha256 = done.record.sha256.as_deref()?;
        let first = self.checking.earlier(sha256, place)?;
        Some(self.same(place, sha256, first))
    }

    fn same(&self, place: usize, sha256: &str, first: usize) -> Done {
        self.checking.same(place, sha256, first, &self.firsts[first])
    }

    /// What the next file came to, and its line in the journal where that is made.
    fn take_done(&mut self, done: Done, line: Option<&[u8]>) -> Result<(), Failure> {
        self.firsts.push(First::from(&done));
        match line {
            Some(line) => self.results.take_new(done, Some(line)),
            None => self.take_new(done),
        }
    }
}

impl Collector<Work> for Checked<'_> {
    type Error = Failure;

    fn take(&mut self, place: usize, work: Work) -> Result<(), Failure> {
        match work {
            Work::Done(done, line) => match self.as_same(place, &done) {
                Some(same) => self.take_done(same, None),
                None => self.take_done(*done, line.as_deref()),
            },
            Work::Kept(line) => {
                let done = self.results.recall(line)?;
                match self.as_same(place, &done) {
                    Some(same) => self.take_done(same, None),
                    None => {
                        self.firsts.push(First::from(&done));
                        self.results.take_kept(done, line)
                    }
                }
            }
            Work::Same { sha256, first } => {
                // A worker in front of this one's may have come to a still earlier file since.
                let first = self.checking.earlier(&sha256, place).unwrap_or(first);
                self.take_done(self.same(place, &sha256, first), None)
            }
            Work::Unmarked(mut file) => {
                if let (Some(baseline), Ok(forms)) = (&mut self.baseline, &mut file.outcome) {
                    baseline.mark(&file.path, forms);
                }
                self.take_done(self.checking.done(&file), None)
            }
        }
    }

    fn pause(&mut self) -> Result<(), Failure> {
        self.results.pause()
    }
}
