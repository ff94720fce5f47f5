//! What a file is by its name: something to be read, or what programs leave beside people's files.

use std::ffi::OsStr;
use std::path::Path;

/// What is read of a folder or an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A workbook or a Word document.
    Form,
    /// An archive of files.
    Archive,
}

const FORMS: [&str; 10] = ["xlsx", "xlsm", "xltx", "xltm", "xls", "et", "ett", "xlsb", "ods", "docx"];

/// What a file is by its ending; `None` for all that is not read.
pub(super) fn kind_of(path: &Path) -> Option<Kind> {
    let ending = path.extension()?;
    if FORMS.iter().any(|form| ending.eq_ignore_ascii_case(form)) {
        Some(Kind::Form)
    } else {
        ending.eq_ignore_ascii_case("zip").then_some(Kind::Archive)
    }
}

/// Whether a file or folder of this name is nobody's form: hidden, a lock, a program's own.
pub(super) fn is_left_out(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    (bytes.starts_with(b".") && !matches!(bytes, b"." | b".."))
        || bytes.starts_with(b"~$")
        || ["__MACOSX", "Thumbs.db", "desktop.ini"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_forms_and_archives_by_their_ending() {
        for (name, expected) in [
            ("表.xlsx", Some(Kind::Form)),
            ("表.v2.XLS", Some(Kind::Form)),
            ("表.et", Some(Kind::Form)),
            ("报告.Docx", Some(Kind::Form)),
            ("包.ZIP", Some(Kind::Archive)),
            ("表.xlsx.bak", None),
            ("表.csv", None),
            ("xlsx", None),
            (".xlsx", None),
        ] {
            assert_eq!(kind_of(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn leaves_out_what_programs_leave_behind() {
        for (name, expected) in [
            ("~$表.xlsx", true),
            (".~lock.表.xlsx#", true),
            ("._表.xlsx", true),
            ("__MACOSX", true),
            ("thumbs.DB", true),
            (".DS_Store", true),
            (".ziping-a1b2c3", true),
            ("表_已核.xlsx", false),
            ("~表.xlsx", false),
            ("$表.xlsx", false),
            ("..", false),
        ] {
            assert_eq!(is_left_out(OsStr::new(name)), expected, "{name}");
        }
    }
}
