//! docs/coverage.md is what the breaks show today, and no rule of it is gone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ziping::model::Severity;
use ziping::rules::{CATALOGUE, rule};

use super::fixtures::Fixtures;
use super::reason::Reason;
use super::table::{Entry, Table, table};

const HEAD: &str = "\
# Coverage

Written by `tests/coverage.rs`; do not edit. After a change that is meant: \
`ZIPING_WRITE_COVERAGE=1 cargo test --test coverage`.

Each profile's example (`workbook-templates/<id>/example.xlsx`, with its safe fixes written) is broken once for each \
rule; the cell is where the rule then speaks, `*` marks the cell where it speaks on the example itself, and a letter is \
the footnote that says why the rule has nothing to say on such a form.
";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md")
}

/// The ids of a page's tables that no rule bears.
fn gone(page: &str) -> Vec<&str> {
    let ids = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    ids.filter(|id| rule(id).is_none()).collect()
}

#[test]
fn ids_are_unique_and_stay() {
    let ids: BTreeSet<&str> = CATALOGUE.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), CATALOGUE.len());
    let stored = fs::read_to_string(path()).expect("docs/coverage.md");
    assert_eq!(gone(&stored), [""; 0], "ids never change once released");
    assert_eq!(gone("| `no-such-rule` | error |\n| `score-missing` | error |"), ["no-such-rule"]);
}

#[test]
fn every_rule_speaks_under_every_profile_or_there_is_a_reason() {
    let page = page(&table());
    let stored = fs::read_to_string(path()).unwrap_or_default();
    if std::env::var_os("ZIPING_WRITE_COVERAGE").is_some() {
        assert_eq!(gone(&stored), [""; 0], "ids never change once released");
        fs::write(path(), &page).expect("a writable page");
        return;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (stored.lines().collect(), page.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    let changed: Vec<String> = gone.chain(come).collect();
    assert!(
        stored == page,
        "docs/coverage.md differs (- as stored, + as made now); if that is meant, run\n  \
         ZIPING_WRITE_COVERAGE=1 cargo test --test coverage\n{}",
        changed.join("\n")
    );
}

fn page(table: &Table) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## Rule × profile\n\n");
    let mut heading = vec!["rule".to_owned(), "usual level".to_owned()];
    heading.extend(table.profiles.iter().map(|id| format!("`{id}`")));
    push_heading(&mut page, &heading);
    for (rule, entries) in &table.rows {
        let mut cells = vec![format!("`{}`", rule.id), level(rule.severity).to_owned()];
        cells.extend(entries.iter().map(shown));
        push_row(&mut page, &cells);
    }
    page.push('\n');
    for reason in given(table) {
        page.push_str(&format!("- **{}** {}\n", reason.letter(), reason.sentence()));
    }
    for (rule, other) in switched_off(table) {
        page.push_str(&format!("- **†** `{rule}`, found with `{other}` switched off.\n"));
    }
    page.push_str(
        "\n## Rule → fixtures\n\nGolden forms stand in `tests/golden/`; of the published forms, `tests/corpus/errors.txt` \
         lists the errors alone, by the form's number.\n\n",
    );
    push_heading(&mut page, &["rule", "own tests", "golden forms", "published forms"].map(str::to_owned));
    let fixtures = Fixtures::read();
    for (rule, _) in &table.rows {
        let [tests, golden, published] = fixtures.cells(rule);
        push_row(&mut page, &[format!("`{}`", rule.id), tests, golden, published]);
    }
    page
}

fn push_heading(page: &mut String, cells: &[String]) {
    push_row(page, cells);
    push_row(page, &vec!["---".to_owned(); cells.len()]);
}

fn push_row(page: &mut String, cells: &[String]) {
    page.push_str(&format!("| {} |\n", cells.join(" | ")));
}

fn shown(entry: &Entry) -> String {
    match entry {
        Entry::OnExample(at) => format!("{at}\\*"),
        Entry::Found(at) => at.to_string(),
        Entry::FoundWithout(at, _) => format!("{at}†"),
        Entry::NotThere(reason) => reason.letter().to_string(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The reasons that the table gives, by their letters; each one of the list has to be among them.
fn given(table: &Table) -> BTreeSet<Reason> {
    let entries = table.rows.iter().flat_map(|(_, entries)| entries);
    let given: BTreeSet<Reason> = entries
        .filter_map(|entry| match entry {
            Entry::NotThere(reason) => Some(*reason),
            _ => None,
        })
        .collect();
    assert_eq!(given, BTreeSet::from(Reason::ALL), "each reason of the list is given somewhere");
    given
}

fn switched_off(table: &Table) -> BTreeSet<(&'static str, &str)> {
    let of_rows = table.rows.iter().flat_map(|(rule, entries)| {
        entries.iter().filter_map(|entry| match entry {
            Entry::FoundWithout(_, other) => Some((rule.id, other.as_str())),
            _ => None,
        })
    });
    of_rows.collect()
}
