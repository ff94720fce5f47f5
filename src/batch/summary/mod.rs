//! 汇总.xlsx: all that a run found, in one workbook; the worst form on top, nothing left out.

mod about;
mod book;
mod facts;
mod figures;
mod findings;
mod hints;
mod links;
mod list;
mod not_checked;
mod order;
mod overview;
mod rule_counts;

use std::io;
use std::path::Path;

pub use about::About;
use rust_xlsxwriter::XlsxError;

use self::book::{Book, refused};
use self::figures::Figures;
use self::findings::Findings;
use self::links::Links;
use self::not_checked::NotChecked;
use self::order::Rank;
use self::overview::Overview;
use self::rule_counts::RuleCounts;
use super::{Records, Signal, Spool};
use crate::check::CheckError;
use crate::report::Lang;

/// How many rows a sheet of Excel has.
const MAX_ROWS: u32 = 1_048_576;

/// Writes the summary of a run to `path`, complete or not at all; an existing file is replaced only with `force`.
///
/// In memory there is one short entry a form and a file; the rows go through files beside `path` that go with it.
///
/// # Errors
///
/// If the records cannot be read, or the workbook cannot be built or saved.
pub fn write(
    records: &mut dyn Records,
    signals: &[Signal],
    about: &About<'_>,
    lang: Lang,
    path: &Path,
    force: bool,
) -> Result<(), CheckError> {
    let book = build(MAX_ROWS, records, signals, about, lang, path);
    book.map_err(|error| refused(path, error))?.save(path, force)
}

/// The workbook, with as many rows a sheet as `limit` says.
fn build(
    limit: u32,
    records: &mut dyn Records,
    signals: &[Signal],
    about: &About<'_>,
    lang: Lang,
    path: &Path,
) -> Result<Book, XlsxError> {
    let mut sorted = Sorted::of(records)?;
    let mut book = Book::new(path, limit, lang)?;
    let links = Links::from(path);
    let mut overview = Overview::new(&mut book, &sorted.figures)?;
    let mut findings = Findings::new(&mut book)?;
    for (number, rank) in (1..).zip(&sorted.ranks) {
        let file = sorted.forms.get(rank.place)?;
        for form in &file.forms {
            overview.row(&mut book, &links, &file, form, number)?;
            findings.of_form(&mut book, &file, form)?;
        }
    }
    overview.finish(&mut book)?;
    findings.finish(&mut book)?;
    sorted.rules.write(&mut book)?;
    hints::write(&mut book, &links, signals)?;
    let mut not_checked = NotChecked::new(&mut book)?;
    for place in sorted.without_forms {
        not_checked.row(&mut book, &links, &records.get(place)?)?;
    }
    not_checked.finish(&mut book)?;
    about::write(&mut book, about, sorted.figures.files)?;
    Ok(book)
}

/// The records taken apart: a spool of single forms, to be read in the order of the ranks, and what is counted over all.
struct Sorted {
    forms: Spool,
    ranks: Vec<Rank>,
    /// The places of the files without a form.
    without_forms: Vec<usize>,
    figures: Figures,
    rules: RuleCounts,
}

impl Sorted {
    fn of(records: &mut dyn Records) -> io::Result<Self> {
        let mut forms = Spool::new()?;
        let mut ranks = Vec::new();
        let mut without_forms = Vec::new();
        let (mut figures, mut rules) = (Figures::default(), RuleCounts::default());
        for place in 0..records.len() {
            let mut file = records.get(place)?;
            figures.count(&file);
            rules.count(&file);
            if file.forms.is_empty() {
                without_forms.push(place);
            }
            for mut form in std::mem::take(&mut file.forms) {
                ranks.push(Rank::new(&file, &form, forms.len()));
                // The sheets show neither of them.
                (form.indicators, form.texts) = (Vec::new(), Vec::new());
                file.forms = vec![form];
                forms.push(&file)?;
            }
        }
        ranks.sort_unstable();
        Ok(Self { forms, ranks, without_forms, figures, rules })
    }
}
