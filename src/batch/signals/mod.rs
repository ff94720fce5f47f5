//! 跨表疑点: hints that only many forms together give.

mod clues;
mod figures;
mod texts;

use std::collections::HashMap;
use std::io;

pub use clues::Clues;
use rust_decimal::Decimal;

use self::clues::FormClues;
use self::texts::{Alike, Found};
use super::form_place::FormPlace;
use super::{FileRecord, FormRecord, Records};
use crate::model::Wording;
use crate::report::Lang;
use crate::settings::{Threshold, Thresholds};

/// What a signal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalKind {
    /// The same free text on forms of different units.
    SameText,
    /// The same set of level-3 indicators in different units.
    SameIndicators,
    /// All forms of a unit have full marks.
    FullMarks,
    /// Nearly all percent targets of a form are alike.
    AlikeTargets,
    /// Many totals just above the bound of a grade.
    JustAbove,
    /// One file under two names.
    SameFile,
    /// Little spent, everything done.
    LowSpending,
}

impl SignalKind {
    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::SameText => lang.choose("文字雷同", "same text"),
            Self::SameIndicators => lang.choose("指标雷同", "same indicators"),
            Self::FullMarks => lang.choose("全部满分", "full marks throughout"),
            Self::AlikeTargets => lang.choose("指标值雷同", "alike targets"),
            Self::JustAbove => lang.choose("压线得分", "just above a bound"),
            Self::SameFile => lang.choose("重复报送", "one file twice"),
            Self::LowSpending => lang.choose("低执行满产出", "little spent, everything done"),
        }
    }
}

/// Something that a person should look into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// What it is about.
    pub kind: SignalKind,
    /// What was seen and what to do: a hint, never an accusation.
    pub meaning: Wording,
    /// The evidence, place by place.
    pub places: Vec<SignalPlace>,
}

/// One place of a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalPlace {
    /// The unit as the form names it.
    pub unit: Option<String>,
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell or rows.
    pub cell: String,
    /// What stands there.
    pub evidence: Wording,
}

/// The bounds of the grades above which totals may pile up.
const BOUNDS: [u32; 3] = [90, 80, 60];

/// What is kept of the records of a run until all were seen: hashes, places and counts, no texts.
#[derive(Debug)]
pub struct Signals {
    thresholds: Thresholds,
    texts: Alike,
    sets: Alike,
    /// Forms by the hash of all that is filled in.
    contents: Vec<(u64, FormPlace)>,
    /// Files with the bytes of an earlier one.
    same_files: Vec<usize>,
    /// The forms of each unit, by the hash of its name; `None` once one has less than full marks.
    full: HashMap<u64, Option<Vec<FormPlace>>>,
    alike_targets: Vec<FormPlace>,
    /// By bound: the forms within a point above, and how many are within a point below.
    piles: [(Vec<FormPlace>, u32); 3],
    low: Vec<(Decimal, FormPlace)>,
}

impl Signals {
    /// Nothing seen yet.
    pub fn new(thresholds: &Thresholds) -> Self {
        Self {
            thresholds: thresholds.clone(),
            texts: Alike::default(),
            sets: Alike::default(),
            contents: Vec::new(),
            same_files: Vec::new(),
            full: HashMap::new(),
            alike_targets: Vec::new(),
            piles: Default::default(),
            low: Vec::new(),
        }
    }

    /// Takes in the file at a place of the run.
    pub fn see(&mut self, place: usize, file: &Clues) {
        if file.is_same {
            self.same_files.push(place);
        }
        for (index, form) in file.forms.iter().enumerate() {
            self.see_form(FormPlace::new(place, index), form);
        }
    }

    fn see_form(&mut self, place: FormPlace, form: &FormClues) {
        form.texts.iter().for_each(|text| self.texts.add(*text, place, form.unit));
        if let Some(set) = form.set {
            self.sets.add(set, place, form.unit);
        }
        self.contents.push((form.content, place));
        if form.names_unit {
            let forms = self.full.entry(form.unit).or_insert_with(|| Some(Vec::new()));
            match forms {
                Some(forms) if form.stated_score == Some(Decimal::ONE_HUNDRED) => forms.push(place),
                forms => *forms = None,
            }
        }
        if form.has_alike_targets {
            self.alike_targets.push(place);
        }
        for (bound, (above, below)) in BOUNDS.iter().zip(&mut self.piles) {
            match form.stated_score.map(|score| score - Decimal::from(*bound)) {
                Some(over) if over >= Decimal::ZERO && over < Decimal::ONE => above.push(place),
                Some(over) if over < Decimal::ZERO && over >= -Decimal::ONE => *below += 1,
                _ => {}
            }
        }
        if let Some(unspent) = form.unspent {
            self.low.push((unspent, place));
        }
    }

