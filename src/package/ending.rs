//! The ending that a workbook's file name needs.

use super::archive::Package;

/// What a workbook part is, by its content type, and the ending that goes with it.
const ENDINGS: [(&str, &str); 3] = [
    ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    ("application/vnd.ms-excel.template.macroEnabled.main+xml", "xltm"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xltx"),
];

/// The ending of a copy of this package; `xlsx` for all that is no package.
pub fn ending(bytes: &[u8]) -> &'static str {
    let types = Package::open(bytes).and_then(|mut package| package.text("[Content_Types].xml"));
    let types = types.ok().flatten().unwrap_or_default();
    ENDINGS.iter().find(|(kind, _)| types.contains(kind)).map_or("xlsx", |(_, ending)| ending)
}
