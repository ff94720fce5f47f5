//! How far a run is: a bar on a terminal, nothing anywhere else.

use std::env;
use std::io::{self, IsTerminal as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;

/// The bar, if there is one.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar for so many files; none for a single one, nor where nobody could see it or wants to.
    pub(super) fn new(count: usize, console: &Console) -> Self {
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        if count < 2 || console.quiet || is_dumb || is_set("CI") || !io::stderr().is_terminal() {
            return Self(None);
        }
        let template = console.lang.choose(
            "{bar:24} {pos}/{len} 份，每秒 {per_sec}，还需 {eta}  {wide_msg}",
            "{bar:24} {pos}/{len} files, {per_sec}, {eta} left  {wide_msg}",
        );
        let style = ProgressStyle::with_template(template).expect("a template that a test has seen");
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr_with_hz(10));
        Self(Some(bar.with_style(style)))
    }

    /// So many files are done, and `current` is the next one.
    pub(super) fn at(&self, done: usize, current: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(current.to_owned());
            bar.set_position(done as u64);
        }
    }

    /// Prints something above the bar.
    pub(super) fn above<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
