//! A workbook's sheets and cells as its XML states them, read without the program under test.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};
use ziping::value::CellRef;

use super::package::Package;
use super::shared_formula;

/// One sheet as the workbook part lists it.
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    pub(crate) part: String,
}

/// What one cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// `n`, `s` (any text), `b`, `e`; empty for no value.
    pub(crate) kind: String,
    pub(crate) value: String,
    /// Spelled out where the file shares it; without `=`.
    pub(crate) formula: Option<String>,
    pub(crate) style: usize,
    /// The element as it stands in the part.
    pub(crate) raw: String,
    /// Whether the formula is one of a shared group.
    pub(crate) shared: bool,
}

impl Cell {
    /// The number held.
    pub(crate) fn number(&self) -> Option<f64> {
        if self.kind == "n" { self.value.parse().ok() } else { None }
    }

    /// Whether both hold the same value, however it is spelled.
    pub(crate) fn same_value(&self, other: &Self) -> bool {
        match (self.number(), other.number()) {
            (Some(one), Some(other)) => (one - other).abs() <= 1e-9,
            _ => self.kind == other.kind && self.value == other.value,
        }
    }
}

pub(crate) type Cells = BTreeMap<CellRef, Cell>;

/// A package read as a workbook.
pub(crate) struct Book {
    pub(crate) package: Package,
    pub(crate) workbook_part: String,
    pub(crate) sheets: Vec<SheetEntry>,
    strings: Vec<String>,
}

impl Book {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        Self::of(Package::open(bytes))
    }

    pub(crate) fn of(package: Package) -> Self {
        let workbook_part = target(&package, "", "officeDocument").unwrap();
        let document = Document::parse(package.text(&workbook_part)).unwrap();
        let relations = package.relations(&workbook_part);
        let entries = elements(&document).filter(|node| node.tag_name().name() == "sheet");
        let sheets = entries
            .map(|entry| {
                let id = entry.attributes().find(|attribute| attribute.name() == "id").unwrap().value();
                let part = relations.iter().find(|relation| relation.id == id).unwrap().target.clone();
                SheetEntry { name: entry.attribute("name").unwrap().to_owned(), part }
            })
            .collect();
        let strings = target(&package, &workbook_part, "sharedStrings").map_or_else(Vec::new, |part| {
            let document = Document::parse(package.text(&part)).unwrap();
            document.root_element().children().filter(Node::is_element).map(text_of).collect()
        });
        Self { package, workbook_part, sheets, strings }
    }

    /// The part that the workbook part relates to by this kind.
    pub(crate) fn part_of_kind(&self, kind: &str) -> Option<String> {
        target(&self.package, &self.workbook_part, kind)
    }

    pub(crate) fn sheet(&self, name: &str) -> Option<&SheetEntry> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }

    /// The cells of a sheet that must be there.
    pub(crate) fn cells(&self, sheet: &str) -> Cells {
        let entry = self.sheet(sheet).unwrap_or_else(|| panic!("no sheet {sheet}"));
        self.cells_of_part(&entry.part)
    }

    pub(crate) fn cells_of_part(&self, part: &str) -> Cells {
        let text = self.package.text(part);
        let document = Document::parse(text).unwrap();
        let mut cells = Cells::new();
        let mut groups = BTreeMap::new();
        let mut row = 0;
        for line in elements(&document).filter(|node| node.tag_name().name() == "row") {
            row = line.attribute("r").map_or(row + 1, |number| number.parse().unwrap());
            let mut col = 0;
            for node in line.children().filter(Node::is_element) {
                let at = node.attribute("r").map(|at| at.parse::<CellRef>().unwrap());
                let at = at.unwrap_or(CellRef::new(row - 1, col));
                col = at.col + 1;
                cells.insert(at, self.cell(node, at, text, &mut groups));
            }
        }
        cells
    }

    fn cell(
        &self,
        node: Node<'_, '_>,
        at: CellRef,
        text: &str,
        groups: &mut BTreeMap<String, (CellRef, String)>,
    ) -> Cell {
        let child = |name| node.children().find(|child| child.tag_name().name() == name);
        let stated = child("v").and_then(|value| value.text());
        let (kind, value) = match (node.attribute("t"), stated) {
            (Some("inlineStr"), _) => ("s", child("is").map(text_of).unwrap_or_default()),
            (_, None) => ("", String::new()),
            (Some("s"), Some(index)) => ("s", self.strings[index.parse::<usize>().unwrap()].clone()),
            (Some("str"), Some(text)) => ("s", text.to_owned()),
            (Some(kind @ ("b" | "e")), Some(text)) => (kind, text.to_owned()),
            (_, Some(number)) => ("n", number.to_owned()),
        };
        let formula = child("f");
        let group = formula.filter(|f| f.attribute("t") == Some("shared")).and_then(|f| f.attribute("si"));
        let spelled = formula.map(|f| {
            let own = f.text().unwrap_or_default().to_owned();
            match group {
                Some(group) if own.is_empty() => {
                    let (master, text) = groups.get(group).unwrap();
                    shared_formula::moved(text, *master, at)
                }
                Some(group) => {
                    groups.insert(group.to_owned(), (at, own.clone()));
                    own
                }
                None => own,
            }
        });
        Cell {
            kind: kind.to_owned(),
            value,
            formula: spelled,
            style: node.attribute("s").map_or(0, |style| style.parse().unwrap()),
            raw: text[node.range()].to_owned(),
            shared: group.is_some(),
        }
    }

    /// A cell's value, `None` for a cell that is not there.
    pub(crate) fn cell_at(&self, sheet: &str, at: &str) -> Option<Cell> {
        self.cells(sheet).remove(&at.parse().unwrap())
    }

    /// A number that must be there.
    pub(crate) fn number(&self, sheet: &str, at: &str) -> f64 {
        let cell = self.cell_at(sheet, at).unwrap_or_default();
        cell.number().unwrap_or_else(|| panic!("{sheet}!{at} is {cell:?}"))
    }

    /// The merged areas of a sheet, as `(first, last)`.
    pub(crate) fn merges(&self, part: &str) -> Vec<(CellRef, CellRef)> {
        let document = Document::parse(self.package.text(part)).unwrap();
        let merges = elements(&document).filter(|node| node.tag_name().name() == "mergeCell");
        merges.map(|node| area(node.attribute("ref").unwrap())).collect()
    }
}

fn target(package: &Package, part: &str, kind: &str) -> Option<String> {
    package.relations(part).into_iter().find(|relation| relation.kind == kind).map(|relation| relation.target)
}

/// Every element of a document.
pub(crate) fn elements<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Node<'d, 'd>> {
    document.root().descendants().filter(Node::is_element)
}

/// The two corners of `A1:B2`.
pub(crate) fn area(text: &str) -> (CellRef, CellRef) {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    (first.parse().unwrap(), last.parse().unwrap())
}

/// The text of a string item: its runs without what helps to pronounce them.
pub(crate) fn text_of(item: Node<'_, '_>) -> String {
    let texts = item.descendants().filter(|node| node.tag_name().name() == "t");
    let spoken = |node: &Node<'_, '_>| node.ancestors().any(|above| above.tag_name().name() == "rPh");
    texts.filter(|node| !spoken(node)).filter_map(|node| node.text()).collect()
}
