//! An xlsx or xlsm file → [`Workbook`]: one pass over each sheet's part.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use calamine::{DataRef, expand_shared_formula};

use super::active::active_parts;
use super::hidden::Hidden;
use super::place::in_order;
use super::shown::Formats;
use super::styles::builtin_code;
use super::tally::Tally;
use crate::budget;
use crate::model::{Odd, Oddity, Unseen};
use crate::package::sheet::{FormulaKind, Kind, RawCell, RawFormula, SheetPart, read_strings, scan};
use crate::package::{CellStyles, Flaw, Invisible, Known, Package, PackageError, SheetEntry, WorkbookPart};
use crate::read::error::ReadError;
use crate::read::formula::calculate;
use crate::read::grid::{Cell, CellValue, DefinedName, FileKind, Sheet, Workbook};
use crate::value::CellRef;

/// How much text shared formulas may expand to on one sheet; beyond it a formula is known to be there, but not its text.
const FORMULA_LIMIT: usize = 1 << 20;

thread_local! {
    static STYLES: RefCell<Known<CellStyles>> = const { RefCell::new(Known::new()) };
}

/// Reads an xlsx or xlsm.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut package = Package::open_foreign(bytes)?;
    let workbook = WorkbookPart::read(&mut package)?;
    let styles_part = workbook.related("styles").unwrap_or("xl/styles.xml");
    let styles = STYLES
        .with_borrow_mut(|known| package.read_known(styles_part, known, CellStyles::read))?
        .unwrap_or_default();
    let strings_part = workbook.related("sharedStrings").unwrap_or("xl/sharedStrings.xml");
    let strings_text = package.text(strings_part)?.unwrap_or_default();
    let strings = read_strings(&strings_text, strings_part)?;
    let mut book = Book {
        strings,
        styles,
        formats: Formats::default(),
        tally: Tally::default(),
        is_1904: workbook.is_1904,
    };
    let mut sheets = Vec::new();
    // Names that only one sheet knows say which by its place among all sheets.
    let mut places = Vec::new();
    for (place, entry) in workbook.sheets.iter().enumerate() {
        budget::in_time()?;
        if let Some(sheet) = book.sheet(&mut package, entry)? {
            sheets.push(sheet);
            places.push(place);
        }
    }
    let active = active_parts(&package, &workbook.relations);
    let names =
        workbook.names.into_iter().filter(|name| !name.name.starts_with("_xlnm.")).filter_map(|own| {
            let sheet = match own.sheet {
                Some(place) => Some(places.iter().position(|own| *own == place)?),
                None => None,
            };
            Some(DefinedName { name: own.name, sheet, formula: own.formula })
        });
    Ok(Workbook { kind: FileKind::Xlsx, sheets, names: names.collect(), active })
}

/// What all sheets of a workbook share.
struct Book<'s> {
    strings: Vec<Cow<'s, str>>,
    styles: Rc<CellStyles>,
    formats: Formats,
    tally: Tally,
    is_1904: bool,
}

