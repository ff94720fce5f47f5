//! What the program prints, where, and in which colours.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum as _;
use owo_colors::{OwoColorize as _, Style};

use super::args::{ColorArg, LangArg};
use super::failure::Failure;
use super::wrap::wrap;
use crate::report::{Lang, Line, Tone, Verdict};

/// The terminal or the files behind stdout and stderr.
pub(super) struct Console {
    /// The language of everything printed.
    pub(super) lang: Lang,
    /// Whether `--lang` set it.
    pub(super) lang_by_flag: bool,
    /// Print nothing for files without problems.
    pub(super) quiet: bool,
    colour: ColorChoice,
    /// Whether results are painted.
    is_painted: bool,
    /// The columns of the terminal that results go to.
    width: Option<usize>,
}

impl Console {
    /// Reads the options that must be known before the others are: even a wrong option is answered in the right language,
    /// which is `usual` unless an option names one.
    pub(super) fn new(args: &[OsString], usual: Option<Lang>) -> Self {
        let text = |name| option(args, name).and_then(|text| text.into_string().ok());
        let lang = text("--lang").and_then(|text| LangArg::from_str(&text, false).ok());
        let colour = text("--color").and_then(|text| ColorArg::from_str(&text, false).ok());
        let colour = match colour.unwrap_or(ColorArg::Auto) {
            ColorArg::Auto => ColorChoice::Auto,
            ColorArg::Always => ColorChoice::Always,
            ColorArg::Never => ColorChoice::Never,
        };
        let stdout = io::stdout();
        let choice = if colour == ColorChoice::Auto { AutoStream::choice(&stdout) } else { colour };
        Self {
            lang: match lang {
                Some(LangArg::Zh) => Lang::Zh,
                Some(LangArg::En) => Lang::En,
                None => usual.unwrap_or_default(),
            },
            lang_by_flag: lang.is_some(),
            quiet: args.iter().any(|arg| arg == "-q" || arg == "--quiet"),
            colour,
            is_painted: choice != ColorChoice::Never,
            width: stdout.is_terminal().then(terminal_width).flatten(),
        }
    }

    /// Prints a result made of lines.
    pub(super) fn lines(&self, lines: &[Line]) -> Result<(), Failure> {
        self.data(&self.text(lines))
    }

    /// The lines as they are to be printed.
    pub(super) fn text(&self, lines: &[Line]) -> String {
        laid_out(lines, self.width, self.is_painted)
    }

    /// What the text of a result depends on beside the result.
    pub(super) fn look(&self) -> String {
        format!("{:?} {} {}", self.lang, self.quiet, self.is_painted)
    }

    /// Prints a result as it is.
    pub(super) fn data(&self, text: &str) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        let bytes = text.as_bytes();
        let result = match self.is_painted {
            true => AutoStream::new(&mut stdout, self.colour).write_all(bytes),
            false => stdout.write_all(bytes),
        };
        written(result.and_then(|()| stdout.flush()))
    }

    /// Prints a message.
    pub(super) fn message(&self, line: &Line) {
        let stderr = io::stderr();
        let width = stderr.is_terminal().then(terminal_width).flatten();
        let text = laid_out(std::slice::from_ref(line), width, true);
        // A message that nobody can receive is no reason to stop.
        let _ = AutoStream::new(stderr.lock(), self.colour).write_all(text.as_bytes());
    }

    /// Prints a message of several lines as it is.
    pub(super) fn note(&self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Prints the closing line, unless all is well and nobody wants to hear it; `left` files were not begun.
    pub(super) fn verdict(&self, verdict: &Verdict, elapsed: Duration, left: Option<usize>) {
        if self.quiet && verdict.exit_code() == 0 && left.is_none() {
            return;
        }
        let mut text = verdict.line(elapsed, self.lang);
        if let Some(left) = left {
            let rest =
                (format!("；已中断，还有 {left} 份没有查"), format!("; interrupted, {left} files left"));
            text.push_str(&self.lang.choose(rest.0, rest.1));
        }
        self.message(&Line::new(Tone::Plain, 0, &text));
    }
}

/// The value of an option, as `--option value` or `--option=value`.
pub(super) fn option(args: &[OsString], name: &str) -> Option<OsString> {
    args.iter().enumerate().find_map(|(index, arg)| {
        if arg == name {
            return args.get(index + 1).cloned();
        }
        Some(arg.to_str()?.strip_prefix(name)?.strip_prefix('=')?.into())
    })
}

/// A reader that has seen enough (`| head`) is no failure.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Stdout(error)),
        _ => Ok(()),
    }
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// The lines in so many columns, with their colours; a stream that wants none takes them off again.
fn laid_out(lines: &[Line], width: Option<usize>, is_painted: bool) -> String {
    let mut text = String::new();
    for line in lines {
        let style = style(line.tone);
        let hang = line.indent + 2;
        let room = width.map(|width| width.saturating_sub(hang).max(20));
        for (index, part) in wrap(&line.text, room).into_iter().enumerate() {
            let indent = if index == 0 { line.indent } else { hang };
            if !part.is_empty() {
                text.push_str(&" ".repeat(indent));
                match is_painted {
                    true => text.push_str(&part.style(style).to_string()),
                    false => text.push_str(&part),
                }
            }
            text.push('\n');
        }
    }
    text
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Title => Style::new().bold(),
        Tone::Error => Style::new().red(),
        Tone::Warning => Style::new().yellow(),
        Tone::Good => Style::new().green(),
        Tone::Plain => Style::new(),
        Tone::Faint => Style::new().dimmed(),
    }
}
