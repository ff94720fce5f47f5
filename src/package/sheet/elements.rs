//! The elements of a part one after the other, found by their brackets; what is out of the ordinary inside a text is left to
//! quick-xml.
//!
//! Nine in ten events of a form's parts are plain cells: going from bracket to bracket takes a fraction of what a tokeniser does.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::DEEPEST;
use super::rich_text::{self, decoded, without_blanks};
use crate::package::PackageError;
use crate::package::markup::MarkupError;

/// Where a reading stands in a part.
pub(super) struct Elements<'x> {
    xml: &'x str,
    at: usize,
}

/// An element that was just opened.
pub(super) struct Opened<'x> {
    /// Its name with its prefix.
    pub(super) name: &'x str,
    /// What stands behind the name in its tag.
    attributes: &'x str,
    /// Whether it is closed already.
    pub(super) is_empty: bool,
    /// The bytes of the tag.
    pub(super) span: Range<usize>,
}

impl<'x> Opened<'x> {
    /// Its prefix, with the colon, and its name without it.
    pub(super) fn split_name(&self) -> (&'x str, &'x str) {
        self.name.split_at(memchr(b':', self.name.as_bytes()).map_or(0, |colon| colon + 1))
    }

    /// Its name without prefix.
    pub(super) fn local_name(&self) -> &'x str {
        self.split_name().1
    }

    /// Calls `each` with every attribute's name and its value as written.
    pub(super) fn each_attribute(&self, mut each: impl FnMut(&str, &str)) -> Result<(), PackageError> {
        let mut at = 0;
        while let Some((name, value)) = self.attribute(&mut at)? {
            each(name, value);
        }
        Ok(())
    }

    /// The attribute from a byte on, which is moved behind it.
    fn attribute(&self, at: &mut usize) -> Result<Option<(&'x str, &'x str)>, PackageError> {
        let bytes = self.attributes.as_bytes();
        let broken = || damaged(MarkupError::Attribute);
        let skip_blanks = |at: &mut usize| {
            while bytes.get(*at).is_some_and(|byte| is_blank(*byte)) {
                *at += 1;
            }
        };
        skip_blanks(at);
        let start = *at;
        if start == bytes.len() {
            return Ok(None);
        }
        while bytes.get(*at).is_some_and(|byte| *byte != b'=' && !is_blank(*byte)) {
            *at += 1;
        }
        let name = self.attributes.get(start..*at).ok_or_else(broken)?;
        skip_blanks(at);
        if bytes.get(*at) != Some(&b'=') {
            return Err(broken());
        }
        *at += 1;
        skip_blanks(at);
        let quote = *bytes.get(*at).filter(|byte| matches!(byte, b'"' | b'\'')).ok_or_else(broken)?;
        *at += 1;
        let start = *at;
        while *bytes.get(*at).ok_or_else(broken)? != quote {
            *at += 1;
        }
        let value = self.attributes.get(start..*at).ok_or_else(broken)?;
        *at += 1;
        Ok(Some((name, value)))
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn damaged(source: MarkupError) -> PackageError {
    PackageError::damaged(source)
}

impl<'x> Elements<'x> {
    /// Begins where `xml` does.
    pub(super) fn new(xml: &'x str) -> Self {
        Self { xml, at: 0 }
    }

    /// How many bytes were read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'x str {
        self.xml.get(self.at..).unwrap_or_default()
    }

    /// The outermost element.
    pub(super) fn root(&mut self) -> Result<Opened<'x>, PackageError> {
        self.child()?.ok_or_else(|| damaged(MarkupError::BreaksOff))
    }

    /// The next child of the element being read; `None` at its end.
    pub(super) fn child(&mut self) -> Result<Option<Opened<'x>>, PackageError> {
        loop {
            let breaks_off = || damaged(MarkupError::BreaksOff);
            let bytes = self.xml.as_bytes();
            // Mostly one tag follows the other.
            if bytes.get(self.at) != Some(&b'<') {
                self.at += memchr(b'<', self.rest().as_bytes()).ok_or_else(breaks_off)?;
            }
            let aside = match bytes.get(self.at + 1) {
                Some(b'/') => {
                    self.at += memchr(b'>', self.rest().as_bytes()).ok_or_else(breaks_off)? + 1;
                    return Ok(None);
                }
                Some(b'?') => "?>",
                Some(b'!') if self.rest().starts_with("<!--") => "-->",
                Some(b'!') if self.rest().starts_with("<![CDATA[") => "]]>",
                Some(b'!') => return Err(damaged(MarkupError::DocumentType)),
                _ => return self.opened().map(Some),
            };
            self.at += self.rest().find(aside).ok_or_else(breaks_off)? + aside.len();
        }
    }

    /// The element whose tag stands here.
    fn opened(&mut self) -> Result<Opened<'x>, PackageError> {
        let start = self.at;
        let tag = self.rest().as_bytes();
        let (name, length) = tag_length(tag).ok_or_else(|| damaged(MarkupError::BreaksOff))?;
        let is_empty = tag.get(length - 2) == Some(&b'/');
        let end = length - 1 - usize::from(is_empty);
        self.at += length;
        let slice = |from: usize, to: usize| self.xml.get(start + from..start + to).unwrap_or_default();
        Ok(Opened {
            name: slice(1, name.min(end)),
            attributes: slice(name.min(end), end),
            is_empty,
            span: start..self.at,
        })
    }

    /// Leaves an element whose content is of no concern.
    pub(super) fn skip(&mut self, opened: &Opened<'_>) -> Result<(), PackageError> {
        let mut depth = usize::from(!opened.is_empty);
        while depth > 0 {
            match self.child()? {
                Some(inner) if inner.is_empty => {}
                Some(_) => depth += 1,
                None => depth -= 1,
            }
            if depth > DEEPEST {
                return Err(damaged(MarkupError::TooDeep(DEEPEST)));
            }
        }
        Ok(())
    }

    /// The text up to the end of the element that was just opened.
    pub(super) fn text(&mut self, opened: &Opened<'_>) -> Result<Cow<'x, str>, PackageError> {
        match self.plain_text() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.slowly(opened, rich_text::text),
        }
    }

    /// The text up to the closing tag that follows it, where it stands there as it is meant.
    fn plain_text(&mut self) -> Option<&'x str> {
        let rest = self.rest();
        let end = memchr(b'<', rest.as_bytes())?;
        let (text, behind) = rest.split_at(end);
        if !behind.starts_with("</") || memchr2(b'&', b'\r', text.as_bytes()).is_some() {
            return None;
        }
        self.at += end + memchr(b'>', behind.as_bytes())? + 1;
        Some(text)
    }

    /// The joined text of the runs in the element that was just opened: `<is>`, or `<si>`.
    pub(super) fn rich_text(&mut self, opened: &Opened<'_>) -> Result<Cow<'x, str>, PackageError> {
        let start = self.at;
        if let Some(run) = self.child()?
            && run.local_name() == "t"
            && !run.is_empty
            && let Some(text) = self.plain_text()
            && self.child()?.is_none()
        {
            let mut keeps = false;
            run.each_attribute(|name, value| keeps |= name == "xml:space" && value == "preserve")?;
            let text = Cow::Borrowed(text);
            return Ok(decoded(if keeps { text } else { without_blanks(text) }));
        }
        self.at = start;
        self.slowly(opened, rich_text::rich_text)
    }

    /// Lets quick-xml read the element that was just opened, from its tag on.
    fn slowly(
        &mut self,
        opened: &Opened<'_>,
        read: fn(&mut Reader<&'x [u8]>) -> Result<Cow<'x, str>, PackageError>,
    ) -> Result<Cow<'x, str>, PackageError> {
        let mut reader = Reader::from_str(self.xml.get(opened.span.start..).unwrap_or_default());
        reader.config_mut().check_end_names = false;
        let first = reader.read_event().map_err(PackageError::damaged)?;
        debug_assert!(matches!(first, Event::Start(_)), "an element that was opened begins with its tag");
        let text = read(&mut reader)?;
        let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        self.at = opened.span.start.saturating_add(read);
        Ok(text)
    }
}

/// Where the name of the tag ends that begins here, and where the tag does; a `>` in quotes does not end it.
fn tag_length(tag: &[u8]) -> Option<(usize, usize)> {
    let mut at = 1;
    while !is_blank(*tag.get(at)?) && tag[at] != b'>' {
        at += 1;
    }
    let name = at;
    loop {
        match *tag.get(at)? {
            b'>' => return Some((name, at + 1)),
            quote @ (b'"' | b'\'') => {
                at += 1;
                while *tag.get(at)? != quote {
                    at += 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
}
