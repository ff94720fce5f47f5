//! The records of a run as three Parquet tables: forms, indicators and findings, as `docs/parquet.md` lists them.

mod buffer;
mod column;
mod findings;
mod forms;
mod indicators;
mod table;

use std::path::Path;

use self::findings::{FindingRow, Findings};
use self::forms::{FormRow, Forms};
use self::indicators::{IndicatorRow, Indicators};
use self::table::Table;
use super::FileRecord;
use crate::check::CheckError;

/// The three tables of a run while it goes on.
pub struct Tables {
    forms: Table<Forms>,
    indicators: Table<Indicators>,
    findings: Table<Findings>,
}

impl Tables {
    /// Begins `forms.parquet`, `indicators.parquet` and `findings.parquet` in a folder; they are there once finished.
    ///
    /// # Errors
    ///
    /// If one of them is there already and `force` is not given, or the folder cannot be written to.
    pub fn create(folder: &Path, force: bool) -> Result<Self, CheckError> {
        Ok(Self {
            forms: Table::create(folder.join("forms.parquet"), force)?,
            indicators: Table::create(folder.join("indicators.parquet"), force)?,
            findings: Table::create(folder.join("findings.parquet"), force)?,
        })
    }

    /// Adds a file: a row for each of its forms, or one for the file if it has none.
    ///
    /// # Errors
    ///
    /// If the tables cannot be written.
    pub fn add(&mut self, file: &FileRecord) -> Result<(), CheckError> {
        if file.forms.is_empty() {
            self.forms.add(&FormRow { file, form: None })?;
        }
        for (number, form) in (1..).zip(&file.forms) {
            self.forms.add(&FormRow { file, form: Some((number, form)) })?;
            for row in &form.indicators {
                self.indicators.add(&IndicatorRow { file, number, form, row })?;
            }
            for finding in &form.findings {
                self.findings.add(&FindingRow { file, number, form, finding })?;
            }
        }
        Ok(())
    }

    /// Writes what is left and gives the tables their names.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn finish(self) -> Result<(), CheckError> {
        let written = (self.forms.end()?, self.indicators.end()?, self.findings.end()?);
        written.0.put()?;
        written.1.put()?;
        written.2.put()
    }
}
