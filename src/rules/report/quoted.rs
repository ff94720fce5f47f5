//! The report's words beside the form's, in one sentence a cell.

use crate::model::{Quote, Severity, Wording};
use crate::rules::checker::{Checker, Draft};
use crate::value::CellRef;

/// How many places a sentence names; the rest are counted.
const MOST: usize = 3;

/// What the report says and the form does not.
pub(in crate::rules) struct Told {
    pub(in crate::rules) severity: Severity,
    pub(in crate::rules) at: CellRef,
    pub(in crate::rules) label: String,
    /// What the form's cell reads.
    pub(in crate::rules) stated: String,
    /// The report's words.
    pub(in crate::rules) quote: Quote,
    /// What the form has instead, after the report's words.
    pub(in crate::rules) but: Wording,
    pub(in crate::rules) reads: Vec<CellRef>,
}

/// Reports one finding a cell and severity, whichever number of places in the report it is about.
///
/// None of them doubts a cell: which of the two is right is for a person to say.
pub(in crate::rules) fn report_all(checker: &mut Checker<'_>, mut told: Vec<Told>, basis: &Wording) {
    while !told.is_empty() {
        let (at, severity) = (told[0].at, told[0].severity);
        let (same, rest): (Vec<Told>, Vec<Told>) =
            told.into_iter().partition(|other| other.at == at && other.severity == severity);
        told = rest;
        checker.report(draft(&same, basis));
    }
}

fn draft(same: &[Told], basis: &Wording) -> Draft {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let mut buts: Vec<&Wording> = same.iter().map(|told| &told.but).collect();
    buts.dedup();
    for but in buts {
        let quotes: Vec<&Quote> =
            same.iter().filter(|told| told.but == *but).map(|told| &told.quote).collect();
        let words = places(&quotes);
        zh.push(format!("报告{}，{}", words.zh, but.zh));
        en.push(format!("the report, {}; {}", words.en, but.en));
    }
    let message = Wording::new(zh.join("；"), en.join("; "));
    let mut reads: Vec<CellRef> = same.iter().flat_map(|told| told.reads.iter().copied()).collect();
    reads.sort_unstable();
    reads.dedup();
    let told = &same[0];
    Draft {
        stated: told.stated.clone(),
        reads,
        quote: Some(told.quote.clone()),
        ..Draft::new(told.severity, told.at, &told.label, message, basis.clone())
    }
}

/// `第 3 段“…”、第 5 段“…”`, and the same in English.
fn places(quotes: &[&Quote]) -> Wording {
    let shown = &quotes[..quotes.len().min(MOST)];
    let zh: Vec<String> =
        shown.iter().map(|quote| format!("第 {} 段“{}”", quote.paragraph, quote.text)).collect();
    let en: Vec<String> =
        shown.iter().map(|quote| format!("paragraph {}: “{}”", quote.paragraph, quote.text)).collect();
    match quotes.len() - shown.len() {
        0 => Wording::new(zh.join("、"), en.join(", ")),
        more => Wording::new(
            format!("{}等 {} 处", zh.join("、"), quotes.len()),
            format!("{} and {more} more", en.join(", ")),
        ),
    }
}