impl Book<'_> {
    /// A worksheet; `None` for charts and macros.
    fn sheet(&mut self, package: &mut Package<'_>, entry: &SheetEntry) -> Result<Option<Sheet>, ReadError> {
        let name = &entry.name;
        let in_sheet = |error: PackageError| match ReadError::from(error) {
            ReadError::Damaged { source, .. } => ReadError::Damaged { sheet: Some(name.clone()), source },
            ReadError::Exceeded(error) => ReadError::Exceeded(error.at(name)),
            other => other,
        };
        let missing = || PackageError::flawed(Flaw::MissingPart, name);
        let part = entry.part.as_deref().ok_or_else(missing)?;
        if entry.kind != "worksheet" {
            return Ok(None);
        }
        let text = package.text(part).map_err(in_sheet)?;
        let text = text.ok_or_else(missing)?;
        let part = scan(&text, part).map_err(in_sheet)?;
        if part.root_name != "worksheet" {
            return Ok(None);
        }
        self.tally.begin_sheet(text.len() + size_of_val(part.cells.as_slice()));
        let (cells, oddities) = self.cells(&part, name)?;
        let (hidden_rows, hidden_cols) = Hidden {
            rows: part.hidden_rows,
            cols: part.columns.into_iter().filter(|run| run.hidden).map(|run| run.cols).collect(),
        }
        .within(&cells);
        let arrays = part.cells.iter().filter_map(|cell| match cell.formula.as_ref()?.kind {
            FormulaKind::Array(block) => block,
            _ => None,
        });
        let (name, visible) = (name.clone(), entry.visible);
        let merges = if cells.is_empty() { Vec::new() } else { part.merges };
        Ok(Some(Sheet {
            name,
            visible,
            arrays: arrays.collect(),
            cells,
            merges,
            hidden_rows,
            hidden_cols,
            oddities,
        }))
    }

    /// The cells that hold something, and what is odd about them.
    fn cells(&mut self, part: &SheetPart<'_>, sheet: &str) -> Result<(Vec<Cell>, Vec<Oddity>), ReadError> {
        let mut unseen = Vec::new();
        let mut shared = SharedFormulas::default();
        let mut cells = Vec::with_capacity(part.cells.len());
        let mut uncalculated = Vec::new();
        for raw in &part.cells {
            if raw.value.is_none() && raw.formula.is_none() {
                continue;
            }
            let mut cell = self.cell(raw, sheet)?;
            if let Some(formula) = &raw.formula {
                if raw.value.as_ref().is_none_or(|value| value.is_empty() && raw.kind != Kind::Text) {
                    uncalculated.push((raw.at, raw.style));
                }
                cell.get_or_insert_with(|| empty_cell(raw.at)).formula = Some(shared.text(formula, raw.at));
            }
            let Some(cell) = cell else { continue };
            self.tally.take(1, sheet)?;
            if let CellValue::Text(text) = &cell.value {
                self.tally.take_text(text.len(), sheet)?;
            }
            if self.styles.hides()
                && (cell.value == CellValue::Empty || !cell.text.trim().is_empty())
                && let Some(own) = usize::try_from(raw.style).ok().and_then(|style| self.styles.unseen(style))
            {
                let what = Odd::Unseen(match own {
                    Invisible::Ink => Unseen::Ink,
                    Invisible::Size => Unseen::Size,
                });
                unseen.push(Oddity { at: cell.at, what });
            }
            cells.push(cell);
        }
        let mut oddities = in_order(&mut cells);
        oddities.append(&mut unseen);
        oddities.sort_by_key(|oddity| oddity.at);
        if !uncalculated.is_empty() {
            calculate(&mut cells, uncalculated.iter().map(|(at, _)| *at));
            for (at, style) in uncalculated {
                if let Ok(index) = cells.binary_search_by_key(&at, |cell| cell.at) {
                    self.format(style).show(&mut cells[index]);
                }
            }
        }
        Ok((cells, oddities))
    }

    /// What a cell holds and shows; `None` if that is nothing.
    ///
    /// # Errors
    ///
    /// If it names a shared text that is not there.
    fn cell(&mut self, raw: &RawCell<'_>, sheet: &str) -> Result<Option<Cell>, ReadError> {
        let Some(value) = raw.value.as_deref() else { return Ok(None) };
        let is_1904 = self.is_1904;
        let decoded;
        let value = match raw.kind {
            Kind::Shared if value.is_empty() => return Ok(None),
            Kind::Shared => {
                match value.trim().parse::<usize>().ok().and_then(|index| self.strings.get(index)) {
                    // Not through `self.format`: the text is borrowed from the same book.
                    Some(text) => {
                        let format = format(&mut self.formats, &self.styles, raw.style);
                        return Ok(format.cell(raw.at, &DataRef::SharedString(text), is_1904));
                    }
                    None => {
                        let place = format!("{sheet}!{}", raw.at);
                        return Err(ReadError::Flawed { flaw: Flaw::LostText, place });
                    }
                }
            }
            Kind::Inline => DataRef::SharedString(value),
            Kind::Text => {
                decoded = crate::package::sheet::decoded(Cow::Borrowed(value));
                DataRef::SharedString(&decoded)
            }
            Kind::Bool => DataRef::Bool(matches!(value.trim(), "1" | "true")),
            Kind::Error => {
                let value = value.to_owned();
                let shown =
                    Cell { value: CellValue::Error(value.clone()), text: value, ..empty_cell(raw.at) };
                return Ok(Some(shown));
            }
            Kind::Date => DataRef::DateTimeIso(value.to_owned()),
            Kind::Number if value.is_empty() => return Ok(None),
            // `INF`, or more than a number can be, stays as it was written.
            Kind::Number => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => DataRef::Float(number),
                _ => DataRef::SharedString(value),
            },
        };
        Ok(self.format(raw.style).cell(raw.at, &value, is_1904))
    }

    fn format(&mut self, style: u32) -> &super::shown::Format {
        format(&mut self.formats, &self.styles, style)
    }
}

fn format<'f>(formats: &'f mut Formats, styles: &CellStyles, style: u32) -> &'f super::shown::Format {
    let style = usize::try_from(style).unwrap_or(usize::MAX);
    formats.of_style(style, styles.styles(), || {
        let (id, declared) = styles.of_style(style)?;
        declared.or_else(|| builtin_code(id))
    })
}

fn empty_cell(at: CellRef) -> Cell {
    Cell { at, value: CellValue::Empty, text: String::new(), format: None, formula: None }
}

/// The texts that several cells share, each with the cell it is written for.
#[derive(Default)]
struct SharedFormulas {
    texts: HashMap<u32, (String, CellRef)>,
    /// How much text was handed out.
    len: usize,
}

impl SharedFormulas {
    /// A cell's own formula; empty where it is not known.
    fn text(&mut self, formula: &RawFormula<'_>, at: CellRef) -> String {
        let text = match formula.kind {
            FormulaKind::Plain => formula.text.clone().into_owned(),
            FormulaKind::Shared(index) if !formula.text.is_empty() => {
                self.texts.insert(index, (formula.text.clone().into_owned(), at));
                formula.text.clone().into_owned()
            }
            FormulaKind::Shared(index) => {
                let place = |at: CellRef| (at.row, u32::from(at.col));
                let known = self.texts.get(&index).filter(|_| self.len <= FORMULA_LIMIT);
                known
                    .and_then(|(text, first)| expand_shared_formula(text, place(*first), place(at)).ok())
                    .unwrap_or_default()
            }
            FormulaKind::Array(_) => String::new(),
        };
        self.len += text.len();
        text
    }
}
