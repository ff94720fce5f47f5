//! The package layer: bytes as a whole package, or as one part of a package that is sound otherwise.
//!
//! Most changes of a packed file only break a checksum, so the fuzzer gets at the parts unpacked.

use std::collections::BTreeMap;

use zip::CompressionMethod;
use ziping::package::{Changes, Package, rewrite};
use ziping::read::{own_results, read_forms, read_narrative, read_workbook};
use ziping::rules::{Request, check_all};

#[path = "../../hostile/form.rs"]
mod form;

/// Reads bytes as a package, or as a part of one: the first byte picks the part that the others replace.
pub(crate) fn package(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let mut parts = form::parts();
    let Some(part) = parts.get_mut(usize::from(*choice)) else {
        unpacked(rest);
        return workbook(rest);
    };
    part.1 = rest.to_vec();
    let parts = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    workbook(&form::zipped(parts, CompressionMethod::Stored));
}

/// Reads bytes as a Word file or, where the first byte is not 0, as the document in one.
pub(crate) fn docx(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let types = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let file = match choice {
        0 => rest.to_vec(),
        _ => {
            form::zipped([(form::TYPES, &types[..]), ("word/document.xml", rest)], CompressionMethod::Stored)
        }
    };
    workbook(&file);
    let _ = read_narrative(&file);
}

/// All that is done with the parts of a package.
fn unpacked(bytes: &[u8]) {
    let Ok(mut package) = Package::open(bytes) else { return };
    let Ok(names) = package.sound_names() else { return };
    for name in &names {
        let _ = package.text(name);
    }
    let mut changes = Changes::default();
    if let Some(name) = names.first() {
        changes.put(&names, name, "<a/>".to_owned());
    }
    let _ = rewrite(bytes, &changes);
}

/// All that is done with a workbook.
fn workbook(bytes: &[u8]) {
    // Their readers are not of this program; it keeps them in a process apart.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return;
    }
    let Ok(book) = read_workbook(bytes) else { return };
    let all =
        book.sheets.iter().enumerate().flat_map(|(sheet, own)| {
            own.cells.iter().map(move |cell| ((sheet, cell.at), cell.value.clone()))
        });
    let _ = own_results(&book, &all.collect::<BTreeMap<_, _>>());
    if let Ok(forms) = read_forms(&book) {
        let _ = check_all(forms, &Request::default());
    }
}
