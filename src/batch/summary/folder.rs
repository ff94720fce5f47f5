//! The folder that all files of a run are in: named once, so that the lists can leave it out.

/// The longest path, up to a separator, that all files seen so far begin with.
#[derive(Debug, Default)]
pub(super) struct CommonFolder(Option<String>);

impl CommonFolder {
    pub(super) fn see(&mut self, path: &str) {
        let folder = &path[..path.rfind(SEPARATORS).map_or(0, |at| at + 1)];
        match &mut self.0 {
            None => self.0 = Some(folder.to_owned()),
            Some(common) if !folder.starts_with(common.as_str()) => {
                let same = common.bytes().zip(folder.bytes()).take_while(|(one, other)| one == other).count();
                // A separator is one byte, so this ends between two letters.
                let end = common.as_bytes()[..same].iter().rposition(|byte| matches!(byte, b'/' | b'\\'));
                common.truncate(end.map_or(0, |at| at + 1));
            }
            Some(_) => {}
        }
    }

    /// The folder with its last separator; empty where there is none.
    pub(super) fn path(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

const SEPARATORS: [char; 2] = ['/', '\\'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_paths_begin_with_ends_at_a_separator() {
        for (paths, folder) in [
            (&["甲.xlsx"][..], ""),
            (&["收/甲.xlsx", "收/乙.xlsx"], "收/"),
            (&["收/一/甲.xlsx", "收/一二/乙.xlsx"], "收/"),
            (&["收/一/甲.xlsx", "收/乙.xlsx"], "收/"),
            (&["/收/甲.xlsx", "/发/乙.xlsx"], "/"),
            (&["收/甲.xlsx", "乙.xlsx"], ""),
            (&["C:\\收\\甲.xlsx", "C:\\收\\乙.xlsx"], "C:\\收\\"),
            (&["收/包.zip/甲.xlsx", "收/包.zip/乙.xlsx"], "收/包.zip/"),
        ] {
            let mut common = CommonFolder::default();
            paths.iter().for_each(|path| common.see(path));
            assert_eq!(common.path(), folder, "{paths:?}");
        }
    }
}
