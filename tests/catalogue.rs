//! The catalogue as a whole: every rule has its page, its tests and its place; every label of a form is in the glossary.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ziping::rules::{CATALOGUE, Rule, rule};
use ziping::template::builtin;
use ziping::value::strip_blanks;

const PARTS: [&str; 5] = ["查什么", "为什么", "例", "怎么改", "依据"];

/// What a rule's fixes can be at best; its page must say the same, and its tests must show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remedy {
    /// Written by `ziping fix`.
    Safe,
    /// Proposed, for a person to accept.
    Review,
    /// A person's alone.
    Nothing,
}

const REMEDIES: &[(&str, Remedy)] = &[
    ("adjustment-rate-disagrees", Remedy::Review),
    ("basis-superseded", Remedy::Nothing),
    ("carry-over-rate-disagrees", Remedy::Nothing),
    ("derived-missing", Remedy::Safe),
    ("deviation-disagrees", Remedy::Safe),
    ("execution-above-budget", Remedy::Nothing),
    ("execution-rate-disagrees", Remedy::Safe),
    ("execution-row-differs", Remedy::Review),
    ("execution-score-disagrees", Remedy::Safe),
    ("field-unread", Remedy::Nothing),
    ("funding-off-total", Remedy::Review),
    ("grade-disagrees", Remedy::Safe),
    ("hidden-content", Remedy::Nothing),
    ("missed-but-full", Remedy::Nothing),
    ("report-amount-differs", Remedy::Nothing),
    ("report-claim-false", Remedy::Nothing),
    ("report-name-differs", Remedy::Nothing),
    ("report-score-differs", Remedy::Nothing),
    ("report-target-differs", Remedy::Nothing),
    ("score-above-weight", Remedy::Safe),
    ("score-disagrees", Remedy::Safe),
    ("score-missing", Remedy::Safe),
    ("score-negative", Remedy::Safe),
    ("scored-without-data", Remedy::Nothing),
    ("total-off-sum", Remedy::Safe),
    ("value-kind-clash", Remedy::Nothing),
    ("variance-unexplained", Remedy::Nothing),
    ("weights-off-level1", Remedy::Nothing),
    ("weights-off-total", Remedy::Nothing),
];

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names, without ending, of a folder's files.
fn stems(folder: &str) -> BTreeSet<String> {
    fs::read_dir(root(folder))
        .expect("the folder exists")
        .map(|entry| {
            let path = entry.expect("a readable entry").path();
            path.file_stem().expect("a file name").to_string_lossy().into_owned()
        })
        .collect()
}

/// The page's parts by heading.
fn parts(rule: &Rule) -> BTreeMap<&'static str, &'static str> {
    rule.doc
        .split("\n## ")
        .skip(1)
        .map(|part| part.split_once('\n').map_or((part, ""), |(heading, body)| (heading, body.trim())))
        .collect()
}

fn tests_of(rule: &Rule) -> String {
    text(&root(&format!("tests/rules/{}.rs", rule.id.replace('-', "_"))))
}

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let ids: BTreeSet<&str> = CATALOGUE.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), CATALOGUE.len());
    for id in ids {
        let words = id.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(words, "{id}");
        assert!(rule(id).is_some_and(|found| found.id == id), "{id}");
    }
}

#[test]
fn titles_are_unique() {
    let titles: BTreeSet<&str> = CATALOGUE.iter().map(|rule| rule.title).collect();
    let english: BTreeSet<&str> = CATALOGUE.iter().map(|rule| rule.title_en).collect();
    assert_eq!((titles.len(), english.len()), (CATALOGUE.len(), CATALOGUE.len()));
}

#[test]
fn every_rule_has_its_page_and_no_page_is_without_a_rule() {
    let ids: BTreeSet<String> = CATALOGUE.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(stems("docs/rules"), ids);
    for rule in CATALOGUE {
        assert_eq!(rule.doc, text(&root(&format!("docs/rules/{}.md", rule.id))), "{}: its own page", rule.id);
    }
}

#[test]
fn every_page_bears_the_rules_title_and_has_the_five_parts_in_order() {
    for rule in CATALOGUE {
        let headings: Vec<&str> = rule.doc.lines().filter(|line| line.starts_with('#')).collect();
        let expected: Vec<String> = std::iter::once(format!("# {}", rule.title))
            .chain(PARTS.iter().map(|part| format!("## {part}")))
            .collect();
        assert_eq!(headings, expected, "{}", rule.id);
        for (heading, body) in parts(rule) {
            assert!(!body.is_empty(), "{}: {heading}", rule.id);
        }
    }
}

#[test]
fn every_example_has_a_bad_and_a_good_table() {
    for rule in CATALOGUE {
        let example = parts(rule)["例"];
        let (bad, good) = example.split_once("\n\n对：\n\n").expect("a good example after a bad one");
        assert!(bad.starts_with("不对：\n\n|"), "{}", rule.id);
        for table in [bad, good] {
            assert_eq!(table.lines().filter(|line| line.starts_with("| ---")).count(), 1, "{}", rule.id);
        }
        assert_ne!(bad.trim_start_matches("不对：\n\n"), good, "{}", rule.id);
    }
}

