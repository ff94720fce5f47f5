//! The number formats of a part, by their codes.

use std::collections::{BTreeMap, HashMap, HashSet};

use roxmltree::Document;

use super::list::List;
use super::written::number_format;
use crate::read::builtin_code;

/// The first id that no format of the format itself has.
const FIRST_CUSTOM: u32 = 164;
/// The last id with a built-in code.
const LAST_BUILTIN: u32 = 58;

/// The formats that a part declares and those that were added.
#[derive(Debug)]
pub(super) struct NumberFormats {
    list: List,
    ids: HashMap<String, u32>,
    /// Ids that stand anywhere in the part, declared or not.
    taken: HashSet<u32>,
    next: u32,
}

impl NumberFormats {
    /// Reads what the part declares.
    pub(super) fn open(text: &str, doc: &Document<'_>) -> Self {
        let list = List::open(text, doc, "numFmts", "numFmt");
        let mut declared = BTreeMap::new();
        for node in list.entries().iter().filter_map(|id| doc.get_node(*id)) {
            let id = node.attribute("numFmtId").and_then(|id| id.trim().parse::<u32>().ok());
            if let (Some(id), Some(code)) = (id, node.attribute("formatCode")) {
                declared.insert(id, code);
            }
        }
        let mut ids = HashMap::new();
        for (id, code) in &declared {
            ids.entry((*code).to_owned()).or_insert(*id);
        }
        // A code that the part declares under a built-in id takes the built-in one's place.
        for id in (1..=LAST_BUILTIN).filter(|id| !declared.contains_key(id)) {
            if let Some(code) = builtin_code(id) {
                ids.entry(code.to_owned()).or_insert(id);
            }
        }
        let taken = doc.descendants().filter_map(|node| node.attribute("numFmtId")?.trim().parse().ok());
        Self { list, ids, taken: taken.collect(), next: FIRST_CUSTOM }
    }

    /// The id of a format code, added if it is new.
    pub(super) fn id(&mut self, code: &str) -> u32 {
        if code.eq_ignore_ascii_case("General") {
            return 0;
        }
        if let Some(id) = self.ids.get(code) {
            return *id;
        }
        while self.taken.contains(&self.next) {
            self.next += 1;
        }
        let id = self.next;
        self.next += 1;
        self.list.add(|out, prefix| number_format(out, prefix, id, code));
        self.ids.insert(code.to_owned(), id);
        id
    }

    /// The list with its additions.
    pub(super) fn list(&self) -> &List {
        &self.list
    }
}
