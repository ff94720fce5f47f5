//! How much room text takes when it is wrapped: Excel does not grow merged rows, so heights are worked out here.

/// Height of one line of the 11-point body font, in points, with room for a substitute font.
const LINE_POINTS: f64 = 16.5;
/// Height of one line of the 16-point title.
const TITLE_LINE_POINTS: f64 = 24.0;
/// Space above and below a cell's text together.
const PADDING_POINTS: f64 = 5.0;
/// The highest row that Excel knows.
pub(super) const MAX_ROW_POINTS: f64 = 409.0;

/// Width in characters of the default font: a CJK character takes two.
pub(super) fn width_chars(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// The longest line's width in characters.
pub(super) fn longest_line_chars(text: &str) -> usize {
    text.lines().map(width_chars).max().unwrap_or(0)
}

fn char_width(c: char) -> usize {
    // Signs such as ≥ … “ are drawn full width in Chinese fonts, so everything beyond Latin counts as wide.
    if c.is_control() {
        0
    } else if u32::from(c) < 0x250 {
        1
    } else {
        2
    }
}

/// How many lines `text` takes in a cell `room` characters wide.
pub(crate) fn wrapped_lines(text: &str, room: f64) -> usize {
    let room = whole_chars(room);
    text.split('\n').map(|line| lines_of(line, room)).sum()
}

/// Breaks between any two wide characters and between Latin words; a word longer than the line is cut.
fn lines_of(line: &str, room: usize) -> usize {
    // No character is wider than its bytes are many.
    if line.len() <= room {
        return 1;
    }
    let (mut lines, mut used, mut word) = (1, 0, 0);
    for c in line.chars() {
        let width = char_width(c);
        if used + width > room {
            lines += 1;
            // A Latin word moves to the next line as a whole.
            used = if width == 1 && c != ' ' && word < room { word } else { 0 };
        }
        used += width;
        word = if width == 1 && c != ' ' { word + 1 } else { 0 };
    }
    lines
}

/// Height in points of so many lines.
pub(super) fn lines_points(lines: usize, title: bool) -> f64 {
    let lines = f64::from(u32::try_from(lines).unwrap_or(u32::MAX));
    let each = if title { TITLE_LINE_POINTS } else { LINE_POINTS };
    lines * each + PADDING_POINTS
}

/// Height in points of a row of so many lines, as far as Excel goes.
pub(crate) fn row_points(lines: usize) -> f64 {
    lines_points(lines, false).min(MAX_ROW_POINTS)
}

/// The whole characters that fit; one less than the width, which a cell's inner margins take.
fn whole_chars(room: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 2 to 4096 fits"
    )]
    let chars = (room - 1.0).floor().clamp(2.0, 4096.0) as usize;
    chars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_wrapped_lines() {
        for (text, room, lines) in [
            ("", 10.0, 1),
            ("预算执行率", 11.0, 1),
            ("预算执行率", 10.0, 2),
            ("一\n二", 10.0, 2),
            ("budget execution", 12.0, 2),
            ("aaaaaaaaaaaaaaaaaaaa", 11.0, 2),
        ] {
            assert_eq!(wrapped_lines(text, room), lines, "{text:?} in {room}");
        }
    }
}