#[test]
fn every_basis_is_the_forms_arithmetic_or_a_key_of_its_profile() {
    let profiles = text(&root("workbook-templates/national-project/profile.toml"));
    for rule in CATALOGUE {
        let basis = parts(rule)["依据"];
        assert!(
            basis.contains("本表自身的计算关系") || basis.contains("本表适用的评分办法（`"),
            "{}: {basis}",
            rule.id
        );
        for key in basis.split('`').skip(1).step_by(2) {
            let is_key = profiles
                .lines()
                .any(|line| line.starts_with(&format!("{key} =")) || line == format!("[[{key}]]"));
            assert!(is_key, "{}: {key}", rule.id);
        }
        // No regulation has been read, so none is quoted as law.
        for word in ["财预", "〔", "《", "条规定", "办法规定："] {
            assert!(!rule.doc.contains(word), "{}: {word}", rule.id);
        }
    }
}

#[test]
fn every_page_says_what_is_corrected_as_the_tests_show_it() {
    assert_eq!(REMEDIES.len(), CATALOGUE.len());
    for &(id, remedy) in REMEDIES {
        let rule = rule(id).expect("a rule of this id");
        let how = parts(rule)["怎么改"];
        let opening = match remedy {
            Remedy::Safe => "**可自动更正**：",
            Remedy::Review => "**给出建议，由人确认**：",
            Remedy::Nothing => "**不自动更正**：",
        };
        assert!(how.starts_with(opening), "{id}: {how}");
        assert_eq!(
            how.contains(&format!("--accept-review {id}")),
            remedy == Remedy::Review,
            "{id}: how a proposal is accepted"
        );
        let (tests, shows) = (tests_of(rule), |how: &str| format!("| {how} "));
        assert_eq!(tests.contains(&shows("safe")), remedy == Remedy::Safe, "{id}");
        assert!(tests.contains(&shows("review")) || remedy != Remedy::Review, "{id}");
        assert!(!tests.contains(&shows("review")) || remedy != Remedy::Nothing, "{id}");
    }
}

#[test]
fn every_rule_has_its_tests_and_no_test_file_is_without_a_rule() {
    let ids: BTreeSet<String> = CATALOGUE.iter().map(|rule| rule.id.replace('-', "_")).collect();
    assert_eq!(stems("tests/rules"), ids);
    let listed = text(&root("tests/rules.rs"));
    for rule in CATALOGUE {
        let tests = tests_of(rule);
        assert!(tests.contains(&format!("const RULE: &str = \"{}\";", rule.id)), "{}", rule.id);
        assert!(listed.contains(&format!("    mod {};", rule.id.replace('-', "_"))), "{}", rule.id);
        assert!(tests.matches("#[test]").count() >= 3, "{}: fails, passes, boundary", rule.id);
        let severities = [" error | ", " warning | ", " info | "];
        assert!(severities.iter().any(|severity| tests.contains(severity)), "{}: a finding in full", rule.id);
        assert!(tests.contains("RULE), [\"\"; 0]"), "{}: a row that passes", rule.id);
    }
}

/// The glossary's rows: the wordings of one thing, and its other cells.
fn glossary() -> Vec<(Vec<String>, Vec<String>)> {
    text(&root("docs/glossary.md"))
        .lines()
        .filter(|line| {
            line.starts_with("| ") && !line.starts_with("| ---") && !line.starts_with("| 表上用语")
        })
        .map(|line| {
            let mut cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
            let words = cells.next().expect("a first cell").split(" / ").map(str::to_owned).collect();
            (words, cells.collect())
        })
        .collect()
}

#[test]
fn the_glossary_has_five_cells_a_row_and_each_wording_once() {
    let mut seen = BTreeSet::new();
    for (words, cells) in glossary() {
        assert_eq!(cells.len(), 4, "{words:?}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{words:?}");
        for word in words {
            assert!(seen.insert(word.clone()), "{word} stands twice");
        }
    }
}

#[test]
fn every_label_of_every_template_is_in_the_glossary() {
    let known: BTreeSet<String> = glossary().into_iter().flat_map(|(words, _)| words).collect();
    for profile in builtin() {
        let form = &profile.form;
        let mut labels: Vec<&str> = vec![
            &form.title,
            &form.subtitle,
            &form.funding_label,
            &form.goals_label,
            &form.goal_expected.0,
            &form.goal_actual.0,
            &form.tasks_label,
            &form.indicators_label,
            &form.total_label,
            &form.grade_label,
            &profile.amount_unit,
        ];
        labels.extend(profile.layout.titles.iter().chain(&profile.layout.other_titles).map(String::as_str));
        labels.extend(form.header.iter().flatten().map(|entry| entry.label.as_str()));
        labels.extend(form.funding_columns.iter().map(|column| column.heading.as_str()));
        labels.extend(form.funding_rows.iter().map(String::as_str));
        labels.extend(form.task_columns.iter().map(|(heading, _)| heading.as_str()));
        labels.extend(form.columns.iter().map(|column| column.heading.as_str()));
        labels.extend(form.groups.iter().flat_map(|group| [group.level1.as_str(), group.level2.as_str()]));
        labels.extend(profile.level1.iter().map(|group| group.name.as_str()));
        labels.extend(profile.grades.iter().map(|band| band.grade.as_str()));
        labels.extend(profile.scoring.execution_target.from_row.as_deref());
        assert!(labels.len() > 40, "the labels of {} were gathered", profile.id);
        for label in labels {
            let plain = strip_blanks(label);
            assert!(plain.is_empty() || known.contains(&*plain), "{}: {plain}", profile.id);
        }
    }
}

#[test]
fn every_identifier_in_the_glossary_exists_in_the_code() {
    let mut sources = String::new();
    let mut folders = vec![root("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder exists") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                sources.push_str(&text(&path));
            }
        }
    }
    let identifiers: BTreeSet<&str> = sources.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    for (words, cells) in glossary() {
        let identifier = cells[1].trim_matches('`');
        assert!(identifiers.contains(identifier), "{words:?}: {identifier}");
    }
}
