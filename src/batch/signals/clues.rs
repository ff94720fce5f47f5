//! What one file shows that may be a signal together with others: made by the thread that checked it.

use rust_decimal::Decimal;

use super::figures;
use super::texts::{free_texts, hash, hash_of_set, hash_of_unit};
use crate::batch::{FileRecord, FormRecord};
use crate::settings::{Threshold, Thresholds};

/// Of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Clues {
    /// It has the bytes of an earlier one.
    pub(super) is_same: bool,
    pub(super) forms: Vec<FormClues>,
}

/// Of one form: hashes and figures, no texts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FormClues {
    pub(super) unit: u64,
    pub(super) names_unit: bool,
    /// Its free texts that are long enough.
    pub(super) texts: Vec<u64>,
    /// The set of its indicators, where those are enough.
    pub(super) set: Option<u64>,
    /// All that is filled in.
    pub(super) content: u64,
    pub(super) stated_score: Option<Decimal>,
    /// Nearly all percent targets are alike.
    pub(super) has_alike_targets: bool,
    /// In 万元, where little was spent and every indicator is full.
    pub(super) unspent: Option<Decimal>,
}

impl Clues {
    /// What a file shows.
    pub fn of(file: &FileRecord, thresholds: &Thresholds) -> Self {
        let forms = file.forms.iter().map(|form| FormClues::of(file, form, thresholds)).collect();
        Self { is_same: file.same_as.is_some(), forms }
    }
}

impl FormClues {
    fn of(file: &FileRecord, form: &FormRecord, thresholds: &Thresholds) -> Self {
        let bound = |threshold| thresholds.count(threshold);
        let least = bound(Threshold::TextLength);
        // No text has more letters than bytes.
        let texts = free_texts(form).filter(|(_, text)| text.len() >= least).map(|(_, text)| hash(text));
        let (set, indicators) = hash_of_set(form);
        let alike = figures::alike_target(form, bound(Threshold::Targets), bound(Threshold::TargetsAlike));
        Self {
            unit: hash_of_unit(file, form),
            names_unit: form.unit_name.is_some(),
            texts: texts.filter(|(_, letters)| *letters >= least).map(|(text, _)| text).collect(),
            set: (indicators >= bound(Threshold::Indicators)).then_some(set),
            content: figures::content(form),
            stated_score: form.stated_score,
            has_alike_targets: alike.is_some(),
            unspent: figures::unspent(form, thresholds.get(Threshold::LowSpending)),
        }
    }
}
