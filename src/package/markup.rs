//! XML for the formats that are read here: no document types, no entities of its own, no bottomless nesting.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::error::PackageError;
use crate::budget::{self, Exceeded, Limit};

/// Why a part is not taken for XML.
#[derive(Debug, thiserror::Error)]
pub(super) enum MarkupError {
    #[error("the part is neither UTF-8 nor UTF-16")]
    Encoding,
    #[error("the part declares a document type")]
    DocumentType,
    #[error("an entity is unknown: {0}")]
    Entity(String),
    #[error("the part breaks off")]
    BreaksOff,
    #[error("an element is closed by another's tag")]
    Crossed,
    #[error("an attribute has no value in quotes")]
    Attribute,
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
pub fn text_of(bytes: Vec<u8>) -> Result<String, PackageError> {
    let wide = |decode: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).skip(1).map(|pair| decode([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    if matches!(bytes.as_slice(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        // A text of its own is made of it, three bytes for two at most.
        budget::hold(Limit::Memory, bytes.len() as u64 / 2 * 5)?;
    }
    let text = match bytes.as_slice() {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, ..] => String::from_utf8(bytes).ok().map(|mut text| {
            text.drain(..'\u{feff}'.len_utf8());
            text
        }),
        _ => String::from_utf8(bytes).ok(),
    };
    // No XML has a zero in it; UTF-16 without its mark has one for every Latin letter.
    text.filter(|text| memchr::memchr(0, text.as_bytes()).is_none()).ok_or(MarkupError::Encoding.into())
}

/// An XML text, read from its beginning to its end, one element within another.
///
/// Whoever is handed an element reads or skips it to its end before asking for the next.
pub struct Markup<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    deepest: usize,
}

/// A piece of an element's content.
pub enum Piece<'a> {
    /// An element begins.
    Element(Element<'a>),
    /// Text between elements.
    Text(Cow<'a, str>),
}

impl<'a> Markup<'a> {
    /// Reads `text` within the limits that hold.
    pub fn new(text: &'a str) -> Self {
        Self::with_depth(text, budget::most_of(Limit::Depth))
    }

    /// Reads `text`; elements nested deeper than `deepest` are an error.
    pub fn with_depth(text: &'a str, deepest: usize) -> Self {
        let mut reader = Reader::from_str(text);
        // An empty element is one that ends at once: one way less to read everything.
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, deepest }
    }

    /// The next piece of the element being read; `None` at its end.
    pub fn piece(&mut self) -> Result<Option<Piece<'a>>, PackageError> {
        loop {
            return Ok(Some(match self.reader.read_event().map_err(PackageError::damaged)? {
                Event::Start(start) => {
                    budget::step()?;
                    self.depth += 1;
                    if self.depth > self.deepest {
                        return Err(Exceeded::of(Limit::Depth, self.depth).into());
                    }
                    hold_attributes(&start)?;
                    Piece::Element(Element(start))
                }
                Event::End(_) => {
                    // An end without its beginning is the reader's own error.
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(None);
                }
                Event::Text(text) => Piece::Text(held(text.xml10_content())?),
                Event::CData(text) => Piece::Text(held(text.xml10_content())?),
                Event::GeneralRef(reference) => Piece::Text(resolved(&reference)?),
                Event::DocType(_) => return Err(PackageError::from(MarkupError::DocumentType)),
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(PackageError::from(MarkupError::BreaksOff)),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// The next element within the one being read, text left out; `None` at its end.
    pub fn element(&mut self) -> Result<Option<Element<'a>>, PackageError> {
        loop {
            match self.piece()? {
                Some(Piece::Text(_)) => {}
                Some(Piece::Element(element)) => return Ok(Some(element)),
                None => return Ok(None),
            }
        }
    }

    /// The text's outermost element.
    pub fn root(&mut self) -> Result<Element<'a>, PackageError> {
        self.element()?.ok_or_else(|| PackageError::from(MarkupError::BreaksOff))
    }

    /// Leaves the element being read.
    pub fn skip(&mut self) -> Result<(), PackageError> {
        let outer = self.depth.saturating_sub(1);
        while self.depth > outer {
            self.piece()?;
        }
        Ok(())
    }
}

/// A text between two tags, if it is not longer than any.
pub(super) fn held(text: Cow<'_, str>) -> Result<Cow<'_, str>, PackageError> {
    budget::hold(Limit::Text, text.len() as u64)?;
    Ok(text)
}

/// The shortest attributes that are too many take this much of a tag.
const SHORTEST: usize = " a=''".len();

/// Whether a tag of this length may hold more attributes, or longer ones, than any.
#[inline]
pub(super) fn may_exceed(tag: usize, most_attributes: usize) -> bool {
    tag > SHORTEST * most_attributes
}

/// Makes sure that an element has no more attributes, and no longer ones, than any.
pub(super) fn hold_attributes(start: &BytesStart<'_>) -> Result<(), PackageError> {
    let most = budget::most_of(Limit::Attributes);
    if !may_exceed(start.len(), most) {
        return Ok(());
    }
    let mut count = 0;
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(PackageError::damaged)?;
        count += 1;
        if count > most {
            return Err(Exceeded::of(Limit::Attributes, count).into());
        }
        budget::hold(Limit::Attribute, attribute.value.len() as u64)?;
    }
    Ok(())
}

/// The five entities every XML knows, and characters by number.
pub(super) fn resolved<'a>(reference: &BytesRef<'_>) -> Result<Cow<'a, str>, PackageError> {
    if let Some(c) = reference.resolve_char_ref().map_err(PackageError::damaged)? {
        let is_text = !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        return Ok(if is_text { Cow::Owned(c.to_string()) } else { Cow::Borrowed("") });
    }
    Ok(Cow::Borrowed(match &**reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => return Err(PackageError::from(MarkupError::Entity(other.chars().take(40).collect()))),
    }))
}

/// The beginning of an element.
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without the prefix, which every writer may choose.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Hands each attribute to `each`: prefix, name and value.
    pub fn attributes(&self, mut each: impl FnMut(&str, &str, Cow<'_, str>)) -> Result<(), PackageError> {
        let mut attributes = self.0.attributes();
        // Which of two alike counts is for `each` to say.
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(PackageError::damaged)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(PackageError::damaged)?;
            let (name, prefix) = attribute.key.decompose();
            each(prefix.map_or("", |prefix| prefix.into_inner()), name.into_inner(), value);
        }
        Ok(())
    }

