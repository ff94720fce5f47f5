//! Everything that fuzzing has found, once more: each seed ends, and none of them panics.

#[path = "fuzz/targets/mod.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// A seed is a few lines; larger ones were not made small.
const LARGEST: u64 = 20_000;

#[test]
fn every_seed_ends() {
    for (name, target) in targets::TARGETS {
        let folder = Path::new("tests/fuzz/seeds").join(name);
        let mut seeds = 0;
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let entry = entry.expect("a readable folder");
            assert!(entry.metadata().expect("a readable seed").len() <= LARGEST, "{:?}", entry.path());
            println!("{}", entry.path().display());
            target(&fs::read(entry.path()).expect("a readable seed"));
            seeds += 1;
        }
        assert!(seeds > 0, "{name} has seeds to begin with");
    }
}

/// The fuzzer's programs are those of the table, so that none is left without its seeds.
#[test]
fn every_target_has_a_program() {
    let mut programs: Vec<_> = fs::read_dir("tests/fuzz/fuzz_targets")
        .expect("the programs")
        .map(|entry| {
            entry
                .expect("a readable folder")
                .path()
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    programs.sort();
    let mut targets = targets::TARGETS.map(|(name, _)| name.to_owned());
    targets.sort();
    assert_eq!(programs, targets);
}
