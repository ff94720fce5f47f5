//! Where a link of the summary leads: a path from its folder to a file, spelled as a link has it.

use std::path::{Component, Path, PathBuf, absolute};

/// The longest link Excel takes, in UTF-16 units.
const MAX_LINK: usize = 2_000;
/// By these the writer knows a link that is spelled out already.
const SEEN: [&str; 11] = ["%20", "%25", "%22", "%60", "%3c", "%3e", "%5b", "%5d", "%5e", "%7b", "%7d"];

/// Paths as links from the folder of one summary.
#[derive(Debug)]
pub(super) struct Links {
    folder: Option<PathBuf>,
}

impl Links {
    /// Links from the folder that `summary` will be in.
    pub(super) fn from(summary: &Path) -> Self {
        let folder = whole(summary).and_then(|path| Some(path.parent()?.to_owned()));
        Self { folder }
    }

    /// The link to a file as the run names it; to the archive where it is in one. `None` if nothing can lead there.
    pub(super) fn to(&self, name: &str) -> Option<String> {
        let target = whole(Path::new(on_disk(name)))?;
        let way = self.folder.as_deref().and_then(|folder| between(folder, &target)).unwrap_or(target);
        let parts = way.components().filter(|component| *component != Component::RootDir).map(part);
        let link = parts.collect::<Option<Vec<String>>>()?.join("/");
        // The writer spells a link out once more unless it sees one of these, and `%23` is not among them.
        let is_spelled = !link.contains('%') || SEEN.iter().any(|seen| link.contains(seen));
        let fits = (1..=MAX_LINK).contains(&link.encode_utf16().count());
        (fits && is_spelled).then(|| format!("file:///{link}"))
    }
}

/// The part of a name that is on disk: of `包.zip/甲.xlsx` the archive.
fn on_disk(name: &str) -> &str {
    let ends = name.match_indices(['/', '\\']).map(|(at, _)| &name[..at]);
    let archive =
        |path: &&str| path.len() > 4 && path.as_bytes()[path.len() - 4..].eq_ignore_ascii_case(b".zip");
    ends.into_iter().find(archive).unwrap_or(name)
}

/// The path from the root, without `.` and `..`.
fn whole(path: &Path) -> Option<PathBuf> {
    let mut whole = PathBuf::new();
    for component in absolute(path).ok()?.components() {
        match component {
            Component::ParentDir => drop(whole.pop()),
            other => whole.push(other),
        }
    }
    Some(whole)
}

/// The way from a folder to a file; `None` if they have no root in common.
fn between(folder: &Path, target: &Path) -> Option<PathBuf> {
    let common = folder.components().zip(target.components()).take_while(|(one, other)| one == other).count();
    let has_root = folder.components().take(common).any(|component| component == Component::RootDir);
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    has_root.then(|| up.chain(target.components().skip(common)).collect())
}

/// A part of a path with the letters spelled out that mean something in a link.
fn part(component: Component<'_>) -> Option<String> {
    let text = component.as_os_str().to_str()?;
    let is_share = matches!(component, Component::Prefix(_)) && !text.ends_with(':');
    if is_share || text.contains(char::is_control) {
        return None;
    }
    let mut part = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' | '#' | '?' | ' ' | '"' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '\\' => {
                part.push_str(&format!("%{:02x}", u32::from(c)));
            }
            c => part.push(c),
        }
    }
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_from_the_folder_of_the_summary() {
        for (summary, file, link) in [
            ("汇总.xlsx", "甲.xlsx", Some("file:///甲.xlsx")),
            ("汇总.xlsx", "./下/../甲.xlsx", Some("file:///甲.xlsx")),
            ("果/汇总.xlsx", "收/甲 一.xlsx", Some("file:///../收/甲%20一.xlsx")),
            ("汇总.xlsx", "100% [终]&'.xlsx", Some("file:///100%25%20%5b终%5d&'.xlsx")),
            ("汇总.xlsx", "3#楼 改造.xlsx", Some("file:///3%23楼%20改造.xlsx")),
            ("汇总.xlsx", "收/包.ZIP/甲.xlsx", Some("file:///收/包.ZIP")),
            ("汇总.xlsx", "包.zip", Some("file:///包.zip")),
            ("汇总.xlsx", "换\n行.xlsx", None),
        ] {
            assert_eq!(Links::from(Path::new(summary)).to(file).as_deref(), link, "{summary} → {file}");
        }
        let long = format!("{}.xlsx", "长".repeat(MAX_LINK));
        assert_eq!(Links::from(Path::new("汇总.xlsx")).to(&long), None);
    }
}