    /// The attribute of this name, whatever its prefix; of several the first.
    pub fn attribute(&self, wanted: &str) -> Result<Option<String>, PackageError> {
        let mut found = None;
        self.attributes(|_, name, value| {
            if name == wanted && found.is_none() {
                found = Some(value.into_owned());
            }
        })?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, PackageError> {
        let mut markup = Markup::with_depth(xml, 4);
        markup.root()?;
        let mut texts = String::new();
        while let Some(piece) = markup.piece()? {
            match piece {
                Piece::Text(text) => texts.push_str(&text),
                Piece::Element(element) if element.name() == "skipped" => markup.skip()?,
                Piece::Element(element) => {
                    texts.push_str(&element.attribute("at")?.unwrap_or_default());
                    markup.skip()?;
                }
            }
        }
        Ok(texts)
    }

    #[test]
    fn reads_texts_and_attributes() {
        for (xml, expected) in [
            ("<a>1&lt;2&#x5206;&#1;</a>", "1<2分"),
            ("<a><![CDATA[<b>]]>\r\n</a>", "<b>\n"),
            ("<a>1<skipped><a>2<a/></a></skipped><n:b x:at='3&gt;'/>4<!-- 5 --></a>", "13>4"),
        ] {
            assert_eq!(texts(xml).unwrap(), expected, "{xml}");
        }
    }

    #[test]
    fn refuses_what_is_no_plain_xml() {
        for xml in [
            "",
            "text",
            "<a>",
            "<a><b></a>",
            "</a>",
            "<a b>",
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY b \"cc\">]><a>&b;</a>",
            "<a>&nbsp;</a>",
            "<a>&#xd800;</a>",
            "<a><a><a><a><a/></a></a></a></a>",
        ] {
            assert!(texts(xml).is_err(), "{xml}");
        }
    }

    #[test]
    fn takes_utf_8_and_marked_utf_16() {
        let wide =
            |order: fn(u16) -> [u8; 2]| "\u{feff}分".encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for bytes in ["分".into(), "\u{feff}分".into(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
            assert_eq!(text_of(bytes).unwrap(), "分");
        }
        for bytes in [b"\xb7\xd6".to_vec(), b"\xff\xfe\x00\xd8".to_vec()] {
            assert!(text_of(bytes).is_err());
        }
    }
}
