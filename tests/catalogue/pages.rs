use std::collections::BTreeSet;

use ziping::rules::{CATALOGUE, Rule, rule};

use super::page::{CHINESE, ENGLISH, Pages};
use crate::{root, stems, tests_of, text};

const LANGUAGES: [Pages; 2] = [CHINESE, ENGLISH];

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
    ("active-content", Remedy::Nothing),
    ("actual-copies-target", Remedy::Nothing),
    ("actual-not-a-number", Remedy::Nothing),
    ("adjustment-rate-disagrees", Remedy::Review),
    ("all-full-marks", Remedy::Nothing),
    ("amount-unit-suspect", Remedy::Nothing),
    ("basis-superseded", Remedy::Nothing),
    ("budget-points-elsewhere", Remedy::Nothing),
    ("budget-zero", Remedy::Nothing),
    ("carry-over-rate-disagrees", Remedy::Nothing),
    ("cell-repeated", Remedy::Nothing),
    ("circular-reference", Remedy::Nothing),
    ("comparator-in-actual", Remedy::Nothing),
    ("comparator-missing", Remedy::Nothing),
    ("date-outside-year", Remedy::Nothing),
    ("derived-missing", Remedy::Safe),
    ("deviation-disagrees", Remedy::Safe),
    ("direction-suspect", Remedy::Nothing),
    ("display-differs", Remedy::Nothing),
    ("execution-above-budget", Remedy::Nothing),
    ("execution-rate-disagrees", Remedy::Safe),
    ("execution-rate-wrong-base", Remedy::Nothing),
    ("execution-row-differs", Remedy::Review),
    ("execution-score-disagrees", Remedy::Safe),
    ("execution-scored-twice", Remedy::Nothing),
    ("explanation-contradicts", Remedy::Nothing),
    ("explanation-empty-words", Remedy::Nothing),
    ("field-unread", Remedy::Nothing),
    ("funding-off-total", Remedy::Review),
    ("grade-disagrees", Remedy::Safe),
    ("group-missing", Remedy::Nothing),
    ("heading-guessed", Remedy::Nothing),
    ("hidden-content", Remedy::Nothing),
    ("indicator-misfiled", Remedy::Nothing),
    ("indicator-repeated", Remedy::Nothing),
    ("indicator-too-heavy", Remedy::Nothing),
    ("level1-label-off", Remedy::Nothing),
    ("low-spending-full-output", Remedy::Nothing),
    ("met-but-deducted", Remedy::Nothing),
    ("missed-but-full", Remedy::Nothing),
    ("over-fulfilment-unexplained", Remedy::Nothing),
    ("parent-and-child-scored", Remedy::Nothing),
    ("percent-scale-suspect", Remedy::Nothing),
    ("qualitative-off-band", Remedy::Nothing),
    ("report-amount-differs", Remedy::Nothing),
    ("report-claim-false", Remedy::Nothing),
    ("report-name-differs", Remedy::Nothing),
    ("report-score-differs", Remedy::Nothing),
    ("report-target-differs", Remedy::Nothing),
    ("satisfaction-suspect", Remedy::Nothing),
    ("scale-as-value", Remedy::Nothing),
    ("score-above-weight", Remedy::Safe),
    ("score-disagrees", Remedy::Safe),
    ("score-missing", Remedy::Safe),
    ("score-negative", Remedy::Safe),
    ("scored-without-data", Remedy::Nothing),
    ("template-hint-left", Remedy::Nothing),
    ("text-damaged", Remedy::Nothing),
    ("total-off-sum", Remedy::Safe),
    ("value-kind-clash", Remedy::Nothing),
    ("value-unit-clash", Remedy::Nothing),
    ("variance-unexplained", Remedy::Nothing),
    ("weights-off-level1", Remedy::Nothing),
    ("weights-off-total", Remedy::Nothing),
];

#[test]
fn every_rule_has_its_page_and_no_page_is_without_a_rule() {
    let ids: BTreeSet<String> = CATALOGUE.iter().map(|rule| rule.id.to_owned()).collect();
    for pages in LANGUAGES {
        assert_eq!(stems(pages.folder), ids);
        for rule in CATALOGUE {
            let path = format!("{}/{}.md", pages.folder, rule.id);
            assert_eq!((pages.of)(rule), text(&root(&path)), "{path}");
        }
    }
}

