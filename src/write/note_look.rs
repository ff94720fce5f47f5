//! What our notes look like: their author, font and size.

use super::text_size::wrapped_lines;

/// Who signs them.
pub(super) const AUTHOR: &str = "ziping";
/// The font.
pub(super) const FONT: &str = "宋体";
/// The font's size in points.
pub(super) const FONT_SIZE: u8 = 9;
/// Width of a note, in pixels.
pub(super) const WIDTH: u32 = 320;
/// Height of a line, in pixels.
pub(super) const LINE_HEIGHT: u32 = 20;
/// The highest note, in pixels.
pub(super) const MAX_HEIGHT: u32 = 1200;
/// Characters (CJK: two) that fit on a line.
const LINE_CHARS: f64 = 44.0;
/// Longest text; Excel takes a little more.
const MAX_CHARS: usize = 8_000;

/// The text as far as a note can hold it.
pub(super) fn fitting(text: &str) -> &str {
    text.char_indices().nth(MAX_CHARS).map_or(text, |(end, _)| &text[..end])
}

/// The lines a text takes in a note so many pixels wide.
pub(super) fn lines(text: &str, width: u32) -> u32 {
    let room = LINE_CHARS * f64::from(width) / f64::from(WIDTH);
    u32::try_from(wrapped_lines(text, room)).unwrap_or(u32::MAX)
}

/// The height that shows all of a text; without one of its own Excel would cut the note.
pub(super) fn height(text: &str) -> u32 {
    lines(text, WIDTH).saturating_add(1).saturating_mul(LINE_HEIGHT).clamp(48, MAX_HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_as_high_as_its_text() {
        let long = "一".repeat(9_000);
        for (text, expected) in
            [("", 48), ("一\n二", 60), (&"一".repeat(22), 60), (&"一".repeat(21), 48), (&long, 1200)]
        {
            assert_eq!(height(text), expected, "{} characters", text.chars().count());
        }
        assert_eq!(fitting(&long).chars().count(), 8_000);
        assert_eq!(fitting("一"), "一");
        // Half as wide: room for 22, less the margins.
        assert_eq!((lines(&"一".repeat(20), WIDTH), lines(&"一".repeat(20), WIDTH / 2)), (1, 2));
    }
}
