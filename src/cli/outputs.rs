//! Where the corrected copies of a run go, and which of them might have one name.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::args::FixArgs;
use crate::batch::Entry;
use crate::check::{beside, inside};

/// The copies of a run, as far as two may have one name; names that differ by case only are one on many systems.
pub(super) struct Outputs {
    /// Files whose copy's name, its ending left aside, is that of another's.
    shared: HashSet<usize>,
    /// Those that are not the first of their name.
    later: HashSet<usize>,
    taken: HashSet<String>,
}

impl Outputs {
    /// Of the copies that are to be made.
    pub(super) fn new(args: &FixArgs, entries: &[Entry]) -> Self {
        let (mut shared, mut later) = (HashSet::new(), HashSet::new());
        let mut firsts = HashMap::new();
        let copied = if args.dry_run { &[] } else { entries };
        for (place, entry) in copied.iter().enumerate() {
            let first = *firsts.entry(folded(&Self::of(args, entry, ""))).or_insert(place);
            if first != place {
                shared.extend([first, place]);
                later.insert(place);
            }
        }
        Self { shared, later, taken: HashSet::new() }
    }

    /// Where a file's copy goes.
    pub(super) fn of(args: &FixArgs, entry: &Entry, ending: &str) -> PathBuf {
        match (&args.output, &args.out_dir) {
            (Some(output), _) => output.clone(),
            (None, Some(folder)) => {
                let below = entry.relative().parent().unwrap_or(Path::new(""));
                inside(&folder.join(below), entry.relative(), ending)
            }
            (None, None) => beside(entry.file(), ending),
        }
    }

    /// The files that have to wait until those before them are done.
    pub(super) fn later(&self) -> HashSet<usize> {
        self.later.clone()
    }

    /// Takes in where a file's copy went.
    pub(super) fn see(&mut self, place: usize, output: Option<&str>) {
        if let Some(output) = output.filter(|_| self.shared.contains(&place)) {
            self.taken.insert(output.to_lowercase());
        }
    }

    /// Whether another file's copy has this name.
    pub(super) fn has(&self, output: &Path) -> bool {
        self.taken.contains(&folded(output))
    }
}

fn folded(path: &Path) -> String {
    path.display().to_string().to_lowercase()
}
