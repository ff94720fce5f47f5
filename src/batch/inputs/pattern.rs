//! Patterns such as `2024/**/*.xlsx`, where the shell did not expand them.

use std::path::{Component, Path, PathBuf};

use glob::MatchOptions;

use super::names::is_left_out;
use super::{Expanded, folder};

/// Case is told apart by some systems only, so never here; a hidden file fits no `*`.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: false,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// A folder and what is looked for below it.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The path's part before the first wildcard.
    folder: PathBuf,
    pattern: glob::Pattern,
    depth: usize,
}

impl Pattern {
    /// The pattern that a path is; `None` for a plain path.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let text = |component: &Component<'_>| component.as_os_str().to_string_lossy().into_owned();
        let is_plain = |component: &Component<'_>| {
            !matches!(component, Component::Normal(_)) || !text(component).contains(['*', '?', '['])
        };
        let plain = path.components().take_while(is_plain).count();
        let folder = path.components().take(plain).collect();
        let rest: Vec<_> = path.components().skip(plain).map(|component| text(&component)).collect();
        let is_deep = rest.iter().any(|part| part.contains("**"));
        let pattern = glob::Pattern::new(&rest.join("/")).ok()?;
        let depth = if is_deep { usize::MAX } else { rest.len() };
        (!rest.is_empty()).then_some(Self { folder, pattern, depth })
    }

    /// Adds the files that fit, and the folders that fit with all below them.
    pub(super) fn add(&self, expanded: &mut Expanded) {
        let here = Path::new(".");
        let root = if self.folder.as_os_str().is_empty() { here } else { &self.folder };
        folder::walk(expanded, root, self.depth, &mut |expanded, entry| {
            let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let path = self.folder.join(below);
            let is_folder = entry.file_type().is_dir();
            let is_left_out = is_left_out(entry.file_name());
            if !self.fits(below) {
                return is_folder && !is_left_out;
            }
            if is_folder && !is_left_out {
                folder::add(expanded, &path, &self.folder);
            } else if entry.file_type().is_file() && !is_left_out {
                expanded.add_found(&path, &self.folder);
            } else {
                expanded.skipped += 1;
            }
            false
        });
    }

    /// Names that are not UTF-8 are compared as they are shown.
    fn fits(&self, below: &Path) -> bool {
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        self.pattern.matches_with(&parts.join("/"), OPTIONS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_letters_not_bytes() {
        for (pattern, path, expected) in [
            ("*.xlsx", "甲.xlsx", true),
            ("*.xlsx", "甲.XLSX", true),
            ("*.xlsx", "乙/甲.xlsx", false),
            ("*.xlsx", ".甲.xlsx", false),
            ("**/*.xlsx", "甲.xlsx", true),
            ("**/*.xlsx", "丙/乙/甲.xlsx", true),
            ("[甲乙]?.xlsx", "乙表.xlsx", true),
            ("[甲乙]?.xlsx", "丙表.xlsx", false),
            ("[甲乙]?.xlsx", "甲.xlsx", false),
            ("[!甲].xlsx", "甲.xlsx", false),
            ("2024*/表.xlsx", "2024年/表.xlsx", true),
        ] {
            let fits = Pattern::of(Path::new(pattern)).unwrap().fits(Path::new(path));
            assert_eq!(fits, expected, "{pattern} {path}");
        }
    }

    #[test]
    fn is_looked_for_below_its_plain_part() {
        for (path, folder, depth) in [
            ("*.xlsx", "", 1),
            ("甲/乙/*/表?.xlsx", "甲/乙", 2),
            ("/甲/../乙*", "/甲/..", 1),
            ("甲/**/*.xlsx", "甲", usize::MAX),
        ] {
            let pattern = Pattern::of(Path::new(path)).unwrap();
            assert_eq!((pattern.folder.as_path(), pattern.depth), (Path::new(folder), depth), "{path}");
        }
        for path in ["甲.xlsx", "", "甲/乙", "表[1.xlsx"] {
            assert!(Pattern::of(Path::new(path)).is_none(), "{path}");
        }
    }
}
