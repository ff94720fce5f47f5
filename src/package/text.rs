//! Text as XML and spreadsheets spell it.

use std::borrow::Cow;

/// The text with the characters XML keeps for itself replaced, for an element or an attribute.
pub fn xml_escaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}

/// The text as a spreadsheet's XML carries it, before XML's own escapes.
///
/// Characters that XML 1.0 forbids are left out. Spreadsheets read `_x0041_` as `A`, so the text's own `_x0041_` becomes
/// `_x005F_x0041_`.
pub fn spelled(text: &str) -> Cow<'_, str> {
    let is_kept = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let text = if text.chars().all(is_kept) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_kept(*c)).collect::<String>())
    };
    if !text.match_indices("_x").any(|(at, _)| is_code(&text, at)) {
        return text;
    }
    let mut result = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (at, _) in text.match_indices("_x").filter(|(at, _)| is_code(&text, *at)) {
        result.push_str(&text[done..at]);
        result.push_str("_x005F");
        done = at;
    }
    result.push_str(&text[done..]);
    Cow::Owned(result)
}

/// Text for an element of a spreadsheet's part: [`spelled`] and [`xml_escaped`].
pub fn escaped(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    // Without a branch, so that many bytes are looked at in one step: nearly all texts need nothing.
    let any = |is_meant: fn(u8) -> bool| bytes.iter().fold(false, |any, byte| any | is_meant(*byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // U+FFFE and U+FFFF, which XML forbids, begin so.
    let may_hold_noncharacters = pairs.fold(false, |any, pair| any | ((*pair.0 == 0xef) & (*pair.1 == 0xbf)));
    if may_hold_noncharacters || any(|byte| (byte < 0x20) | (byte == b'_')) {
        match spelled(text) {
            Cow::Borrowed(text) => xml_escaped(text),
            Cow::Owned(text) => quick_xml::escape::escape(text),
        }
    } else if any(|byte| matches!(byte, b'"' | b'&' | b'\'' | b'<' | b'>')) {
        xml_escaped(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether `_xHHHH_` stands at a byte.
fn is_code(text: &str, at: usize) -> bool {
    text.as_bytes()
        .get(at..at + 7)
        .is_some_and(|code| code[6] == b'_' && code[2..6].iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_xml_and_spreadsheets_would_read_otherwise() {
        for (text, expected) in [
            ("", ""),
            ("得分 8 → 7.5", "得分 8 → 7.5"),
            ("a<b> & \"c\" 'd'", "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;"),
            ("一\n二\t三\r\n四", "一\n二\t三&#13;\n四"),
            ("\0一\u{1}\u{8}\u{b}\u{c}\u{e}\u{1f}\u{fffe}\u{ffff}二\u{7f}", "一二\u{7f}"),
            ("_x0041_", "_x005F_x0041_"),
            ("_x00e9_x00E9_", "_x005F_x00e9_x005F_x00E9_"),
            ("_x005F_x0041_", "_x005F_x005F_x005F_x0041_"),
            ("_x\u{1}0041_", "_x005F_x0041_"),
            (
                "_x004_ _x004G_ _x00411 x0041_ _X0041_ _x一二_ _x",
                "_x004_ _x004G_ _x00411 x0041_ _X0041_ _x一二_ _x",
            ),
        ] {
            assert_eq!(escaped(text), expected, "{text:?}");
        }
    }
}
