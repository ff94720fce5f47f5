//! Texts of cells: runs joined, phonetic ones left out.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::elements::Elements;
use crate::budget::{self, Exceeded, Limit};
use crate::package::PackageError;
use crate::package::markup::{MarkupError, held, hold_attributes, resolved};

/// The text up to the end of the element that was just opened.
pub(super) fn text<'x>(reader: &mut Reader<&'x [u8]>) -> Result<Cow<'x, str>, PackageError> {
    let mut text = Cow::Borrowed("");
    let mut inner = 0_u32;
    let push = |text: &mut Cow<'x, str>, piece: Cow<'x, str>| {
        if text.is_empty() {
            *text = piece;
        } else {
            text.to_mut().push_str(&piece);
        }
    };
    loop {
        match reader.read_event().map_err(PackageError::damaged)? {
            Event::Text(piece) => push(&mut text, held(piece.xml10_content())?),
            Event::CData(piece) => push(&mut text, held(piece.xml10_content())?),
            Event::GeneralRef(reference) => push(&mut text, resolved(&reference)?),
            Event::Start(element) => inner = deeper(inner, &element)?,
            Event::End(_) if inner == 0 => return held(text),
            Event::End(_) => inner -= 1,
            Event::Eof => return Err(PackageError::from(MarkupError::BreaksOff)),
            Event::DocType(_) => return Err(PackageError::from(MarkupError::DocumentType)),
            _ => {}
        }
    }
}

/// The joined text of the runs in the element that was just opened: `<is>`, or `<si>`.
pub(super) fn rich_text<'x>(reader: &mut Reader<&'x [u8]>) -> Result<Cow<'x, str>, PackageError> {
    let mut joined = Cow::Borrowed("");
    let (mut inner, mut phonetic) = (0_u32, None);
    loop {
        match reader.read_event().map_err(PackageError::damaged)? {
            Event::Start(element) => {
                let name = element.local_name();
                if name.as_ref() == "t" {
                    let keeps = keeps_blanks(&element);
                    let own = text(reader)?;
                    if phonetic.is_none() {
                        let own = decoded(if keeps { own } else { without_blanks(own) });
                        if joined.is_empty() {
                            joined = own;
                        } else {
                            joined.to_mut().push_str(&own);
                        }
                    }
                    continue;
                }
                if name.as_ref() == "rPh" && phonetic.is_none() {
                    phonetic = Some(inner);
                }
                inner = deeper(inner, &element)?;
            }
            Event::End(_) if inner == 0 => return held(joined),
            Event::End(_) => {
                inner -= 1;
                phonetic = phonetic.filter(|outer| *outer < inner);
            }
            Event::Eof => return Err(PackageError::from(MarkupError::BreaksOff)),
            Event::DocType(_) => return Err(PackageError::from(MarkupError::DocumentType)),
            _ => {}
        }
    }
}

/// The shared texts of a workbook, in the part's order.
///
/// # Errors
///
/// If the part is not well formed, or holds more texts than any form.
pub fn read_strings<'x>(part: &'x str, name: &str) -> Result<Vec<Cow<'x, str>>, PackageError> {
    let mut elements = Elements::new(part);
    let mut strings = Vec::new();
    let (most, longest) = (budget::most_of(Limit::SharedTexts), budget::most_of(Limit::CellText));
    if part.is_empty() || elements.root()?.is_empty {
        return Ok(strings);
    }
    while let Some(element) = elements.child()? {
        if element.local_name() != "si" {
            elements.skip(&element)?;
            continue;
        }
        budget::step()?;
        let text = if element.is_empty { Cow::Borrowed("") } else { elements.rich_text(&element)? };
        // Letters are counted only where there are enough bytes for too many.
        if text.len() > longest {
            budget::hold(Limit::CellText, text.chars().count() as u64).map_err(|error| error.at(name))?;
        }
        strings.push(text);
        if strings.len() > most {
            return Err(Exceeded::of(Limit::SharedTexts, strings.len()).at(name).into());
        }
    }
    Ok(strings)
}

