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
use crate::check::{CheckError, Inputs, guard};

/// The three tables of a run while it goes on.
pub struct Tables {
    forms: Table<Forms>,
    indicators: Table<Indicators>,
    findings: Table<Findings>,
}

/// The names of the tables.
const NAMES: [&str; 3] = ["forms.parquet", "indicators.parquet", "findings.parquet"];

impl Tables {
    /// Makes sure that the tables may be written into a folder.
    ///
    /// # Errors
    ///
    /// If one of them is there already and `force` is not given.
    pub fn guard(folder: &Path, force: bool) -> Result<(), CheckError> {
        NAMES.iter().try_for_each(|name| guard(&Inputs::default(), &folder.join(name), "parquet", force))
    }

    /// Begins `forms.parquet`, `indicators.parquet` and `findings.parquet` in a folder; they are there once finished.
    ///
    /// # Errors
    ///
    /// If one of them is there already and `force` is not given, or the folder cannot be written to.
    pub fn create(folder: &Path, force: bool) -> Result<Self, CheckError> {
        Self::guard(folder, force)?;
        let [forms, indicators, findings] = NAMES.map(|name| folder.join(name));
        Ok(Self {
            forms: Table::create(forms, force)?,
            indicators: Table::create(indicators, force)?,
            findings: Table::create(findings, force)?,
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
