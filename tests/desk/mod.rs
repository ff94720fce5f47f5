//! A folder of its own to run the program in, with the example forms.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;
use rust_xlsxwriter::{Format, Workbook as Book};
use serde_json::Value;
use ziping::read::{CellValue, Workbook, read_workbook};
use ziping::value::CellRef;

use crate::workbooks;

/// The folder.
pub(crate) struct Desk(tempfile::TempDir);

/// What a run printed and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("对.xlsx"), workbooks::example("shangjie-department")).unwrap();
        fs::write(desk.path("错.xlsx"), workbooks::example("national-project")).unwrap();
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_in("", args)
    }

    pub(crate) fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        let mut command = Command::cargo_bin("ziping").unwrap();
        let output = command.current_dir(self.path(folder)).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn workbook(&self, name: &str) -> Workbook {
        read_workbook(&fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// The texts of a sheet, one a line.
    pub(crate) fn sheet(&self, name: &str, sheet: &str) -> String {
        let workbook = self.workbook(name);
        let sheet = workbook.sheet(sheet).unwrap();
        sheet.cells.iter().map(|cell| format!("{}\n", cell.text)).collect()
    }

    /// The number of the row of a sheet in which a cell holds this word.
    pub(crate) fn row_of(&self, name: &str, sheet: &str, word: &str) -> u32 {
        let workbook = self.workbook(name);
        let cells = &workbook.sheet(sheet).unwrap().cells;
        cells.iter().find(|cell| cell.text.contains(word)).unwrap().at.row + 1
    }

    /// Saves a copy as a person would after an edit: rows moved down by what `shift` says of a sheet's row, and these texts
    /// written: into 问题清单 where the address is in column N or later, else into the form's sheet, by the new address.
    pub(crate) fn edit(
        &self,
        from: &str,
        to: &str,
        shift: impl Fn(&str, u32) -> u32,
        texts: &[(String, &str)],
    ) {
        let mut book = Book::new();
        for sheet in &self.workbook(from).sheets {
            let copy = book.add_worksheet().set_name(&sheet.name).unwrap();
            let moved = |at: CellRef| (at.row + shift(&sheet.name, at.row), at.col);
            for merge in &sheet.merges {
                let text = sheet.cell(merge.first).map(|cell| cell.text.clone()).unwrap_or_default();
                let ((top, left), (bottom, right)) = (moved(merge.first), moved(merge.last));
                copy.merge_range(top, left, bottom, right, &text, &Format::new()).unwrap();
            }
            for cell in &sheet.cells {
                let (row, col) = moved(cell.at);
                let format = cell
                    .format
                    .as_deref()
                    .map_or_else(Format::new, |code| Format::new().set_num_format(code));
                match &cell.value {
                    CellValue::Number(number) => {
                        let number: f64 = number.to_string().parse().unwrap();
                        copy.write_number_with_format(row, col, number, &format).unwrap();
                    }
                    CellValue::Text(text) => {
                        copy.write_string(row, col, text).unwrap();
                    }
                    _ => {}
                }
            }
            for (at, text) in texts {
                let at: CellRef = at.parse().unwrap();
                let is_list = sheet.name == "问题清单";
                let is_form = ["绩效自评表", "项目支出绩效自评表"].contains(&sheet.name.as_str());
                if at.col >= 13 && is_list || at.col < 13 && is_form {
                    copy.write_string(at.row, at.col, *text).unwrap();
                }
            }
        }
        book.save(self.path(to)).unwrap();
    }
}

/// Holds a report against its schema.
pub(crate) fn validate(document: &str) {
    let schema = fs::read_to_string(Path::new("docs/schema/report-1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let document: Value = serde_json::from_str(document).unwrap();
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