/// One element further in.
fn deeper(inner: u32, element: &BytesStart<'_>) -> Result<u32, PackageError> {
    budget::step()?;
    hold_attributes(element)?;
    budget::hold(Limit::Depth, u64::from(inner) + 1)?;
    Ok(inner + 1)
}

fn keeps_blanks(element: &BytesStart<'_>) -> bool {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .any(|own| own.key.as_ref() == "xml:space" && own.value.as_ref() == "preserve")
}

/// Without the blanks around it that only lay out the XML; the ideographic space is text.
pub(super) fn without_blanks(text: Cow<'_, str>) -> Cow<'_, str> {
    let trimmed = |text: &str| text.trim_matches([' ', '\t', '\r', '\n']).len();
    if trimmed(&text) == text.len() {
        return text;
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches([' ', '\t', '\r', '\n'])),
        Cow::Owned(text) => Cow::Owned(text.trim_matches([' ', '\t', '\r', '\n']).to_owned()),
    }
}

/// The text with `_x000D_` and its like as the characters they stand for.
pub fn decoded(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'_', text.as_bytes()).is_none() || !text.contains("_x") {
        return text;
    }
    let mut result = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = &*text;
    while let Some(at) = rest.find("_x") {
        let Some(unit) = escaped_unit(&rest[at..]) else {
            flush(&mut units, &mut result);
            result.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        if at > 0 {
            flush(&mut units, &mut result);
            result.push_str(&rest[..at]);
        }
        units.push(unit);
        rest = &rest[at + 7..];
    }
    flush(&mut units, &mut result);
    result.push_str(rest);
    Cow::Owned(result)
}

/// The unit of UTF-16 that `_xHHHH_` at the text's beginning stands for.
fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text.get(2..6)?;
    let is_escape = text.as_bytes().get(6) == Some(&b'_') && digits.bytes().all(|d| d.is_ascii_hexdigit());
    is_escape.then(|| u16::from_str_radix(digits, 16).ok())?
}

fn flush(units: &mut Vec<u16>, result: &mut String) {
    if !units.is_empty() {
        result.extend(char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_runs_and_leaves_phonetic_ones_out() {
        let part = "<sst xmlns='m' count='9'><si><t>  一般 </t></si><si><t xml:space=\"preserve\"> 留 </t></si>\
             <si><r><rPr><b/></rPr><t>数量</t></r><r><t>指标&amp;</t></r><rPh sb='0' eb='1'><t>shu</t></rPh><phoneticPr/></si>\
             <si/><si><t/></si><si><t><![CDATA[<b>]]>&#x5206;</t></si><x:si xmlns:x='m'><x:t>全角　</x:t></x:si>\
             <si><rPh><r><t>a</t></r></rPh><t>后</t></si></sst>";
        let texts = read_strings(part, "").unwrap();
        assert_eq!(texts, ["一般", " 留 ", "数量指标&", "", "", "<b>分", "全角　", "后"]);
    }

    #[test]
    fn refuses_what_is_no_list_of_texts() {
        for part in ["<sst><si><t>a", "<sst><si>", "<!DOCTYPE a><sst/>", "<sst><si><t>&x;</t></si></sst>"] {
            assert!(read_strings(part, "").is_err(), "{part}");
        }
    }

    #[test]
    fn decodes_escaped_characters() {
        for (text, expected) in [
            ("plain_x", "plain_x"),
            ("a_x000D_\nb", "a\r\nb"),
            ("_x5206__x503C_", "分值"),
            ("_xD83D__xDE00_!", "😀!"),
            ("_xD83D_!", "\u{fffd}!"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xZZZZ_ _x12_", "_xZZZZ_ _x12_"),
            ("_x分分分分_", "_x分分分分_"),
            ("_x000d", "_x000d"),
        ] {
            assert_eq!(decoded(Cow::Borrowed(text)), expected, "{text}");
        }
    }
}
