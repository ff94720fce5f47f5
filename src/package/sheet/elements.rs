//! The elements of a part one after the other, found by their brackets; what is out of the ordinary inside a text is left to
//! quick-xml.
//!
//! Nine in ten events of a form's parts are plain cells: going from bracket to bracket takes a fraction of what a tokeniser does.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::rich_text::{self, decoded, without_blanks};
use crate::budget::{self, Exceeded, Limit};
use crate::package::PackageError;
use crate::package::markup::{MarkupError, may_exceed};

/// What reads the text of the element that was just opened.
type ReadText<'x> = fn(&mut Reader<&'x [u8]>) -> Result<Cow<'x, str>, PackageError>;

/// Where a reading stands in a part.
pub(in crate::package) struct Elements<'x> {
    xml: &'x str,
    at: usize,
    /// What stands in the closing tag that was read last.
    closed: &'x str,
    pub(in crate::package) most_attributes: usize,
    pub(in crate::package) most_text: usize,
}

/// An element that was just opened.
pub(in crate::package) struct Opened<'x> {
    /// Its name with its prefix.
    pub(in crate::package) name: &'x str,
    /// What stands behind the name in its tag.
    attributes: &'x str,
    /// Whether it is closed already.
    pub(in crate::package) is_empty: bool,
    /// The bytes of the tag.
    pub(in crate::package) span: Range<usize>,
}

impl<'x> Opened<'x> {
    /// Its prefix, with the colon, and its name without it.
    pub(in crate::package) fn split_name(&self) -> (&'x str, &'x str) {
        self.name.split_at(memchr(b':', self.name.as_bytes()).map_or(0, |colon| colon + 1))
    }

