//! WB-01: a part is byte for byte what it was, or the workbook says that it is not.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::log::Log;
use crate::package::rels_of;

pub(crate) fn violations(before: &Book, after: &Book, log: &Log) -> Vec<String> {
    let mut found = Vec::new();
    let (old, new) = (&before.package, &after.package);
    for part in &old.parts {
        let Some(now) = new.parts.iter().find(|now| now.name == part.name) else { continue };
        if now.bytes == part.bytes && now.packed != part.packed {
            found.push(format!("{} was packed again", part.name));
        }
    }
    let touchable = touchable(before);
    let touched =
        old.parts.iter().filter(|part| new.part(&part.name).is_some_and(|now| now.bytes != part.bytes));
    let beyond = touched.filter(|part| !touchable.contains(&part.name.to_lowercase().replace('\\', "/")));
    found.extend(beyond.map(|part| format!("{} is no part that a correction changes", part.name)));
    let set = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect::<BTreeSet<_>>();
    let (had, has) = (set(&mut old.names()), set(&mut new.names()));
    let differs =
        |name: &&str| old.part(name).map(|part| &part.bytes) != new.part(name).map(|part| &part.bytes);
    let changed = set(&mut old.names().filter(|name| has.contains(*name)).filter(differs));
    for (what, really, told) in [
        ("changed", changed, &log.changed_parts),
        ("added", has.difference(&had).cloned().collect(), &log.added_parts),
        ("removed", had.difference(&has).cloned().collect(), &log.removed_parts),
    ] {
        if really != *told {
            let untold: Vec<_> = really.difference(told).collect();
            let untrue: Vec<_> = told.difference(&really).collect();
            found.push(format!("{what} parts: not told {untold:?}, told but not so {untrue:?}"));
        }
    }
    for name in had.difference(&has).filter(|name| !name.to_lowercase().ends_with("calcchain.xml")) {
        found.push(format!("{name} is gone"));
    }
    let kept: Vec<_> = old.names().filter(|name| has.contains(*name)).collect();
    let order: Vec<_> = new.names().filter(|name| had.contains(*name)).collect();
    if kept != order || !new.names().take(kept.len()).eq(kept.iter().copied()) {
        found.push(format!("the parts' order is {order:?}"));
    }
    found
}

/// The parts that a correction may change: sheets with their notes, styles, the workbook part, lists of parts.
fn touchable(before: &Book) -> BTreeSet<String> {
    let mut parts =
        vec!["[Content_Types].xml".to_owned(), before.workbook_part.clone(), rels_of(&before.workbook_part)];
    parts.extend(before.part_of_kind("styles"));
    for sheet in &before.sheets {
        parts.extend([sheet.part.clone(), rels_of(&sheet.part)]);
        let relations = before.package.relations(&sheet.part).into_iter();
        let notes = relations.filter(|relation| matches!(relation.kind.as_str(), "comments" | "vmlDrawing"));
        parts.extend(notes.map(|relation| relation.target));
    }
    parts.into_iter().map(|part| part.to_lowercase()).collect()
}
