//! 汇总.xlsx: all that a run found, in one workbook; the worst form on top, nothing left out.

mod about;
mod book;
mod facts;
mod figures;
mod findings;
mod folder;
mod hints;
mod links;
mod list;
mod not_checked;
mod order;
mod overview;
mod rule_counts;

use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

pub use about::{About, is_summary};
use rust_xlsxwriter::XlsxError;

use self::book::{Book, refused};
use self::figures::Figures;
use self::findings::Findings;
use self::folder::CommonFolder;
use self::links::Links;
use self::not_checked::NotChecked;
use self::order::Rank;
use self::overview::Overview;
use self::rule_counts::RuleCounts;
use super::form_place::FormPlace;
use super::{FileRecord, Records, Signal, caught};
use crate::check::CheckError;
use crate::report::Lang;

/// How many records are read before their rows are written.
const READ_AHEAD: usize = 64;
/// How many rows a sheet of Excel has.
const MAX_ROWS: u32 = 1_048_576;

/// What is counted while the records of a run go by: in memory there is one short entry a form, and one a file without forms.
#[derive(Debug, Default)]
pub struct Sums {
    ranks: Vec<Rank>,
    /// The places of the files without a form.
    without_forms: Vec<usize>,
    folder: CommonFolder,
    figures: Figures,
    rules: RuleCounts,
}

impl Sums {
    /// Takes in the file at a place of the run.
    pub fn see(&mut self, place: usize, file: &FileRecord) {
        self.folder.see(&file.path);
        self.figures.count(file);
        self.rules.count(file);
        if file.forms.is_empty() {
            self.without_forms.push(place);
        }
        let ranks =
            file.forms.iter().enumerate().map(|(form, own)| Rank::new(own, FormPlace::new(place, form)));
        self.ranks.extend(ranks);
    }

    /// Writes the summary of the run to `path`, complete or not at all; an existing file is replaced only with `force`.
    ///
    /// `records` are those that were seen. The rows go through files beside `path` that go with it.
    ///
    /// # Errors
    ///
    /// If the records cannot be read, or the workbook cannot be built or saved.
    pub fn write(
        self,
        records: &mut (dyn Records + Send),
        signals: &[Signal],
        about: &About<'_>,
        lang: Lang,
        path: &Path,
        force: bool,
    ) -> Result<(), CheckError> {
        let written = caught(|| {
            let book = self.build(MAX_ROWS, records, signals, about, lang, path);
            book.map_err(|error| refused(path, error))?.save(path, force)
        });
        // The library takes for granted that the rows can be written to its files; where the disk is full, it panics.
        written.unwrap_or_else(|| Err(refused(path, io::Error::from(io::ErrorKind::StorageFull).into())))
    }

    /// The workbook, with as many rows a sheet as `limit` says.
    fn build(
        mut self,
        limit: u32,
        records: &mut (dyn Records + Send),
        signals: &[Signal],
        about: &About<'_>,
        lang: Lang,
        path: &Path,
    ) -> Result<Book, XlsxError> {
        self.ranks.sort_unstable();
        let mut book = Book::new(path, limit, self.folder.path(), lang)?;
        let links = Links::from(path);
        let mut overview = Overview::new(&mut book, &self.figures)?;
        let mut findings = Findings::new(&mut book)?;
        thread::scope(|scope| {
            // Reading the records takes as long as writing their rows.
            let (sender, read) = mpsc::sync_channel(READ_AHEAD);
            let (ranks, records) = (&self.ranks, &mut *records);
            scope.spawn(move || {
                for Rank { place, .. } in ranks {
                    // Nobody listens any more once the workbook cannot be written.
                    if sender.send((place.form(), records.get(place.file()))).is_err() {
                        return;
                    }
                }
            });
            for (number, (form, file)) in (1..).zip(read) {
                let file = file?;
                let Some(form) = file.forms.get(form) else { continue };
                overview.row(&mut book, &links, &file, form, number)?;
                findings.of_form(&mut book, &file, form)?;
            }
            Ok::<_, XlsxError>(())
        })?;
        overview.finish(&mut book)?;
        findings.finish(&mut book)?;
        self.rules.write(&mut book)?;
        hints::write(&mut book, &links, signals)?;
        let mut not_checked = NotChecked::new(&mut book)?;
        for place in self.without_forms {
            not_checked.row(&mut book, &links, &records.get(place)?)?;
        }
        not_checked.finish(&mut book)?;
        about::write(&mut book, about, self.figures.files)?;
        Ok(book)
    }
}