    /// What the records together give a hint of: by kind, then in the order of the run.
    ///
    /// # Errors
    ///
    /// If a record cannot be read again.
    pub fn finish(self, records: &mut dyn Records) -> io::Result<Vec<Signal>> {
        let least = self.thresholds.count(Threshold::TextLength);
        let (piled, times) =
            (self.thresholds.count(Threshold::JustAbove), self.thresholds.get(Threshold::JustAboveTimes));
        let full_forms = self.thresholds.count(Threshold::FullForms);
        let (targets, share) =
            (self.thresholds.count(Threshold::Targets), self.thresholds.count(Threshold::TargetsAlike));
        let mut signals = Vec::new();
        let (shared, places) = self.texts.of_several_units();
        let mut found = Found::new();
        for_each(records, places, |file, form| texts::add_texts(&mut found, file, form, &shared, least))?;
        signals.extend(texts::same_texts(found));
        let (_, places) = self.sets.of_several_units();
        let mut found = Found::new();
        for_each(records, places, |file, form| texts::add_set(&mut found, file, form))?;
        signals.extend(texts::same_sets(found));
        let mut full: Vec<_> =
            self.full.into_values().flatten().filter(|forms| forms.len() >= full_forms).collect();
        full.sort_unstable();
        for forms in full {
            signals.push(told(records, SignalKind::FullMarks, forms, figures::full_marks)?);
        }
        if !self.alike_targets.is_empty() {
            let evidence = |form: &FormRecord| figures::alike_targets(form, targets, share);
            signals.push(told(records, SignalKind::AlikeTargets, self.alike_targets, evidence)?);
        }
        for (above, below) in self.piles {
            let enough = u32::try_from(above.len()).unwrap_or(u32::MAX) >= times.saturating_mul(below.max(1));
            if above.len() >= piled && enough {
                let evidence = |form: &FormRecord| figures::just_above(form, below);
                signals.push(told(records, SignalKind::JustAbove, above, evidence)?);
            }
        }
        let mut contents = self.contents;
        contents.sort_unstable();
        for forms in contents.chunk_by(|(one, _), (other, _)| one == other).filter(|forms| forms.len() > 1) {
            let forms = forms.iter().map(|(_, place)| *place).collect();
            signals.push(told(records, SignalKind::SameFile, forms, figures::same_content)?);
        }
        for place in self.same_files {
            signals.push(figures::same_file(&records.get(place)?));
        }
        let mut low = self.low;
        low.sort_unstable_by(|(one, place), (other, next)| other.cmp(one).then(place.cmp(next)));
        if !low.is_empty() {
            let forms = low.into_iter().map(|(_, place)| place).collect();
            signals.push(told(records, SignalKind::LowSpending, forms, figures::low_spending)?);
        }
        Ok(signals)
    }
}

/// Reads the forms at these places again, each once.
fn for_each(
    records: &mut dyn Records,
    places: impl IntoIterator<Item = FormPlace>,
    mut each: impl FnMut(&FileRecord, &FormRecord),
) -> io::Result<()> {
    for place in places {
        let file = records.get(place.file())?;
        if let Some(form) = file.forms.get(place.form()) {
            each(&file, form);
        }
    }
    Ok(())
}

/// A signal of these forms, each with its evidence and the cell it stands in.
fn told(
    records: &mut dyn Records,
    kind: SignalKind,
    places: Vec<FormPlace>,
    evidence: impl Fn(&FormRecord) -> (String, Wording),
) -> io::Result<Signal> {
    let mut signal = Signal { kind, meaning: figures::meaning(kind), places: Vec::new() };
    for_each(records, places, |file, form| {
        let (cell, evidence) = evidence(form);
        signal.places.push(texts::place(file, form, &cell, evidence));
    })?;
    Ok(signal)
}
