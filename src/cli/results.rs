//! What a run prints, counts and keeps of its files, in input order.

use std::mem;
use std::path::Path;
use std::time::{Duration, Instant};

use super::beside::Beside;
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::progress::Progress;
use super::setup::tell_unused;
use crate::batch::{Done, Entry, Journal, KeptLine};
use crate::check::{Unused, WaiverUse};
use crate::model::WaiverEntry;
use crate::report::{Line, Summary, Verdict};

/// How long what is to be printed may wait, and how much of it.
const SPAN: Duration = Duration::from_millis(100);
const BYTES: usize = 1 << 16;

/// Takes what came of the files.
pub(super) struct Results<'r> {
    console: &'r Console,
    entries: &'r [Entry],
    /// What stands between two files on stdout.
    between: &'static str,
    progress: Progress,
    journal: Option<Journal>,
    /// What is written beside stdout.
    beside: Option<Beside<'r>>,
    waivers: WaiverUse<'r>,
    verdict: Verdict,
    summary: Summary,
    began: Instant,
    /// What is to be printed, in its order.
    pending: Vec<Piece>,
    pending_bytes: usize,
    printed_at: Instant,
    /// Files of this run that are done.
    done: usize,
    is_first: bool,
}

enum Piece {
    Text(String),
    Message(Line),
}

impl<'r> Results<'r> {
    pub(super) fn new(
        console: &'r Console,
        entries: &'r [Entry],
        waivers: &'r [WaiverEntry],
        journal: Option<Journal>,
        beside: Option<Beside<'r>>,
    ) -> Self {
        Self {
            console,
            entries,
            between: "",
            progress: Progress::new(entries.len(), console),
            journal,
            beside,
            waivers: WaiverUse::new(waivers),
            verdict: Verdict::default(),
            summary: Summary::default(),
            began: Instant::now(),
            pending: Vec::new(),
            pending_bytes: 0,
            printed_at: Instant::now(),
            done: 0,
            is_first: true,
        }
    }

    /// Begins stdout with `head` and parts the files there.
    pub(super) fn part(&mut self, head: String, between: &'static str) {
        self.pending.push(Piece::Text(head));
        self.between = between;
    }

    /// What an earlier run kept of a file.
    pub(super) fn recall(&mut self, line: KeptLine) -> Result<Done, Failure> {
        let journal = self.journal.as_mut().expect("a line is kept in a journal");
        journal.recall(line).map_err(Failure::of)
    }

    /// Takes what was recalled, its line with it.
    pub(super) fn take_kept(&mut self, done: Done, line: KeptLine) -> Result<(), Failure> {
        if let Some(journal) = &mut self.journal {
            journal.keep(line);
        }
        self.take(done)
    }

    /// Takes what came of a file, and its line in the journal.
    pub(super) fn take_new(&mut self, done: Done, line: Option<&[u8]>) -> Result<(), Failure> {
        if let (Some(journal), Some(line)) = (&mut self.journal, line) {
            journal.push(line).map_err(Failure::of)?;
        }
        self.take(done)
    }

    fn take(&mut self, done: Done) -> Result<(), Failure> {
        if let Some(beside) = &mut self.beside {
            beside.see(self.done, &done.record, done.clues)?;
        }
        self.verdict += done.verdict;
        self.summary += done.summary;
        self.waivers.add(Path::new(&done.record.path), done.waivers);
        self.print(done.stdout, done.messages)
    }

    /// Takes a file's text and messages alone.
    pub(super) fn print(&mut self, text: String, messages: Vec<Line>) -> Result<(), Failure> {
        self.done += 1;
        if !text.is_empty() {
            let between = if mem::take(&mut self.is_first) { "" } else { self.between };
            self.pending_bytes += between.len() + text.len();
            self.pending.extend((!between.is_empty()).then(|| Piece::Text(between.to_owned())));
            self.pending.push(Piece::Text(text));
        }
        self.pending.extend(messages.into_iter().map(Piece::Message));
        if self.pending_bytes >= BYTES || self.printed_at.elapsed() >= SPAN { self.flush() } else { Ok(()) }
    }

    /// Prints what is pending, and keeps it, while the run waits for a file.
    pub(super) fn pause(&mut self) -> Result<(), Failure> {
        if let Some(journal) = &mut self.journal {
            journal.pause().map_err(Failure::of)?;
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.printed_at = Instant::now();
        self.pending_bytes = 0;
        if !self.pending.is_empty() {
            let (pieces, console) = (mem::take(&mut self.pending), self.console);
            self.progress.above(|| write(pieces, console))?;
        }
        if let Some(current) = self.entries.get(self.done) {
            self.progress.at(self.done, &current.shown());
        }
        Ok(())
    }

    /// Ends stdout with `tail`.
    pub(super) fn close(&mut self, tail: String) -> Result<(), Failure> {
        self.pending.push(Piece::Text(tail));
        self.done = self.entries.len();
        self.flush()?;
        self.progress.end();
        Ok(())
    }

    /// Ends the run: the rest of stdout, the outputs made from the journal, the closing line. Gives the exit code.
    pub(super) fn end(
        mut self,
        handed: usize,
        tail: impl FnOnce(&Summary, &[Unused]) -> String,
    ) -> Result<u8, Failure> {
        let left = Some(self.entries.len() - handed).filter(|left| *left > 0);
        // Which waivers are of no use is not known before all files were seen.
        let unused = if left.is_some() { Vec::new() } else { mem::take(&mut self.waivers).unused() };
        self.close(tail(&self.summary, &unused))?;
        if let Some(mut journal) = self.journal.take() {
            journal.flush().map_err(Failure::of)?;
            if let Some(beside) = self.beside.take() {
                beside.finish(&mut journal)?;
            }
            if left.is_none() {
                journal.finish().map_err(Failure::of)?;
            }
        }
        tell_unused(&unused, self.console);
        self.console.verdict(&self.verdict, self.began.elapsed(), left);
        Ok(if left.is_some() { interrupt::EXIT } else { self.verdict.exit_code() })
    }
}

/// Prints all, each where it belongs.
fn write(pieces: Vec<Piece>, console: &Console) -> Result<(), Failure> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(&piece),
            Piece::Message(line) => {
                console.data(&mem::take(&mut text))?;
                console.message(&line);
            }
        }
    }
    console.data(&text)
}
