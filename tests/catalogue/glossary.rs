use std::collections::BTreeSet;
use std::fs;

use ziping::template::builtin;
use ziping::value::strip_blanks;

use crate::{root, text};

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
            } else if path.extension().is_some_and(|ending| ending == "rs") {
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