    /// Its name without prefix.
    pub(in crate::package) fn local_name(&self) -> &'x str {
        self.split_name().1
    }

    /// Calls `each` with every attribute's name and its value as written.
    pub(in crate::package) fn each_attribute(
        &self,
        mut each: impl FnMut(&str, &str),
    ) -> Result<(), PackageError> {
        let mut at = 0;
        while let Some((name, value)) = self.attribute(&mut at)? {
            each(name, value);
        }
        Ok(())
    }

    /// Makes sure that it has no more attributes, and no longer ones, than any.
    fn hold_attributes(&self, most: usize) -> Result<(), PackageError> {
        let (mut at, mut count) = (0, 0);
        while let Some((_, value)) = self.attribute(&mut at)? {
            count += 1;
            if count > most {
                return Err(Exceeded::of(Limit::Attributes, count).into());
            }
            budget::hold(Limit::Attribute, value.len() as u64)?;
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
        let name = self.attributes.get(start..*at).filter(|name| !name.is_empty()).ok_or_else(broken)?;
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
    source.into()
}

impl<'x> Elements<'x> {
    /// Begins where `xml` does.
    pub(in crate::package) fn new(xml: &'x str) -> Self {
        let (most_attributes, most_text) = (budget::most_of(Limit::Attributes), budget::most_of(Limit::Text));
        Self { xml, at: 0, closed: "", most_attributes, most_text }
    }

    /// How many bytes were read.
    pub(in crate::package) fn position(&self) -> usize {
        self.at
    }

    /// What was not read yet.
    pub(in crate::package) fn rest(&self) -> &'x str {
        self.xml.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes of the rest for read.
    pub(in crate::package) fn go_on(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The outermost element.
    pub(in crate::package) fn root(&mut self) -> Result<Opened<'x>, PackageError> {
        self.child()?.ok_or_else(|| damaged(MarkupError::BreaksOff))
    }

    /// The next child of the element being read; `None` at its end.
    pub(in crate::package) fn child(&mut self) -> Result<Option<Opened<'x>>, PackageError> {
        loop {
            let breaks_off = || damaged(MarkupError::BreaksOff);
            let bytes = self.xml.as_bytes();
            // Mostly one tag follows the other.
            if bytes.get(self.at) != Some(&b'<') {
                self.at += memchr(b'<', self.rest().as_bytes()).ok_or_else(breaks_off)?;
            }
            let aside = match bytes.get(self.at + 1) {
                Some(b'/') => {
                    let length = memchr(b'>', self.rest().as_bytes()).ok_or_else(breaks_off)?;
                    self.closed = self.rest().get(2..length).unwrap_or_default();
                    self.at += length + 1;
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
        let opened = Opened {
            name: slice(1, name.min(end)),
            attributes: slice(name.min(end), end),
            is_empty,
            span: start..self.at,
        };
        if may_exceed(length, self.most_attributes) {
            opened.hold_attributes(self.most_attributes)?;
        }
        Ok(opened)
    }

    /// Makes sure that the tag which ended the element is its own: of tags that cross, programs make different things.
    pub(in crate::package) fn ended(&self, opened: &Opened<'_>) -> Result<(), PackageError> {
        let is_own = opened.is_empty || self.closed.trim_ascii_end() == opened.name;
        if is_own { Ok(()) } else { Err(damaged(MarkupError::Crossed)) }
    }

    /// Hands each child of an element that was just opened to `each`, which reads or skips what is in it.
    pub(in crate::package) fn each_child(
        &mut self,
        opened: &Opened<'_>,
        mut each: impl FnMut(&mut Self, &Opened<'x>) -> Result<(), PackageError>,
    ) -> Result<(), PackageError> {
        if opened.is_empty {
            return Ok(());
        }
        while let Some(child) = self.child()? {
            each(self, &child)?;
            budget::step()?;
        }
        self.ended(opened)
    }

    /// Leaves an element whose content is of no concern.
    pub(in crate::package) fn skip(&mut self, opened: &Opened<'_>) -> Result<(), PackageError> {
        let mut depth = usize::from(!opened.is_empty);
        while depth > 0 {
            match self.child()? {
                Some(inner) if inner.is_empty => {}
                Some(_) => depth += 1,
                None => depth -= 1,
            }
            budget::step()?;
            budget::hold(Limit::Depth, depth as u64)?;
        }
        Ok(())
    }

    /// The text up to the end of the element that was just opened.
    pub(in crate::package) fn text(&mut self, opened: &Opened<'_>) -> Result<Cow<'x, str>, PackageError> {
        match self.plain_text() {
            Some(text) => Ok(text),
            None => self.slowly(opened, rich_text::text),
        }
    }

    /// The text up to the closing tag that follows it, where nothing but text stands there.
    fn plain_text(&mut self) -> Option<Cow<'x, str>> {
        let rest = self.rest();
        let end = memchr(b'<', rest.as_bytes())?;
        let (text, behind) = rest.split_at(end);
        // What is too long is left to the slower way, which says so.
        if !behind.starts_with("</") || end > self.most_text {
            return None;
        }
        let text = match memchr2(b'&', b'\r', text.as_bytes()) {
            None => Cow::Borrowed(text),
            Some(first) => Cow::Owned(resolved(text, first)?),
        };
        self.at += end + memchr(b'>', behind.as_bytes())? + 1;
        Some(text)
    }

    /// The joined text of the runs in the element that was just opened: `<is>`, or `<si>`.
    pub(in crate::package) fn rich_text(
        &mut self,
        opened: &Opened<'_>,
    ) -> Result<Cow<'x, str>, PackageError> {
        let start = self.at;
        if let Some(run) = self.child()?
            && run.local_name() == "t"
            && !run.is_empty
            && let Some(text) = self.plain_text()
            && self.child()?.is_none()
        {
            let mut keeps = false;
            run.each_attribute(|name, value| keeps |= name == "xml:space" && value == "preserve")?;
            return Ok(decoded(if keeps { text } else { without_blanks(text) }));
        }
        self.at = start;
        self.slowly(opened, rich_text::rich_text)
    }

    /// Lets quick-xml read the element that was just opened, from its tag on.
    fn slowly(&mut self, opened: &Opened<'_>, read: ReadText<'x>) -> Result<Cow<'x, str>, PackageError> {
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

/// The text with XML's own five entities resolved, the first of which is at `first`; `None` if it holds anything else that is
/// not as it reads.
fn resolved(text: &str, first: usize) -> Option<String> {
    const ENTITIES: [(&str, char); 5] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')];
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut next = Some(first);
    while let Some(reference) = next {
        out.push_str(text.get(at..reference)?);
        let rest = text.get(reference..)?;
        let (entity, character) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity))?;
        out.push(*character);
        at = reference + entity.len();
        next = memchr2(b'&', b'\r', text.get(at..)?.as_bytes()).map(|ahead| at + ahead);
    }
    out.push_str(text.get(at..)?);
    Some(out)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are the same every time.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, count: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % count
        }

        fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
            of[self.below(of.len())]
        }
    }

    /// An element with attributes and content of all sorts; the content of a `t` is text.
    fn element(dice: &mut Dice, depth: usize, out: &mut String) {
        let name = dice.one(&["c", "x:c", "row", "t", "分:t", "v"]);
        out.extend(["<", name]);
        for _ in 0..dice.below(3) {
            let attribute = dice.one(&["r=\"A1\"", "x:s = 'a>b\"'", "t\n=\t\"\"", "分='/'", "q=\"&lt;>\""]);
            out.extend([dice.one(&[" ", "\n", "\t\r\n "]), attribute]);
        }
        out.push_str(dice.one(&["", " ", "\n"]));
        if dice.below(4) == 0 {
            return out.push_str("/>");
        }
        out.push('>');
        let is_text = name.ends_with('t');
        for _ in 0..dice.below(4) {
            let aside = ["<!-- <c> -->", "<?p <c>?>", "\n", ""];
            let words =
                ["分 ", "&amp;", "&#x5206;", "&quot;1", "a\r\nb", "<![CDATA[<c>&]]>", "]]", "\u{feff}"];
            match is_text {
                true => out.push_str(dice.one(&words)),
                false => out.push_str(dice.one(&aside)),
            }
            if !is_text && depth < 4 && dice.below(2) == 0 {
                element(dice, depth + 1, out);
            }
        }
        out.extend(["</", name, dice.one(&["", " "]), ">"]);
    }

    fn ours(elements: &mut Elements<'_>, told: &mut Vec<String>) {
        while let Some(own) = elements.child().unwrap() {
            told.push(format!("<{}", own.name));
            own.each_attribute(|name, value| told.push(format!("{name}={value}"))).unwrap();
            if own.local_name() == "t" && !own.is_empty {
                told.push(elements.text(&own).unwrap().into_owned());
            } else if !own.is_empty {
                ours(elements, told);
            }
        }
        told.push(">".to_owned());
    }

    fn theirs(reader: &mut Reader<&[u8]>, told: &mut Vec<String>) {
        loop {
            let (tag, is_empty) = match reader.read_event().unwrap() {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(_) => return told.push(">".to_owned()),
                _ => continue,
            };
            told.push(format!("<{}", tag.name().as_ref()));
            for own in tag.attributes().with_checks(false) {
                let own = own.unwrap();
                told.push(format!("{}={}", own.key.as_ref(), own.value));
            }
            if tag.local_name().as_ref() == "t" && !is_empty {
                told.push(rich_text::text(reader).unwrap().into_owned());
            } else if !is_empty {
                theirs(reader, told);
            }
        }
    }

    #[test]
    fn elements_attributes_and_texts_are_those_of_quick_xml() {
        let mut dice = Dice(7);
        let mut texts = 0;
        for _ in 0..3_000 {
            let mut xml = String::new();
            element(&mut dice, 0, &mut xml);
            let xml = format!("<?xml version='1.0'?><!-- > --><sst>{xml}</sst>");
            let (mut own, mut expected) = (Vec::new(), Vec::new());
            let mut elements = Elements::new(&xml);
            elements.root().unwrap();
            ours(&mut elements, &mut own);
            let mut reader = Reader::from_str(&xml);
            while !matches!(reader.read_event().unwrap(), Event::Start(_)) {}
            theirs(&mut reader, &mut expected);
            assert_eq!(own, expected, "{xml}");
            assert_eq!(elements.position(), xml.len(), "{xml}");
            texts += own.iter().filter(|told| told.contains('分')).count();
        }
        assert!(texts > 1_000);
    }

    #[test]
    fn what_is_no_attribute_is_refused() {
        for tag in ["<a b>", "<a b=>", "<a b=1>", "<a b='1' c>", "<a ='1'>", "<a b='1'c=2>"] {
            let mut elements = Elements::new(tag);
            let own = elements.root().unwrap();
            assert!(own.each_attribute(|_, _| {}).is_err(), "{tag}");
        }
        for broken in ["", "a", "<", "<a", "<a b='>", "<a b=\"'", "<!-- ", "<?a>", "<![CDATA[>", "</a"] {
            assert!(Elements::new(broken).root().is_err(), "{broken}");
        }
    }
}
