//! Imports point down only, and each outside crate has one home.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors by folder, bottom-up. `src/check.rs` may become a folder.
const FLOORS: [(&str, u8); 14] = [
    ("value", 0),
    ("budget", 0),
    ("template", 1),
    ("settings", 1),
    ("model", 1),
    ("package", 1),
    ("read", 2),
    ("score", 2),
    ("rules", 3),
    ("write", 4),
    ("check", 5),
    ("report", 6),
    ("batch", 7),
    ("page", 8),
];

/// The top floor; `main.rs` belongs to it.
const FACE: (&str, u8) = ("cli", 9);

/// Outside crates and the folders that may name them.
const HOMES: [(&str, &[&str]); 40] = [
    // The clock of a thread; what a process of ours may leave behind.
    ("rustix", &["budget", "batch"]),
    ("calamine", &["read"]),
    ("cfb", &["read"]),
    ("encoding_rs", &["read", "package"]),
    ("quick_xml", &["package"]),
    ("roxmltree", &["package", "write"]),
    ("crc32fast", &["package"]),
    ("zip", &["package"]),
    // Of archives of forms: every entry of the directory, whatever its name.
    ("rawzip", &["package"]),
    ("flate2", &["package"]),
    ("rust_xlsxwriter", &["write", "batch"]),
    ("toml", &["template", "settings"]),
    ("csv", &["report"]),
    ("serde_json", &["report", "batch", "page"]),
    // Of the input files, of the catalogue a report names, of what a journal's lines hold for, and of the page's scripts.
    ("sha2", &["check", "report", "batch", "page"]),
    ("base64", &["batch", "page"]),
    // In `package` only its tests write files.
    ("tempfile", &["check", "batch", "package"]),
    ("same_file", &["check", "batch"]),
    ("walkdir", &["batch"]),
    ("glob", &["batch"]),
    ("parquet", &["batch"]),
    ("hyper", &["page"]),
    ("hyper_util", &["page"]),
    ("http_body_util", &["page"]),
    ("tokio", &["page"]),
    ("tokio_io_timeout", &["page"]),
    ("percent_encoding", &["page"]),
    ("getrandom", &["page"]),
    ("wasm_bindgen", &["page"]),
    ("open", &["cli"]),
    ("clap", &["cli"]),
    ("ctrlc", &["cli"]),
    ("indicatif", &["cli"]),
    ("anstream", &["cli"]),
    ("owo_colors", &["cli"]),
    ("mimalloc", &["cli"]),
    ("strsim", &["cli"]),
    ("unicode_width", &["cli"]),
    ("terminal_size", &["cli"]),
    // Exact numbers, typed errors, derived readers, and digits and bytes by the fast way are at home everywhere.
    ("itoa memchr rust_decimal serde thiserror", &[]),
];

struct Source {
    path: String,
    folder: String,
    code: String,
}

