//! What a killed run left half written beside its results.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::place::{NAME, Place};

/// How the name of a file begins that is not complete yet, and how much follows.
const UNFINISHED: (&str, usize) = (".ziping-", 6);

/// Removes what is unfinished where the results go, and in the folder that `further` ones go to; the journal of the run is
/// locked by now.
///
/// What cannot be removed stays: it is in nobody's way.
pub(super) fn remove(place: &Place, further: Option<&Path>) {
    let own = place.journal();
    clear(place.folder(), &own, matches!(place, Place::Folder(_)));
    if let Some(folder) = further {
        clear(folder, &own, false);
    }
}

fn clear(folder: &Path, own: &Path, is_deep: bool) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let (mut unfinished, mut folders) = (Vec::new(), Vec::new());
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folders.push(path),
            Ok(kind) if kind.is_file() => {
                if name.ends_with(NAME) && path != own && is_locked(&path) {
                    return;
                }
                unfinished.extend(is_unfinished(&name).then_some(path));
            }
            _ => {}
        }
    }
    for path in unfinished {
        let _ = fs::remove_file(path);
    }
    if is_deep {
        folders.iter().for_each(|folder| clear(folder, own, is_deep));
    }
}

fn is_unfinished(name: &str) -> bool {
    let (begin, length) = UNFINISHED;
    let rest = name.strip_prefix(begin).unwrap_or_default();
    rest.len() == length && rest.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether another run is at work by this journal: what is unfinished may be its.
fn is_locked(journal: &Path) -> bool {
    File::open(journal).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_only_what_is_unfinished_and_nobodys() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("下")).unwrap();
        let names =
            [".ziping-aB3xYz", ".ziping-journal", ".ziping-aB3xY", "甲_已核.xlsx", "下/.ziping-000000"];
        for name in names {
            fs::write(at(name), "").unwrap();
        }
        let left = || names.into_iter().filter(|name| at(name).exists()).collect::<Vec<_>>();
        let other = File::create(at(".乙.xlsx.ziping-journal")).unwrap();
        other.lock().unwrap();
        remove(&Place::File(at("汇总.xlsx")), None);
        assert_eq!(left(), names, "another run may be writing them");
        drop(other);
        remove(&Place::File(at("汇总.xlsx")), None);
        assert_eq!(left(), names[1..]);
        remove(&Place::File(at("汇总.xlsx")), Some(&at("下")));
        assert_eq!(left(), names[1..4]);
        fs::write(at("下/.ziping-000000"), "").unwrap();
        remove(&Place::Folder(folder.path().to_owned()), None);
        assert_eq!(left(), names[1..4]);
    }
}
