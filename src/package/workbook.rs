//! The workbook part: which sheets there are and where their parts stand.

use super::archive::Package;
use super::error::{Flaw, PackageError};
use super::markup::{Element, Markup, Piece};
use super::relations::{Relation, relations};
use crate::budget::{self, Limit};

/// More names than any workbook of forms; what comes after is left out.
const MOST_NAMES: usize = 10_000;
/// Where nearly every workbook has its part.
const USUAL_PART: &str = "xl/workbook.xml";

/// A sheet as the workbook part lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// The name on its tab.
    pub name: String,
    /// Whether the tab is shown.
    pub visible: bool,
    /// Its part; `None` where no relationship names one.
    pub part: Option<String>,
    /// What it is: `worksheet`, `chartsheet`, …
    pub kind: String,
}

/// A name that formulas may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameEntry {
    /// The name.
    pub name: String,
    /// The only sheet that knows it, by its place in the list.
    pub sheet: Option<usize>,
    /// What it stands for, without `=`.
    pub formula: String,
}

/// What the workbook part of a package says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkbookPart {
    /// Its name in the package.
    pub part: String,
    /// Its sheets, in tab order, chart sheets included.
    pub sheets: Vec<SheetEntry>,
    /// The names, those of print areas and filters included.
    pub names: Vec<NameEntry>,
    /// Whether dates are counted from 1904.
    pub is_1904: bool,
    /// The place of the sheet that is shown first.
    pub active: usize,
    /// The parts it goes with: styles, shared texts, …
    pub relations: Vec<Relation>,
}

impl WorkbookPart {
    /// Reads the workbook part of a package.
    ///
    /// # Errors
    ///
    /// If there is none, or it is damaged.
    pub fn read(package: &mut Package<'_>) -> Result<Self, PackageError> {
        let stated = relations(package, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
        let part = stated.map(|relation| relation.part).filter(|part| package.has(part));
        let part = part.unwrap_or_else(|| USUAL_PART.to_owned());
        let text = package.text(&part)?.ok_or_else(|| PackageError::flawed(Flaw::MissingPart, &part))?;
        let relations = relations(package, &part)?;
        let mut workbook = Self { part, relations, ..Self::default() };
        workbook.read_part(&text)?;
        Ok(workbook)
    }

    fn read_part(&mut self, text: &str) -> Result<(), PackageError> {
        let mut xml = Markup::new(text);
        xml.root()?;
        while let Some(element) = xml.element()? {
            match element.name() {
                "sheets" => {
                    while let Some(sheet) = xml.element()? {
                        if sheet.name() == "sheet" {
                            self.add_sheet(&sheet)?;
                        }
                        xml.skip()?;
                    }
                }
                "definedNames" => {
                    while let Some(name) = xml.element()? {
                        self.add_name(&name, &mut xml)?;
                    }
                }
                "bookViews" => {
                    let mut views = 0;
                    while let Some(view) = xml.element()? {
                        if views == 0 {
                            let active = view.attribute("activeTab")?;
                            self.active = active.and_then(|place| place.parse().ok()).unwrap_or(0);
                        }
                        views += 1;
                        xml.skip()?;
                    }
                }
                own => {
                    if own == "workbookPr" {
                        let counts = element.attribute("date1904")?;
                        self.is_1904 = counts.is_some_and(|value| value == "1" || value == "true");
                    }
                    xml.skip()?;
                }
            }
        }
        Ok(())
    }

    fn add_sheet(&mut self, sheet: &Element<'_>) -> Result<(), PackageError> {
        let (mut name, mut id, mut visible) = (String::new(), String::new(), true);
        sheet.attributes(|prefix, own, value| match (prefix, own) {
            ("", "name") => name = value.into_owned(),
            ("", "state") => visible = value == "visible",
            (prefix, "id") if !prefix.is_empty() => id = value.into_owned(),
            _ => {}
        })?;
        budget::hold(Limit::Sheets, self.sheets.len() as u64 + 1)?;
        let relation = self.relations.iter().find(|relation| relation.id == id);
        let part = relation.map(|relation| relation.part.clone());
        let kind = relation.map(|relation| relation.kind.clone()).unwrap_or_default();
        self.sheets.push(SheetEntry { name, visible, part, kind });
        Ok(())
    }

    fn add_name<'x>(&mut self, element: &Element<'x>, xml: &mut Markup<'x>) -> Result<(), PackageError> {
        let name = element.attribute("name")?.unwrap_or_default();
        let sheet = element.attribute("localSheetId")?.and_then(|index| index.parse().ok());
        let mut formula = String::new();
        while let Some(piece) = xml.piece()? {
            match piece {
                Piece::Text(text) => formula.push_str(&text),
                Piece::Element(_) => xml.skip()?,
            }
        }
        if self.names.len() < MOST_NAMES {
            self.names.push(NameEntry { name, sheet, formula });
        }
        Ok(())
    }

