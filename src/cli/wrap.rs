//! Lines that fit the terminal: Chinese characters are two columns wide and may be parted almost anywhere.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Characters that never begin a line.
const CLOSING: &str = "，。、；：！？）》”’%％…—)]},.;:!?";

/// The columns a text takes; characters of ambiguous width (`…`, `“`, `①`) count two, as Chinese terminals show them.
pub(super) fn width(text: &str) -> usize {
    text.width_cjk()
}

/// The text followed by blanks up to `columns`.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text in pieces of at most `room` columns; whole where there is no limit.
pub(super) fn wrap(text: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room.filter(|room| width(text) > *room) else { return vec![text.to_owned()] };
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for piece in pieces(text) {
        let columns = width(piece);
        if used + width(piece.trim_end()) > room && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            (line, used) = (String::new(), 0);
        }
        line.push_str(piece);
        used += columns;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The text cut wherever a line may end: around wide characters and after blanks, never before closing punctuation.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = Vec::new();
    let mut before: Option<char> = None;
    for (index, c) in text.char_indices() {
        let is_wide = |c: char| c.width_cjk().unwrap_or(0) > 1;
        if let Some(before) = before
            && !CLOSING.contains(c)
            && (before == ' ' || is_wide(c) || is_wide(before))
            && !matches!(before, '（' | '“' | '《')
            && c != ' '
        {
            cuts.push(index);
        }
        before = Some(c);
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([text.len()]);
    starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_to_the_columns_and_to_the_punctuation() {
        let text = "得分应为 1.48 = 2 × 66.6% ÷ 90%，填写为 2，多 0.52（目标值取自“预算执行率”一行 E19）";
        for room in 20..90 {
            let lines = wrap(text, Some(room));
            for line in &lines {
                assert!(width(line) <= room, "{room}: {line}");
                assert!(!line.starts_with(['，', '）', '”']), "{room}: {line}");
            }
            let plain = |text: &str| text.replace(' ', "");
            assert_eq!(plain(&lines.concat()), plain(text));
        }
        assert_eq!(wrap(text, None), [text]);
        assert_eq!(pad("错误", 6), "错误  ");
    }
}
