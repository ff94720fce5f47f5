//! The ending that a workbook's file name needs.

use std::cell::RefCell;

use super::archive::Package;
use super::known::Known;

/// What a workbook part is, by its content type, and the ending that goes with it.
const ENDINGS: [(&str, &str); 3] = [
    ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    ("application/vnd.ms-excel.template.macroEnabled.main+xml", "xltm"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xltx"),
];

thread_local! {
    /// Of the content types met before.
    static KNOWN: RefCell<Known<&'static str>> = const { RefCell::new(Known::new()) };
}

/// The ending of a copy of this package; `xlsx` for all that is no package.
pub fn ending(bytes: &[u8]) -> &'static str {
    let of = |types: &str| {
        ENDINGS.iter().find(|(kind, _)| types.contains(kind)).map_or("xlsx", |(_, ending)| ending)
    };
    let read = |mut package: Package<'_>| {
        KNOWN.with_borrow_mut(|known| package.read_known("[Content_Types].xml", known, |types| Ok(of(types))))
    };
    Package::open(bytes).and_then(read).ok().flatten().map_or("xlsx", |ending| *ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::packed;

    #[test]
    fn is_told_by_the_type_of_the_workbook_part() {
        let types = |kind: &str| {
            format!(
                "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.{kind}.main+xml\"/></Types>"
            )
        };
        for (kind, expected) in [
            ("openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            ("openxmlformats-officedocument.spreadsheetml.template", "xltx"),
            ("ms-excel.sheet.macroEnabled", "xlsm"),
            ("ms-excel.template.macroEnabled", "xltm"),
            ("", "xlsx"),
        ] {
            assert_eq!(ending(&packed(&[("[Content_Types].xml", &types(kind))])), expected, "{kind}");
            assert_eq!(ending(&packed(&[("[CONTENT_TYPES].XML", &types(kind))])), expected, "{kind}");
            assert_eq!(ending(&packed(&[("types.xml", &types(kind))])), "xlsx");
        }
        for bytes in [&b""[..], b"\xd0\xcf\x11\xe0", b"PK"] {
            assert_eq!(ending(bytes), "xlsx");
        }
    }
}
