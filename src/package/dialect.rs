//! The two dialects of the format: the same elements under other namespaces.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Which namespaces a package's parts are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// The one nearly every program writes.
    Transitional,
    /// The one of ISO's strict conformance class.
    Strict,
}

impl Dialect {
    /// The dialect of a workbook part, by the namespace of its outermost element; the usual one where that cannot be told.
    pub fn of(workbook_xml: &str) -> Self {
        let mut reader = Reader::from_str(workbook_xml);
        let root = loop {
            match reader.read_event() {
                Ok(Event::Start(root) | Event::Empty(root)) => break root,
                Ok(Event::Eof) | Err(_) => return Self::Transitional,
                Ok(_) => {}
            }
        };
        let prefix = root.name().prefix().map_or("", |prefix| prefix.into_inner()).to_owned();
        let is_declaration = |name: &str| match name.strip_prefix("xmlns") {
            Some(rest) => rest.strip_prefix(':').unwrap_or_default() == prefix,
            None => false,
        };
        let declared =
            root.attributes().with_checks(false).flatten().find(|own| is_declaration(own.key.as_ref()));
        match declared {
            Some(own) if own.value.as_ref() == Self::Strict.main() => Self::Strict,
            _ => Self::Transitional,
        }
    }

    /// The namespace of workbooks, worksheets and styles.
    pub fn main(self) -> &'static str {
        match self {
            Self::Transitional => "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            Self::Strict => "http://purl.oclc.org/ooxml/spreadsheetml/main",
        }
    }

    /// The namespace of `r:id`, which the types of relationships begin with.
    pub fn relationships(self) -> &'static str {
        match self {
            Self::Transitional => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            Self::Strict => "http://purl.oclc.org/ooxml/officeDocument/relationships",
        }
    }

    /// A relationship's type by its last word, such as `worksheet`.
    pub fn relation_type(self, kind: &str) -> String {
        format!("{}/{kind}", self.relationships())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_told_by_the_namespace_of_the_root() {
        let (usual, strict) = (Dialect::Transitional.main(), Dialect::Strict.main());
        for (xml, dialect) in [
            (format!("<workbook xmlns=\"{usual}\"/>"), Dialect::Transitional),
            (format!("<?xml version='1.0'?>\n<!-- a --><workbook xmlns='{strict}'>"), Dialect::Strict),
            (format!("<x:workbook xmlns='{usual}' xmlns:x='{strict}'/>"), Dialect::Strict),
            (format!("<x:workbook xmlns='{strict}' xmlns:x='{usual}'/>"), Dialect::Transitional),
            (format!("<workbook xmlns:r='{strict}'><b xmlns='{strict}'/></workbook>"), Dialect::Transitional),
            ("<workbook".to_owned(), Dialect::Transitional),
            (String::new(), Dialect::Transitional),
        ] {
            assert_eq!(Dialect::of(&xml), dialect, "{xml}");
        }
    }

    #[test]
    fn types_of_relationships_follow_the_dialect() {
        for (dialect, expected) in [
            (
                Dialect::Transitional,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
            ),
            (Dialect::Strict, "http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet"),
        ] {
            assert_eq!(dialect.relation_type("worksheet"), expected);
        }
    }
}