/// Every file of Rust under `src/` but `lib.rs`, which only lists the floors.
fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut found, mut folders) = (Vec::new(), vec![src.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder exists") {
            let path: PathBuf = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let inside = path.strip_prefix(&src).expect("inside src").to_string_lossy().replace('\\', "/");
            let first = inside.split('/').next().expect("a name");
            let folder = match first.strip_suffix(".rs") {
                Some("main") => FACE.0,
                Some(name) => name,
                None => first,
            };
            if inside != "lib.rs" {
                let code = fs::read_to_string(&path).expect("a readable file");
                found.push(Source { folder: folder.to_owned(), code, path: inside });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The code without comments, doc comments included: they may point anywhere.
fn without_comments(code: &str) -> String {
    code.lines().map(|line| line.find("//").map_or(line, |at| &line[..at])).collect::<Vec<_>>().join("\n")
}

/// The folders that `crate::…` paths name, in `use` groups and inline.
fn inner_imports(code: &str) -> BTreeSet<String> {
    let code = without_comments(code);
    let mut names = BTreeSet::new();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    for (at, prefix) in code.match_indices("crate::").chain(code.match_indices("ziping::")) {
        if code[..at].ends_with(is_name) || code[..at].ends_with('$') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.extend(rest.split(|c| !is_name(c)).next().map(str::to_owned));
            continue;
        };
        // The first name of each branch of the group.
        let (mut depth, mut name, mut fresh) = (0, String::new(), true);
        for c in group.chars() {
            match c {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => fresh = true,
                c if is_name(c) && fresh && depth == 0 => name.push(c),
                _ if !name.is_empty() => {
                    names.insert(std::mem::take(&mut name));
                    fresh = false;
                }
                _ => {}
            }
            if c == ',' && depth == 0 {
                names.extend((!name.is_empty()).then(|| std::mem::take(&mut name)));
            }
        }
        names.extend((!name.is_empty()).then_some(name));
    }
    names
}

fn floor(folder: &str) -> Option<u8> {
    FLOORS.iter().chain([&FACE]).find(|(name, _)| *name == folder).map(|(_, floor)| *floor)
}

/// Why `folder` may not import `other`.
fn objection(folder: &str, other: &str) -> Option<String> {
    let Some(own) = floor(folder) else { return Some(format!("{folder} has no floor")) };
    let Some(theirs) = floor(other) else { return Some(format!("{other} has no floor")) };
    let is_down =
        theirs < own || folder == other || matches!((folder, other), ("template" | "settings", "model"));
    (!is_down).then(|| format!("{folder} (floor {own}) imports {other} (floor {theirs})"))
}

/// Whether the code names the outside crate: as the head of a path, not as part of another name.
fn names_crate(code: &str, name: &str) -> bool {
    let code = without_comments(code);
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.');
    code.match_indices(&format!("{name}::")).any(|(at, _)| !code[..at].ends_with(is_inside))
        || code.contains(&format!("use {name};"))
}

#[test]
fn imports_point_down_only() {
    let (mut checked, mut wrong) = (0, Vec::new());
    for source in sources() {
        if floor(&source.folder).is_none() {
            wrong.push(format!("{}: {} has no floor", source.path, source.folder));
        }
        for other in inner_imports(&source.code) {
            checked += 1;
            wrong.extend(
                objection(&source.folder, &other).map(|objection| format!("{}: {objection}", source.path)),
            );
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(checked > 50, "the scan found the imports: {checked}");
}

#[test]
fn no_file_climbs_out_of_its_folder_by_super() {
    for source in sources() {
        let depth = source.path.matches('/').count();
        let (code, tests) = source.code.split_once("#[cfg(test)]").unwrap_or((&source.code, ""));
        // One `super` leaves the file, a second one its folder; the test module at its end has one more to go.
        for (code, depth) in [(code, depth), (tests, depth + 1)] {
            let climbs = "super::".repeat(depth + 1);
            assert!(!without_comments(code).contains(&climbs), "{}", source.path);
        }
    }
}

#[test]
fn each_outside_crate_has_one_home() {
    let mut used = BTreeSet::new();
    for source in sources() {
        for (name, homes) in HOMES.iter().filter(|(_, homes)| !homes.is_empty()) {
            if names_crate(&source.code, name) {
                used.insert(*name);
                assert!(homes.contains(&source.folder.as_str()), "{} names {name}", source.path);
            }
        }
    }
    assert!(used.contains("toml") && used.contains("rust_xlsxwriter"), "the scan found {used:?}");
}

#[test]
fn every_dependency_is_in_the_table() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest: toml::Table =
        fs::read_to_string(manifest).expect("a readable manifest").parse().expect("a manifest");
    let known: BTreeSet<&str> = HOMES.iter().flat_map(|(names, _)| names.split(' ')).collect();
    let of = |table: &toml::Value| table["dependencies"].as_table().expect("a table").clone();
    let mut names: BTreeSet<String> = manifest["target"]
        .as_table()
        .expect("a table")
        .values()
        .flat_map(|table| of(table).into_iter().map(|(name, _)| name))
        .collect();
    names.extend(manifest["dependencies"].as_table().expect("a table").keys().cloned());
    assert!(names.len() > 30 && names.contains("tempfile"), "{names:?}");
    for name in names {
        assert!(known.contains(name.replace('-', "_").as_str()), "{name} has no home");
    }
}

#[test]
fn the_scan_sees_every_way_to_import() {
    let code = "use crate::value::Points;\nuse crate::{read::Workbook, model::{Field, Row}, score};\n\
                fn f() { crate::rules::check() } // crate::cli\n/// [`x`](crate::report::X)\nuse mycrate::write::Y;";
    let names: Vec<String> = inner_imports(code).into_iter().collect();
    assert_eq!(names, ["model", "read", "rules", "score", "value"]);
}

#[test]
fn the_order_refuses_what_points_up_or_sideways() {
    for (folder, other) in [
        ("value", "model"),
        ("model", "template"),
        ("read", "score"),
        ("score", "read"),
        ("rules", "write"),
        ("report", "cli"),
        ("check", "report"),
        ("write", "nowhere"),
    ] {
        assert!(objection(folder, other).is_some(), "{folder} → {other}");
    }
    for (folder, other) in
        [("template", "model"), ("rules", "score"), ("write", "read"), ("cli", "check"), ("read", "read")]
    {
        assert_eq!(objection(folder, other), None, "{folder} → {other}");
    }
}

#[test]
fn the_scan_tells_a_crate_from_a_name_that_ends_like_it() {
    assert!(names_crate("let x = csv::Writer::new();", "csv"));
    assert!(names_crate("use toml;", "toml"));
    assert!(!names_crate("report::csv::write(); my_csv::f(); // csv::Writer", "csv"));
}
