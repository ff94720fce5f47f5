//! A list of paths, one a line: `@list.txt`, or `-` for standard input.

use std::fs;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use crate::check::{CheckError, Input};
use crate::read::text_of;

/// Whether a path as named is a list and not a file of that very name.
pub(super) fn is_list(path: &Path) -> bool {
    path.as_os_str() == "-" || listed(path).is_some()
}

/// The paths of a list; `None` if the path is no list.
pub(super) fn read(path: &Path, stdin: &mut dyn BufRead) -> Option<Result<Vec<PathBuf>, CheckError>> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        stdin.read_to_end(&mut bytes).map(|_| bytes).map_err(|source| CheckError::reading(path, source))
    } else {
        Input::open(listed(path)?).map(|input| input.bytes)
    };
    let lines = |bytes: Vec<u8>| {
        text_of(&bytes).map(|text| lines(&text)).ok_or(CheckError::ListEncoding { path: path.to_owned() })
    };
    Some(bytes.and_then(lines))
}

/// The list's own path: `list.txt` of `@list.txt`, unless a file has just this name.
fn listed(path: &Path) -> Option<&Path> {
    let list = path.to_str()?.strip_prefix('@').filter(|list| !list.is_empty())?;
    let is_missing = fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    is_missing.then_some(Path::new(list))
}

/// Windows copies a path in quotes.
fn lines(text: &str) -> Vec<PathBuf> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let unquoted = |line: &str| {
        let inside = line.strip_prefix('"').and_then(|line| line.strip_suffix('"'));
        PathBuf::from(inside.unwrap_or(line))
    };
    lines.map(unquoted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_path() {
        let text = "甲.xlsx\r\n\r\n# 说明\n  乙 丙.xlsx  \n\"C:\\表 1.xlsx\"\n\"半个.xlsx\n丁#.xlsx";
        let paths = ["甲.xlsx", "乙 丙.xlsx", "C:\\表 1.xlsx", "\"半个.xlsx", "丁#.xlsx"].map(PathBuf::from);
        assert_eq!(lines(text), paths);
        assert_eq!(lines("# nothing\n\n"), Vec::<PathBuf>::new());
    }
}
