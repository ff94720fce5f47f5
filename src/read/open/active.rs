//! What a package has besides its sheets that could run or reach out, told by its parts' names; none is opened.

use std::collections::BTreeSet;

use crate::model::Active;
use crate::package::{Package, Relation};

/// What there is, by the names of the parts and by what the workbook says its parts are; ascending.
pub(super) fn active_parts(package: &Package<'_>, relations: &[Relation]) -> Vec<Active> {
    let mut found: BTreeSet<Active> = package.names().filter_map(|name| of_name(&name)).collect();
    found.extend(relations.iter().filter_map(|relation| of_kind(&relation.kind)));
    found.into_iter().collect()
}

/// Folders of OpenDocument's macros stand beside those of Excel.
fn of_name(name: &str) -> Option<Active> {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    let (folder, file) = name.split_once('/').unwrap_or(("", &name));
    Some(match (folder, file) {
        ("basic" | "scripts", _) => Active::Macros,
        ("xl", file) => match file.split_once('/').map_or(file, |(folder, _)| folder) {
            "vbaproject.bin" => Active::Macros,
            "macrosheets" => Active::MacroSheets,
            "externallinks" => Active::ExternalLinks,
            "connections.xml" | "connections.bin" | "querytables" => Active::Connections,
            "embeddings" | "activex" => Active::Embedded,
            _ => return None,
        },
        _ => return None,
    })
}

fn of_kind(kind: &str) -> Option<Active> {
    Some(match kind {
        "vbaProject" => Active::Macros,
        "xlMacrosheet" | "xlIntlMacrosheet" => Active::MacroSheets,
        "externalLink" => Active::ExternalLinks,
        "connections" => Active::Connections,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::packed;

    #[test]
    fn parts_tell_by_their_names_or_by_what_they_are_to_the_workbook() {
        for (part, kind, found) in [
            ("xl/vbaProject.bin", "", &[Active::Macros][..]),
            ("XL\\VBAPROJECT.BIN", "", &[Active::Macros]),
            ("xl/macrosheets/sheet1.xml", "", &[Active::MacroSheets]),
            ("xl/externalLinks/_rels/externalLink1.xml.rels", "", &[Active::ExternalLinks]),
            ("xl/connections.xml", "vbaProject", &[Active::Macros, Active::Connections]),
            ("xl/embeddings/oleObject1.bin", "", &[Active::Embedded]),
            ("xl/activeX/activeX1.xml", "", &[Active::Embedded]),
            ("Basic/Standard/Module1.xml", "", &[Active::Macros]),
            ("xl/worksheets/sheet1.xml", "worksheet", &[]),
            ("xl/printerSettings/printerSettings1.bin", "theme", &[]),
            ("xl/drawings/vmlDrawing1.vml", "xlMacrosheet", &[Active::MacroSheets]),
            ("docProps/connections.xml", "externalLink", &[Active::ExternalLinks]),
            ("other/macros.bin", "connections", &[Active::Connections]),
        ] {
            let bytes = packed(&[(part, "")]);
            let relation = Relation { id: "1".to_owned(), kind: kind.to_owned(), part: String::new() };
            let package = Package::open(&bytes).unwrap();
            assert_eq!(active_parts(&package, &[relation]), found, "{part} {kind}");
        }
    }
}
