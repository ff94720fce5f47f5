//! The added sheets, what the package lists, and the copy itself.

use super::listing::{NewRelation, free_id, with_relations, with_sheets, with_types};
use super::obstacle::Obstacle;
use super::parts::TYPES;
use super::sheet_xml::sheet_xml;
use super::{Patch, Touched, of_part, proof};
use crate::package::rewrite;
use crate::write::corrected::Page;

const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

impl Patch<'_> {
    /// Makes room for the added sheets; of those that are there already the parts are written anew.
    pub(in crate::write) fn reserve(&mut self, names: &[String]) -> Result<(), Obstacle> {
        let sheets = &self.parts.workbook.sheets;
        for name in names {
            if sheets.iter().any(|own| own.name == *name && own.kind != "worksheet") {
                return Err(Obstacle::TakenName(name.clone()));
            }
            let there = sheets.iter().position(|own| own.name == *name);
            let there = there.and_then(|place| Some((self.parts.sheets.get(name)?, place)));
            let (part, place) = match there {
                Some((text, place)) => {
                    self.list.renamed.push(place);
                    // What somebody put on it goes with its content.
                    if text.list.1.is_some() {
                        self.changes.removed.push(text.list.0.clone());
                    }
                    (text.part.clone(), place)
                }
                None => {
                    let taken = |name: &str| self.own.iter().any(|(_, part, _)| part == name);
                    let part = self.parts.free_name("xl/worksheets/sheet{}.xml", taken);
                    let id = free_id(Some(&self.parts.workbook_list.1), &self.relations);
                    self.relations.push(NewRelation {
                        id: id.clone(),
                        kind: "worksheet",
                        target: format!("/{part}"),
                    });
                    self.overrides.push((format!("/{part}"), WORKSHEET));
                    self.list.added.push((name.clone(), id));
                    (part, sheets.len() + self.list.added.len() - 1)
                }
            };
            self.own.push((name.clone(), part, place));
        }
        Ok(())
    }

    /// Takes sheets out.
    pub(in crate::write) fn drop_sheets(&mut self, names: &[String]) {
        for (place, entry) in self.parts.workbook.sheets.iter().enumerate() {
            let Some(text) = self.parts.sheets.get(&entry.name).filter(|_| names.contains(&entry.name))
            else {
                continue;
            };
            self.list.removed.push(place);
            let part = text.part.clone();
            let ids = self.parts.workbook.relations.iter().filter(|own| own.part.eq_ignore_ascii_case(&part));
            self.gone_relations.extend(ids.map(|own| own.id.clone()));
            self.remove(&part);
            if text.list.1.is_some() {
                self.changes.removed.push(text.list.0.clone());
            }
        }
    }

    /// The names of the parts that the patch touches, once the sheets are changed and room is made for the added ones.
    pub(in crate::write) fn touched(&self) -> Touched {
        let mut touched = Touched {
            changed: self.changes.changed.keys().cloned().collect(),
            added: self.changes.added.keys().cloned().collect(),
            removed: self.changes.removed.clone(),
        };
        let mut add = |name: &String| {
            let list =
                if self.parts.names.contains(name) { &mut touched.changed } else { &mut touched.added };
            if !list.contains(name) {
                list.push(name.clone());
            }
        };
        self.own.iter().for_each(|(_, part, _)| add(part));
        add(&self.parts.styles.0);
        add(&self.parts.workbook.part);
        add(&self.parts.workbook_list.0);
        add(&TYPES.to_owned());
        touched.changed.sort();
        touched.added.sort();
        touched.removed.sort();
        touched
    }

    /// Writes an added sheet into the room that was made for it.
    pub(in crate::write) fn draw(&mut self, page: &Page, is_first: bool) -> Result<(), Obstacle> {
        let Some((_, part, place)) = self.own.iter().find(|(name, ..)| *name == page.sheet().name) else {
            return Ok(());
        };
        let xml = sheet_xml(page, &mut self.styles, self.parts.dialect, is_first);
        let xml = xml.map_err(|error| of_part(&self.parts.styles.0, error))?;
        let names =
            page.defined_names().into_iter().map(|(name, formula)| (*place, name.to_owned(), formula));
        self.list.names.extend(names);
        if is_first {
            self.list.active = Some(*place);
        }
        self.changes.put(&self.parts.names, part, xml);
        Ok(())
    }

    /// Writes the copy and makes sure that it is what was meant.
    pub(in crate::write) fn finish(mut self) -> Result<Vec<u8>, Obstacle> {
        let parts = self.parts;
        let styles = self.styles.finish().map_err(|error| of_part(&parts.styles.0, error))?;
        if let Some(styles) = styles {
            if parts.styles.1.is_none() {
                let id = free_id(Some(&parts.workbook_list.1), &self.relations);
                self.relations.push(NewRelation {
                    id,
                    kind: "styles",
                    target: format!("/{}", parts.styles.0),
                });
                self.overrides.push((format!("/{}", parts.styles.0), STYLES));
            }
            self.changes.put(&parts.names, &parts.styles.0, styles);
        }
        let workbook = with_sheets(&parts.workbook_xml, &self.list, parts.dialect);
        let workbook = workbook.map_err(|error| of_part(&parts.workbook.part, error))?;
        self.changes.put(&parts.names, &parts.workbook.part, workbook);
        let (list, text) = &parts.workbook_list;
        let relations = with_relations(Some(text), &self.relations, &self.gone_relations, parts.dialect);
        if let Some(relations) = relations.map_err(|error| of_part(list, error))? {
            self.changes.put(&parts.names, list, relations);
        }
        let types = with_types(&parts.types, &self.defaults, &self.overrides, &self.forgotten);
        self.changes.put(&parts.names, TYPES, types.map_err(|error| of_part(TYPES, error))?);
        self.changes.changed.retain(|name, _| !self.changes.removed.contains(name));
        let copy = rewrite(self.bytes, &self.changes)?;
        proof::check(self.bytes, &copy, &parts.names, &self.changes, &self.edited)?;
        Ok(copy)
    }
}
