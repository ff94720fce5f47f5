use std::collections::BTreeSet;

use ziping::rules::{CATALOGUE, rule};
use ziping::template::builtin;

use crate::{root, stems, tests_of, text};

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

#[test]
fn profiles_set_levels_of_rules_that_exist() {
    for profile in builtin() {
        for rule in profile.levels.keys() {
            assert!(CATALOGUE.iter().any(|own| own.id == rule), "{} names {rule}", profile.id);
        }
    }
}

#[test]
fn every_profile_names_a_source_that_is_recorded() {
    let sources = text(&root("docs/sources.md"));
    for profile in builtin() {
        assert!(sources.contains(&format!("`{}`", profile.source)), "{}: {}", profile.id, profile.source);
    }
}
