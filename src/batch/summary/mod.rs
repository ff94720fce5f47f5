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
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::{Arc, mpsc};
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
use super::{FileHead, FileRecord, Records, Signal, caught};
use crate::check::CheckError;
use crate::report::Lang;

/// How many records wait until their findings are listed.
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
    /// `records` are those that were seen, and `signals` finds in them what is to be told beside. The rows go through files
    /// beside `path` that go with it.
    ///
    /// # Errors
    ///
    /// If the records cannot be read, or the workbook cannot be built or saved.
    pub fn write(
        self,
        records: &mut (dyn Records + Send),
        signals: impl FnOnce(&mut dyn Records) -> io::Result<Vec<Signal>> + Send,
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
        signals: impl FnOnce(&mut dyn Records) -> io::Result<Vec<Signal>> + Send,
        about: &About<'_>,
        lang: Lang,
        path: &Path,
    ) -> Result<Book, XlsxError> {
        self.ranks.sort_unstable();
        let book = Book::new(path, limit, self.folder.path(), lang)?;
        let links = Links::from(path);
        let mut overview = Overview::new(&book, &links, &self.figures)?;
        let mut findings = Findings::new(&book)?;
        let signals = thread::scope(|scope| {
            // Each takes about as long as the others: to read the records, for the lists and then for the signals; to write the
            // forms' rows; to write their findings. Formats are numbered as they are first met, and findings have none that
            // their headings have not, so that any order gives the same workbook.
            let (to_overview, forms) = mpsc::sync_channel(READ_AHEAD);
            let (to_findings, listed) = mpsc::sync_channel::<(Arc<FileHead>, usize)>(READ_AHEAD);
            let findings = &mut findings;
            let lister = scope.spawn(move || {
                listed.into_iter().try_for_each(|(file, form)| findings.of_form(&file, &file.forms[form]))
            });
            let (ranks, records) = (&self.ranks, &mut *records);
            let reader = scope.spawn(move || {
                for Rank { place, .. } in ranks {
                    let file = records.head(place.file()).map(Arc::new);
                    // Nobody listens any more once the workbook cannot be written.
                    if to_overview.send((file, place.form())).is_err() {
                        return Ok(Vec::new());
                    }
                }
                drop(to_overview);
                signals(records)
            });
            for (number, (file, form)) in (1..).zip(forms) {
                let file: Arc<FileHead> = file?;
                overview.row(&file, &file.forms[form], number)?;
                if to_findings.send((file, form)).is_err() {
                    break;
                }
            }
            drop(to_findings);
            lister.join().unwrap_or_else(|panic| resume_unwind(panic))?;
            Ok::<_, XlsxError>(reader.join().unwrap_or_else(|panic| resume_unwind(panic))?)
        })?;
        book.put_in(overview.finish()?);
        book.put_in(findings.finish()?);
        book.put_in(self.rules.sheets(&book)?);
        book.put_in(hints::sheets(&book, &links, &signals)?);
        let mut not_checked = NotChecked::new(&book, &links)?;
        for place in self.without_forms {
            not_checked.row(&records.head(place)?)?;
        }
        book.put_in(not_checked.finish()?);
        book.put_in(about::sheets(&book, about, self.figures.files)?);
        Ok(book)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Spool;
    use crate::read::read_workbook;
    use crate::settings::Thresholds;

    /// A file with one form and a finding.
    fn file(number: usize) -> FileRecord {
        let finding = r#"{"rule": "score-disagrees", "title": "得分不符", "severity": "error", "cell": "H9", "label": "",
            "stated": "9", "expected": null, "difference": null, "message": "相差 1", "basis": "", "fixes": [],
            "caused_by": null, "waived": null, "known": false}"#;
        let form = format!(
            r#"{{"sheet": "自评表", "title": "", "kind": "project", "unit_name": null, "project_name": null,
            "fiscal_year": null, "amount_unit": "万元", "profile": {{"id": "", "name": "", "given": false,
            "confirmed": false, "explained": 0, "stated": 0}}, "original_budget": null, "revised_budget": null,
            "outturn": null, "execution_rate": null, "stated_score": null, "computed_score": null,
            "stated_grade": null, "computed_grade": null, "findings": [{finding}], "not_checked": 0,
            "indicators": [], "texts": []}}"#
        );
        let json = format!(
            r#"{{"path": "收/{number:02}.xlsx", "sha256": null, "status": "findings", "reason": null, "same_as": null,
            "corrected": 0, "output": null, "forms": [{form}]}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn a_list_goes_on_on_further_sheets_where_one_is_full() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("汇总.xlsx");
        let (mut sums, mut spool) = (Sums::default(), Spool::new().unwrap());
        for number in 0..25 {
            sums.see(number, &file(number));
            spool.push(&file(number)).unwrap();
        }
        let thresholds = Thresholds::default();
        let about = About { options: "", settings: None, thresholds: &thresholds };
        let book = sums.build(12, &mut spool, |_| Ok(Vec::new()), &about, Lang::Zh, &path).unwrap();
        book.save(&path, false).unwrap();
        let workbook = read_workbook(&std::fs::read(&path).unwrap()).unwrap();
        let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(
            names[..7],
            ["汇总", "汇总(2)", "汇总(3)", "问题清单", "问题清单(2)", "问题清单(3)", "规则统计"]
        );
        for (list, column) in [(0..3, 2), (3..6, 0)] {
            let listed = workbook.sheets[list].iter().flat_map(|sheet| &sheet.cells);
            let files: Vec<&str> = listed
                .filter(|cell| cell.at.col == column && cell.text.ends_with(".xlsx"))
                .map(|cell| cell.text.as_str())
                .collect();
            let wanted: Vec<String> = (0..25).map(|number| format!("{number:02}.xlsx")).collect();
            assert_eq!(files, wanted, "every row once, in their order");
        }
    }
}
