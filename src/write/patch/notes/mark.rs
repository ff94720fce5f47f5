//! The line by which our words are told from others' in a note, whoever saved it since.

use crate::package::spelled;
use crate::write::note_look;

/// The line above all that we write in a note. Some programs drop the author when they save, none drops a line.
const LINE: &str = "—— ziping ——";

/// Our words below their line, as a part holds them before XML's escapes.
pub(super) fn signed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    format!("{LINE}\n{}", spelled(note_look::fitting(&text)))
}

/// Where a note's text parts: others' words end before the first byte, ours begin with their line at the second.
pub(super) fn parting(text: &str) -> Option<(usize, usize)> {
    text.match_indices(LINE).map(|(at, _)| at).find_map(|at| {
        let (before, after) = (&text[..at], &text[at + LINE.len()..]);
        let ends = after.is_empty() || after.starts_with(['\n', '\r']);
        let theirs = if at == 0 { Some(0) } else { before.strip_suffix('\n').map(str::len) };
        theirs.filter(|_| ends).map(|theirs| (theirs, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_others_words_from_ours() {
        for (text, expected) in [
            ("", None),
            ("原来的批注", None),
            ("—— ziping ——", Some((0, 0))),
            ("—— ziping ——\n原值 8", Some((0, 0))),
            ("\n—— ziping ——\n原值 8", Some((0, 1))),
            ("请核实\n—— ziping ——\n原值 8", Some((9, 10))),
            ("请核实\n\n—— ziping ——", Some((10, 11))),
            ("请核实\r\n—— ziping ——\r\n原值", Some((10, 11))),
            ("见 —— ziping —— 一行", None),
            ("见 —— ziping ——\n—— ziping ——\n原值", Some((24, 25))),
            ("——— ziping ——", None),
        ] {
            assert_eq!(parting(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_signed_as_a_part_holds_them() {
        assert_eq!(signed("一\r\n二\r三\u{1}_x0041_"), "—— ziping ——\n一\n二\n三_x005F_x0041_");
        assert_eq!(parting(&signed("")), Some((0, 0)));
        let long = signed(&"长".repeat(9_000));
        assert_eq!(long.chars().filter(|c| *c == '长').count(), 8_000);
    }
}