    /// The part of a kind that goes with the workbook: `styles`, `sharedStrings`, …
    pub fn related(&self, kind: &str) -> Option<&str> {
        self.relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.part.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::packed;

    fn entry(name: &str, visible: bool, part: Option<&str>, kind: &str) -> SheetEntry {
        SheetEntry { name: name.to_owned(), visible, part: part.map(str::to_owned), kind: kind.to_owned() }
    }

    /// A workbook part read with two relationships, `a` and `b`.
    fn read(inner: &str) -> Result<WorkbookPart, PackageError> {
        let list = "<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                    <Relationship Id='b' Type='strict/chartsheet' Target='/xl/c.xml'/></Relationships>";
        let text = format!("<workbook xmlns:r=\"r\">{inner}</workbook>");
        let bytes = packed(&[("xl/workbook.xml", &text), ("xl/_rels/workbook.xml.rels", list)]);
        WorkbookPart::read(&mut Package::open(&bytes).unwrap())
    }

    #[test]
    fn the_workbook_part_is_the_one_the_package_names() {
        let stated = "<Relationships><Relationship Id='1' Type='x/officeDocument' Target='/book/main.xml'/></Relationships>";
        let (usual, other) = ("xl/workbook.xml", "book/main.xml");
        for (parts, part) in [
            (&[("_rels/.rels", stated), (other, "<workbook/>"), (usual, "<workbook/>")][..], Some(other)),
            (&[("_rels/.rels", stated), (usual, "<workbook/>")], Some(usual)),
            (&[("_rels/.rels", "<Relationships/>"), (usual, "<workbook/>")], Some(usual)),
            (&[("XL/WORKBOOK.XML", "<x:workbook/>")], Some(usual)),
            (&[("_rels/.rels", stated)], None),
            (&[(usual, "")], None),
            (&[(usual, "<workbook>")], None),
            (&[(usual, "<!DOCTYPE a><workbook/>")], None),
            (&[("_rels/.rels", "<Relationships"), (usual, "<workbook/>")], None),
        ] {
            let bytes = packed(parts);
            let read = WorkbookPart::read(&mut Package::open(&bytes).unwrap());
            assert_eq!(read.ok().as_ref().map(|own| own.part.as_str()), part, "{parts:?}");
        }
    }

    #[test]
    fn sheets_are_listed_with_their_parts() {
        let book = read(
            "<sheets><sheet name=\"绩效 &amp; 自评\" sheetId=\"9\" r:id=\"a\"/>\n<!-- --><other/>\
             <x:sheet state='hidden' name='图' q:id='b'></x:sheet><sheet state=\"visible\" name='' id='a'/>\
             <sheet name='丢' state='veryHidden' r:id='c'><sheet name='内'/></sheet></sheets>",
        )
        .unwrap();
        assert_eq!(
            book.sheets,
            [
                entry("绩效 & 自评", true, Some("xl/worksheets/sheet1.xml"), "worksheet"),
                entry("图", false, Some("xl/c.xml"), "chartsheet"),
                entry("", true, None, ""),
                entry("丢", false, None, ""),
            ]
        );
        assert_eq!((book.related("chartsheet"), book.related("styles")), (Some("xl/c.xml"), None));
        let sheets = |count: usize| format!("<sheets>{}</sheets>", "<sheet name='a'/>".repeat(count));
        assert_eq!(read(&sheets(256)).unwrap().sheets.len(), 256);
        assert!(read(&sheets(257)).is_err());
    }

    #[test]
    fn names_are_read_with_what_they_stand_for() {
        let book = read(
            "<definedNames><definedName name=\"合计\">表!$A$1&amp;\"&lt;\"</definedName>\
             <definedName name='_xlnm.Print_Area' localSheetId='1'><![CDATA[表!A1]]><b>否</b>:B2</definedName>\
             <definedName localSheetId='x'/></definedNames>",
        )
        .unwrap();
        let name = |name: &str, sheet, formula: &str| NameEntry {
            name: name.into(),
            sheet,
            formula: formula.into(),
        };
        assert_eq!(
            book.names,
            [
                name("合计", None, "表!$A$1&\"<\""),
                name("_xlnm.Print_Area", Some(1), "表!A1:B2"),
                name("", None, ""),
            ]
        );
        let many = format!("<definedNames>{}</definedNames>", "<definedName/>".repeat(MOST_NAMES + 9));
        assert_eq!(read(&many).unwrap().names.len(), MOST_NAMES);
    }

    #[test]
    fn dates_and_the_sheet_shown_first() {
        for (inner, is_1904, active) in [
            ("", false, 0),
            ("<workbookPr/><bookViews/>", false, 0),
            ("<workbookPr date1904=\"1\"/><bookViews><workbookView activeTab=\"2\"/></bookViews>", true, 2),
            ("<workbookPr date1904='true'/><bookViews><workbookView activeTab='-1'/></bookViews>", true, 0),
            ("<workbookPr date1904='0'><a date1904='1'/></workbookPr>", false, 0),
            ("<bookViews><workbookView/><workbookView activeTab='3'/></bookViews>", false, 0),
            ("<other><workbookPr date1904='1'/></other>", false, 0),
        ] {
            let book = read(inner).unwrap();
            assert_eq!((book.is_1904, book.active), (is_1904, active), "{inner}");
        }
        assert!(read(&"<a>".repeat(100)).is_err());
        let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(read(&deep(63)).is_ok() && read(&deep(64)).is_err());
    }
}
