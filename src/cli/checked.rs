//! What rests on the order of the files: the same content again, and what a baseline has already.

use super::check::Checking;
use super::failure::Failure;
use super::results::Results;
use crate::batch::{Collector, Done, Firsts, KeptLine};
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
    /// An earlier file has the same content, with this hash.
    Same(String),
}

/// Takes the files of a check in their order.
pub(super) struct Checked<'c> {
    pub(super) checking: &'c Checking<'c>,
    pub(super) results: Results<'c>,
    pub(super) firsts: Firsts,
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
    fn as_same(&mut self, place: usize, done: &Done) -> Option<Done> {
        if !self.checking.tells_same() {
            return None;
        }
        let sha256 = done.record.sha256.as_deref()?;
        let first = self.firsts.see(place, done)?;
        Some(self.checking.same(place, sha256, first))
    }
}

impl Collector<Work> for Checked<'_> {
    type Error = Failure;

    fn take(&mut self, place: usize, work: Work) -> Result<(), Failure> {
        match work {
            Work::Done(done, line) => match self.as_same(place, &done) {
                Some(same) => self.take_new(same),
                None => self.results.take_new(*done, line.as_deref()),
            },
            Work::Kept(line) => {
                let done = self.results.recall(line)?;
                match self.as_same(place, &done) {
                    Some(same) => self.take_new(same),
                    None => self.results.take_kept(done, line),
                }
            }
            Work::Same(sha256) => {
                let done = match self.firsts.of(&sha256) {
                    Some(first) => self.checking.same(place, &sha256, first),
                    None => self.checking.as_gave_up(place),
                };
                self.take_new(done)
            }
            Work::Unmarked(mut file) => {
                if let (Some(baseline), Ok(forms)) = (&mut self.baseline, &mut file.outcome) {
                    baseline.mark(&file.path, forms);
                }
                self.take_new(self.checking.done(&file))
            }
        }
    }

    fn pause(&mut self) -> Result<(), Failure> {
        self.results.pause()
    }
}
