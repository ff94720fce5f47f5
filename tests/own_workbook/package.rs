//! A zip package taken apart and put together again, independent of the program's own reader and writer.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// One part: its bytes, and how the archive holds them.
#[derive(Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// The compressed bytes; empty for a part changed here.
    pub(crate) packed: Vec<u8>,
}

/// The parts in their order.
#[derive(Clone)]
pub(crate) struct Package {
    pub(crate) parts: Vec<Part>,
}

impl Package {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut packed = Vec::new();
            archive.by_index_raw(index).unwrap().read_to_end(&mut packed).unwrap();
            let mut part = archive.by_index(index).unwrap();
            let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
            part.read_to_end(&mut bytes).unwrap();
            parts.push(Part { name, bytes, packed });
        }
        Self { parts }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for part in &self.parts {
            out.start_file(part.name.as_str(), SimpleFileOptions::default()).unwrap();
            out.write_all(&part.bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.name.as_str())
    }

    /// A part by its name, as exactly as programs take it: without regard to case.
    pub(crate) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| plain(&part.name) == plain(name))
    }

    /// The text of a part that must be there.
    pub(crate) fn text(&self, name: &str) -> &str {
        let part = self.part(name).unwrap_or_else(|| panic!("no part {name}"));
        std::str::from_utf8(&part.bytes).unwrap().trim_start_matches('\u{feff}')
    }

    pub(crate) fn edit(&mut self, name: &str, change: impl FnOnce(&str) -> String) {
        let text = change(self.text(name));
        let part = self.parts.iter_mut().find(|part| part.name == name).unwrap();
        part.packed.clear();
        part.bytes = text.into_bytes();
    }

    /// Replaces every occurrence of a text that must occur in the part.
    pub(crate) fn replace(&mut self, name: &str, from: &str, to: &str) {
        self.edit(name, |text| {
            assert!(text.contains(from), "{name} has no {from}");
            text.replace(from, to)
        });
    }

    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        self.parts.push(Part { name: name.to_owned(), bytes: bytes.to_vec(), packed: Vec::new() });
    }

    pub(crate) fn remove(&mut self, name: &str) {
        let before = self.parts.len();
        self.parts.retain(|part| part.name != name);
        assert!(self.parts.len() < before, "no part {name}");
    }

    /// Gives a part another name and leaves what refers to it alone.
    pub(crate) fn rename(&mut self, name: &str, new: &str) {
        self.parts.iter_mut().find(|part| part.name == name).unwrap().name = new.to_owned();
    }

    /// Declares the type of a part.
    pub(crate) fn declare(&mut self, part: &str, content_type: &str) {
        let entry = format!(r#"<Override PartName="/{part}" ContentType="{content_type}"/></Types>"#);
        self.replace("[Content_Types].xml", "</Types>", &entry);
    }

    /// Adds a relationship to a `.rels` part that is there.
    pub(crate) fn relate(&mut self, rels: &str, id: &str, kind: &str, target: &str) {
        const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let kind = if kind.contains("://") { kind.to_owned() } else { format!("{KINDS}/{kind}") };
        let external = if target.starts_with("http") { r#" TargetMode="External""# } else { "" };
        let entry =
            format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"{external}/></Relationships>"#);
        self.replace(rels, "</Relationships>", &entry);
    }
}

/// A part's name as programs compare it.
fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// One relationship of a part.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of the type: the same in the transitional and the strict namespace.
    pub(crate) kind: String,
    /// The part meant, or the address outside.
    pub(crate) target: String,
    pub(crate) external: bool,
}

/// The name of the relationships part of a part; of the package itself for an empty name.
pub(crate) fn rels_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") }
}

impl Package {
    /// The relationships of a part, with their targets as names in the package.
    pub(crate) fn relations(&self, part: &str) -> Vec<Relation> {
        let rels = rels_of(part);
        if self.part(&rels).is_none() {
            return Vec::new();
        }
        let document = roxmltree::Document::parse(self.text(&rels)).unwrap();
        let entries = document.root_element().children().filter(roxmltree::Node::is_element);
        let relation = |entry: roxmltree::Node<'_, '_>| {
            let word = |name| entry.attribute(name).unwrap_or_default();
            let external = word("TargetMode") == "External";
            let target = if external { word("Target").to_owned() } else { resolved(part, word("Target")) };
            let kind = word("Type").rsplit('/').next().unwrap_or_default().to_owned();
            Relation { id: word("Id").to_owned(), kind, target, external }
        };
        entries.map(relation).collect()
    }
}

/// A target as a name in the package.
fn resolved(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = part.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
