//! WB-03: the cells that differ are those that 更正记录 lists, and the marked ones those that 问题清单 lists.

use std::collections::BTreeSet;

use ziping::value::CellRef;

use super::styles::{Style, styles};
use crate::book::{Book, Cell};
use crate::log::{ADDED, Change, Log};

pub(crate) fn violations(before: &Book, after: &Book, log: &Log) -> Vec<String> {
    let (old_styles, new_styles) = (styles(before), styles(after));
    let unstyled = before.part_of_kind("styles").is_none();
    let mut found = Vec::new();
    for sheet in &before.sheets {
        if after.sheet(&sheet.name).is_none() {
            continue;
        }
        let (old, new) = (before.cells_of_part(&sheet.part), after.cells(&sheet.name));
        let merges = before.merges(&sheet.part);
        for at in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let (was, is) = (old.get(at), new.get(at));
            // The same element may mean something else, through a shared text or formula.
            if was == is {
                if log.change(&sheet.name, *at).is_some() {
                    found.push(format!("{}!{at} is listed and the same", sheet.name));
                }
                continue;
            }
            // A block's border runs around it; its words stand in the first cell.
            let block = merges.iter().find(|area| inside(**area, *at)).copied();
            let anchor = block.map_or(*at, |(first, _)| first);
            let place = Place {
                change: log.change(&sheet.name, *at),
                corrected: log.change(&sheet.name, anchor).is_some_and(|change| change.class == "更正"),
                looked_at: log.has_issue(&sheet.name, anchor),
            };
            let (was, is) = (was.cloned().unwrap_or_default(), is.cloned().unwrap_or_default());
            let wrong = place.content(&was, &is).or_else(|| {
                let style =
                    |styles: &[Style], cell: &Cell| styles.get(cell.style).cloned().unwrap_or_default();
                // A workbook without styles gets its first ones.
                let base = if unstyled { style(&new_styles, &was) } else { style(&old_styles, &was) };
                place.look(&base, &style(&new_styles, &is))
            });
            found.extend(wrong.map(|why| format!("{}!{at}: {why}: {} → {}", sheet.name, was.raw, is.raw)));
        }
    }
    for change in log.changes.iter().filter(|change| change.class == "更正") {
        let cell = after.cells(&change.sheet).remove(&change.at).unwrap_or_default();
        let style = new_styles.get(cell.style).cloned().unwrap_or_default();
        if !style.fill.contains("FFF2CC") || !style.border.to_lowercase().contains("dashed") {
            found.push(format!("{}!{} is corrected and not marked", change.sheet, change.at));
        }
    }
    found.extend(log.changes.iter().filter_map(|change| {
        let known = before.sheet(&change.sheet).is_some() && !ADDED.contains(&change.sheet.as_str());
        let class = matches!(change.class.as_str(), "更正" | "随动");
        (!known || !class).then(|| format!("更正记录 lists {} {}!{}", change.class, change.sheet, change.at))
    }));
    found
}

fn inside((first, last): (CellRef, CellRef), at: CellRef) -> bool {
    (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
}

/// What the added sheets say of a cell that is not the same.
struct Place<'l> {
    change: Option<&'l Change>,
    corrected: bool,
    looked_at: bool,
}

impl Place<'_> {
    fn content(&self, was: &Cell, is: &Cell) -> Option<String> {
        let formula = |cell: &Cell| cell.formula.as_ref().map_or_else(String::new, |text| format!("={text}"));
        let same = was.same_value(is) && was.formula == is.formula;
        let Some(change) = self.change else {
            let rewritten = was.style == is.style && !was.shared && !is.shared;
            return match same {
                false => Some("is not listed".to_owned()),
                true if rewritten => Some("is written otherwise".to_owned()),
                true => None,
            };
        };
        if !was.same_value(&change.old) || formula(was) != change.old_formula {
            return Some(format!("原值 is {:?}, 原公式 {}", change.old, change.old_formula));
        }
        if !is.same_value(&change.new) || formula(is) != change.new_formula {
            return Some(format!("新值 is {:?}, 新公式 {}", change.new, change.new_formula));
        }
        match (same, change.class.as_str()) {
            (true, _) => Some("is listed and the same".to_owned()),
            (false, "随动") if was.formula != is.formula => {
                Some("a formula changed with others".to_owned())
            }
            _ => None,
        }
    }

    fn look(&self, was: &Style, is: &Style) -> Option<String> {
        if was == is {
            return None;
        }
        let mut like = was.unmarked();
        // A number in the place of a text or of nothing needs a format that shows it.
        if self.corrected && matches!(was.format.as_str(), "#0" | "#49") {
            like.format = is.format.clone();
        }
        if like != is.unmarked() {
            return Some(format!("looks otherwise: {was:?} → {is:?}"));
        }
        let yellow = is.fill.contains("FFF2CC");
        match (self.corrected, self.looked_at) {
            (true, _) if yellow && is.border.to_lowercase().contains("dashed") => None,
            (false, true) if was.fill == is.fill && is.border.contains("double") => None,
            // Fills of a cell to be looked at may be marked as well, by another colour.
            (false, true) if !yellow && is.border.contains("double") => None,
            _ => Some(format!("is marked: {} {}", is.fill, is.border)),
        }
    }
}
