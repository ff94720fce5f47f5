//! A line of text before it is painted.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// What a line is, for whoever colours it; its meaning never rests on this alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// A heading.
    Title,
    /// Something wrong.
    Error,
    /// Something to look at.
    Warning,
    /// Something in order, or done.
    Good,
    /// Everything else.
    Plain,
    /// Beside the point: basis, hints.
    Faint,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub tone: Tone,
    /// How far it is indented, in columns.
    pub indent: usize,
    /// The text, safe to show.
    pub text: String,
}

impl Line {
    /// A line; what a file may have smuggled into `text` is made visible.
    pub fn new(tone: Tone, indent: usize, text: &str) -> Self {
        Self { tone, indent, text: visible(text).into_owned() }
    }

    /// An empty line.
    pub fn empty() -> Self {
        Self::new(Tone::Plain, 0, "")
    }
}

/// The text on one line, with control and direction characters written out, so that a name or a cell cannot steer the
/// terminal.
pub fn visible(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(' '),
            '\r' => {}
            c if hidden(c) => write!(shown, "{}", c.escape_unicode()).expect("a String takes all text"),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_would_steer_a_terminal() {
        for (text, shown) in [
            ("预算执行率", "预算执行率"),
            ("偏差原因\r\n分析", "偏差原因 分析"),
            ("\u{1b}[2J表", "\\u{1b}[2J表"),
            ("a\u{202e}b", "a\\u{202e}b"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