#[test]
fn every_page_bears_the_rules_title_and_has_the_five_parts_in_order() {
    for (pages, rule) in each() {
        let headings: Vec<&str> = (pages.of)(rule).lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(headings, pages.headings(rule), "{}/{}", pages.folder, rule.id);
        for body in pages.bodies(rule) {
            assert!(!body.is_empty(), "{}/{}: an empty part", pages.folder, rule.id);
        }
    }
}

#[test]
fn every_example_has_a_bad_and_a_good_table() {
    for (pages, rule) in each() {
        let [bad, good] = pages.tables(rule);
        for table in [bad, good] {
            assert!(table.lines().all(|line| line.starts_with('|')), "{}/{}", pages.folder, rule.id);
            assert_eq!(rules_of(table), 1, "{}/{}", pages.folder, rule.id);
        }
        assert_ne!(bad, good, "{}/{}", pages.folder, rule.id);
    }
}

#[test]
fn every_basis_is_the_forms_arithmetic_or_a_key_of_its_profile() {
    let profile = text(&root("workbook-templates/national-project/profile.toml"));
    for (pages, rule) in each() {
        let basis = pages.basis(rule);
        assert!(pages.bases.iter().any(|base| basis.contains(base)), "{}/{}", pages.folder, rule.id);
        for key in pages.keys(rule) {
            let is_key = profile
                .lines()
                .any(|line| line.starts_with(&format!("{key} =")) || line == format!("[[{key}]]"));
            assert!(is_key, "{}/{}: {key}", pages.folder, rule.id);
        }
        // No regulation has been read, so none is quoted as law.
        for word in ["财预", "〔", "《", "条规定", "办法规定："] {
            assert!(!(pages.of)(rule).contains(word), "{}/{}: {word}", pages.folder, rule.id);
        }
    }
}

#[test]
fn both_pages_of_a_rule_name_the_same_keys_and_have_examples_of_one_size() {
    for rule in CATALOGUE {
        assert_eq!(ENGLISH.keys(rule), CHINESE.keys(rule), "{}", rule.id);
        let size = |pages: &Pages| pages.tables(rule).map(|table| table.lines().count());
        assert_eq!(size(&ENGLISH), size(&CHINESE), "{}", rule.id);
    }
}

#[test]
fn every_page_says_what_is_corrected_as_the_tests_show_it() {
    assert_eq!(REMEDIES.len(), CATALOGUE.len());
    for &(id, remedy) in REMEDIES {
        let rule = rule(id).expect("a rule of this id");
        for pages in LANGUAGES {
            let [safe, review, nothing] = pages.remedies;
            let opening = match remedy {
                Remedy::Safe => safe,
                Remedy::Review => review,
                Remedy::Nothing => nothing,
            };
            let how = pages.remedy(rule);
            assert!(how.starts_with(opening), "{}/{id}: {how}", pages.folder);
            assert_eq!(
                how.contains(&format!("--accept-review {id}")),
                remedy == Remedy::Review,
                "{}/{id}: how a proposal is accepted",
                pages.folder
            );
        }
        let (tests, shows) = (tests_of(rule), |how: &str| format!("| {how} "));
        assert_eq!(tests.contains(&shows("safe")), remedy == Remedy::Safe, "{id}");
        assert!(tests.contains(&shows("review")) || remedy != Remedy::Review, "{id}");
        assert!(!tests.contains(&shows("review")) || remedy != Remedy::Nothing, "{id}");
    }
}

/// Every page of every language.
fn each() -> impl Iterator<Item = (Pages, &'static Rule)> {
    LANGUAGES.into_iter().flat_map(|pages| CATALOGUE.iter().map(move |&rule| (pages, rule)))
}

/// How many tables there are, told by the rules below their headings.
fn rules_of(table: &str) -> usize {
    table.lines().filter(|line| line.starts_with("| ---")).count()
}
