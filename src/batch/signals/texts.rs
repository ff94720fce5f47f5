//! What is the same on forms of different units: free texts, sets of indicators.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::{Signal, SignalKind, SignalPlace};
use crate::batch::form_place::FormPlace;
use crate::batch::{FileRecord, FormRecord};
use crate::model::Wording;

/// How much of a text is shown as evidence.
const SHOWN: usize = 60;

/// A text as it is compared: letters and digits only.
pub(super) fn folded(text: &str) -> String {
    letters(text).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    // Nearly all letters are of this block, and the whole alphabet takes a while to be searched.
    text.chars().filter(|c| matches!(c, '一'..='鿿') || c.is_alphanumeric())
}

/// The same number for the same text as it is compared, in every run; and how many letters that has.
pub(super) fn hash(text: &str) -> (u64, usize) {
    let mut hasher = DefaultHasher::new();
    let mut count = 0;
    for letter in letters(text) {
        hasher.write_u32(letter.into());
        count += 1;
    }
    (hasher.finish(), count)
}

/// The same number for the same set of a form's indicators, and how many those are.
pub(super) fn hash_of_set(form: &FormRecord) -> (u64, usize) {
    let mut hashes: Vec<u64> = form
        .indicators
        .iter()
        .map(|row| hash(&row.level3))
        .filter_map(|(hash, letters)| (letters > 0).then_some(hash))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut hasher = DefaultHasher::new();
    hashes.hash(&mut hasher);
    (hasher.finish(), hashes.len())
}

/// Forms by the hash of something they hold: a flat list, as a run has many and nearly all are held once.
#[derive(Debug, Default)]
pub(super) struct Alike(Vec<Held>);

/// A form of a unit holds what has this hash.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    hash: u64,
    place: FormPlace,
    unit: u64,
}

impl Alike {
    /// Takes in that a form of a unit holds what has this hash.
    pub(super) fn add(&mut self, hash: u64, place: FormPlace, unit: u64) {
        self.0.push(Held { hash, place, unit });
    }

    /// The hashes that forms of different units share, and those forms.
    pub(super) fn of_several_units(mut self) -> (HashSet<u64>, BTreeSet<FormPlace>) {
        self.0.sort_unstable();
        let (mut hashes, mut places) = (HashSet::new(), BTreeSet::new());
        for forms in self.0.chunk_by(|one, other| one.hash == other.hash) {
            if forms.iter().any(|form| form.unit != forms[0].unit) {
                hashes.insert(forms[0].hash);
                places.extend(forms.iter().map(|form| form.place));
            }
        }
        (hashes, places)
    }
}

/// What forms hold, with the unit and the place of each.
pub(super) type Found<K> = BTreeMap<K, Vec<(String, SignalPlace)>>;

/// The free texts of a form with their cells: goals, tasks and reasons.
pub(super) fn free_texts(form: &FormRecord) -> impl Iterator<Item = (&str, &str)> {
    let texts = form.texts.iter().map(|own| (own.cell.as_str(), own.text.as_str()));
    let notes =
        form.indicators.iter().filter_map(|row| Some((row.note_cell.as_deref()?, &*row.variance_note)));
    texts.chain(notes)
}

/// The unit of a form as it is compared; a form that names none stands for itself.
fn unit(file: &FileRecord, form: &FormRecord) -> String {
    match form.unit_name.as_deref().map(folded) {
        Some(name) if !name.is_empty() => name,
        _ => format!("{}!{}", file.path, form.sheet),
    }
}

/// The same number for the same unit.
pub(super) fn hash_of_unit(file: &FileRecord, form: &FormRecord) -> u64 {
    let mut hasher = DefaultHasher::new();
    unit(file, form).hash(&mut hasher);
    hasher.finish()
}

/// The set of a form's indicators, by their names.
fn indicator_set(form: &FormRecord) -> BTreeSet<String> {
    form.indicators.iter().map(|row| folded(&row.level3)).filter(|name| !name.is_empty()).collect()
}

/// A place of a signal on a form.
pub(super) fn place(file: &FileRecord, form: &FormRecord, cell: &str, evidence: Wording) -> SignalPlace {
    SignalPlace {
        unit: form.unit_name.clone(),
        file: file.path.clone(),
        sheet: form.sheet.clone(),
        cell: cell.to_owned(),
        evidence,
    }
}

/// The beginning of a text, in one line.
pub(super) fn shown(text: &str) -> Wording {
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(SHOWN).collect();
    let text = if short.len() < words.len() { short + "…" } else { short };
    Wording::new(text.clone(), text)
}

/// Adds the texts of a form that others may share; what only has the same hash is told apart by the texts themselves.
pub(super) fn add_texts(
    found: &mut Found<String>,
    file: &FileRecord,
    form: &FormRecord,
    shared: &HashSet<u64>,
    least: usize,
) {
    let mut met = BTreeSet::new();
    for (cell, text) in free_texts(form) {
        let (hash, letters) = hash(text);
        if letters < least || !shared.contains(&hash) {
            continue;
        }
        let key = folded(text);
        if met.insert(key.clone()) {
            found.entry(key).or_default().push((unit(file, form), place(file, form, cell, shown(text))));
        }
    }
}

/// Adds the set of a form's indicators.
pub(super) fn add_set(found: &mut Found<BTreeSet<String>>, file: &FileRecord, form: &FormRecord) {
    let set = indicator_set(form);
    let (count, first) = (set.len(), form.indicators.first().map_or(1, |row| row.row));
    let evidence = Wording::new(format!("{count} 个指标全部相同"), format!("all {count} indicators alike"));
    let place = place(file, form, &first.to_string(), evidence);
    found.entry(set).or_default().push((unit(file, form), place));
}

/// The texts that forms of different units share, as signals.
pub(super) fn same_texts(found: Found<String>) -> Vec<Signal> {
    let meaning = Wording::new(
        "不同单位的表里有同样的一段文字，请核实是否照抄",
        "forms of different units hold the same text; please look into it",
    );
    signals_of(SignalKind::SameText, &meaning, found.into_values())
}

/// The sets of indicators that forms of different units share, as signals.
pub(super) fn same_sets(found: Found<BTreeSet<String>>) -> Vec<Signal> {
    let meaning = Wording::new(
        "不同单位的三级指标完全相同；同一政策的项目可以如此，请核实是否照搬",
        "different units have the very same indicators; projects of one programme may; please look into it",
    );
    signals_of(SignalKind::SameIndicators, &meaning, found.into_values())
}

/// Signals of the groups in which there is more than one unit.
fn signals_of(
    kind: SignalKind,
    meaning: &Wording,
    groups: impl Iterator<Item = Vec<(String, SignalPlace)>>,
) -> Vec<Signal> {
    let is_shared = |group: &Vec<(String, SignalPlace)>| group.iter().any(|(unit, _)| *unit != group[0].0);
    let signal = |group: Vec<(String, SignalPlace)>| Signal {
        kind,
        meaning: meaning.clone(),
        places: group.into_iter().map(|(_, place)| place).collect(),
    };
    groups.filter(is_shared).map(signal).collect()
}
