//! What results are called.

use std::path::{Path, PathBuf};

/// What a corrected copy's name ends with.
const MARK: &str = "_已核";

/// What the name of a copy ends with whose corrections were taken back.
const REVERTED: &str = "_还原";

/// The longest name that every system takes, in bytes.
const LONGEST: usize = 255;

/// The corrected copy's path beside its input: `表.xlsx` gives `表_已核.xlsx`, `表_已核.xlsx` itself.
pub fn beside(input: &Path, ending: &str) -> PathBuf {
    input.with_file_name(name_of(input, ending))
}

/// The corrected copy's path in another folder.
pub fn inside(folder: &Path, input: &Path, ending: &str) -> PathBuf {
    folder.join(name_of(input, ending))
}

/// The reverted copy's path beside its input: `表_已核.xlsx` gives `表_还原.xlsx`.
pub fn reverted_beside(input: &Path, ending: &str) -> PathBuf {
    input.with_file_name(reverted_name(input, ending))
}

/// The reverted copy's path in another folder.
pub fn reverted_inside(folder: &Path, input: &Path, ending: &str) -> PathBuf {
    folder.join(reverted_name(input, ending))
}

fn name_of(input: &Path, ending: &str) -> String {
    let stem = input.file_stem().unwrap_or_default().to_string_lossy();
    let mark = if stem.ends_with(MARK) { "" } else { MARK };
    named(&stem, mark, ending)
}

fn reverted_name(input: &Path, ending: &str) -> String {
    let stem = input.file_stem().unwrap_or_default().to_string_lossy();
    named(stem.strip_suffix(MARK).unwrap_or(&stem), REVERTED, ending)
}

/// The name with a mark and ending, cut where a system would not take all of it.
fn named(stem: &str, mark: &str, ending: &str) -> String {
    let mut end = stem.len().min(LONGEST - mark.len() - 1 - ending.len());
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{mark}.{ending}", &stem[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_copy_once() {
        for (input, output) in [
            ("甲/表.xlsx", "甲/表_已核.xlsx"),
            ("表_已核.xlsx", "表_已核.xlsx"),
            ("表.v2.xls", "表.v2_已核.xlsx"),
            ("表", "表_已核.xlsx"),
        ] {
            assert_eq!(beside(Path::new(input), "xlsx"), Path::new(output));
        }
        let long = beside(Path::new(&format!("{}.xlsx", "长".repeat(83))), "xlsx");
        assert_eq!(long, Path::new(&format!("{}_已核.xlsx", "长".repeat(81))), "255 bytes at most");
        for (input, output) in [("表_已核.xlsx", "表_还原.xlsx"), ("表.xlsx", "表_还原.xlsx")] {
            assert_eq!(reverted_beside(Path::new(input), "xlsx"), Path::new(output));
        }
        assert_eq!(inside(Path::new("乙"), Path::new("甲/表.xlsx"), "xlsm"), Path::new("乙/表_已核.xlsm"));
    }
}
