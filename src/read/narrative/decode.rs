//! The bytes of a text file → text.

use encoding_rs::{Encoding, GB18030};

/// UTF-8 or UTF-16 with its mark, UTF-8 without, or GBK, which GB18030 contains; `None` for what is no text.
pub(crate) fn text_of(bytes: &[u8]) -> Option<String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => {
            let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
            (!had_errors).then(|| text.into_owned())?
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned(),
        },
    };
    let is_text = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    text.chars().all(is_text).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_encodings_that_reports_come_in() {
        let gbk = GB18030.encode("自评报告").0.into_owned();
        let wide: Vec<u8> = "\u{feff}自评报告".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in ["自评报告".into(), "\u{feff}自评报告".into(), gbk, wide] {
            assert_eq!(text_of(&bytes).as_deref(), Some("自评报告"));
        }
        for bytes in [b"\xff\xff\xff".to_vec(), b"text\0and more".to_vec()] {
            assert_eq!(text_of(&bytes), None, "{bytes:?}");
        }
    }
}
