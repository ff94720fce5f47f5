//! The workbook under way: its sheets, how cells look, where it is saved.

use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook, Worksheet, XlsxError,
};

use super::list::Shape;
use crate::check::{CheckError, save_with};
use crate::report::Lang;
use crate::write::{LABEL_FILL, LINK_COLOR, Rgb, WriteError, body_format, empty_workbook, set_up_paper};

/// How hard the parts are deflated: a list of ten thousand forms is to be there at once.
const DEFLATE: u8 = 1;

/// How a form came out, told by sign and by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Light {
    /// Something at error level.
    Wrong,
    /// Something to look at.
    Look,
    /// Neither.
    Right,
}

impl Light {
    /// The sign with its word.
    pub(super) fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Wrong => lang.choose("✗ 有错误", "✗ errors"),
            Self::Look => lang.choose("△ 有提醒", "△ warnings"),
            Self::Right => lang.choose("✓ 通过", "✓ passed"),
        }
    }

    /// Light fills that print as different greys; black is read well on each.
    fn fill(self) -> Rgb {
        match self {
            Self::Wrong => Rgb(0xF8_CB_AD),
            Self::Look => Rgb(0xFF_E6_99),
            Self::Right => Rgb(0xE2_EF_DA),
        }
    }
}

/// The formats, each made once.
#[derive(Debug)]
pub(super) struct Looks {
    pub(super) lang: Lang,
    pub(super) title: Format,
    pub(super) sentence: Format,
    /// The name of a key figure, the figure, what it is made of.
    pub(super) figure: [Format; 3],
    pub(super) link: Format,
    pub(super) lined: Format,
    heading: Format,
    text: Format,
    word: Format,
    numbers: [Format; 3],
    lights: [Format; 3],
}

impl Looks {
    fn new(lang: Lang) -> Self {
        let centred = || body_format().set_align(FormatAlign::Center);
        let boxed = |format: Format| format.set_border(FormatBorder::Thin);
        let filled = |format: Format, Rgb(fill): Rgb| format.set_background_color(Color::RGB(fill));
        let number = |code: &str| body_format().set_align(FormatAlign::Right).set_num_format(code);
        let text = body_format().set_align(FormatAlign::Left).set_text_wrap();
        let light = |light: Light| filled(centred(), light.fill());
        Self {
            lang,
            title: body_format().set_bold().set_font_size(16),
            sentence: body_format().set_bold().set_font_size(12),
            figure: [
                boxed(filled(centred(), LABEL_FILL)),
                boxed(centred().set_bold().set_font_size(16)),
                boxed(centred().set_text_wrap()),
            ],
            link: text
                .clone()
                .set_underline(FormatUnderline::Single)
                .set_font_color(Color::RGB(LINK_COLOR.0)),
            lined: Format::new().set_border(FormatBorder::Thin),
            heading: boxed(filled(centred(), LABEL_FILL)).set_text_wrap(),
            text,
            word: centred().set_text_wrap(),
            numbers: [number("0.00"), number("#,##0.00"), number("0.00%")],
            lights: [light(Light::Wrong), light(Light::Look), light(Light::Right)],
        }
    }

    pub(super) fn heading(&self) -> &Format {
        &self.heading
    }

    pub(super) fn of(&self, shape: Shape) -> &Format {
        match shape {
            Shape::Text => &self.text,
            Shape::Word | Shape::Count => &self.word,
            Shape::Points => &self.numbers[0],
            Shape::Amount => &self.numbers[1],
            Shape::Rate => &self.numbers[2],
        }
    }

    pub(super) fn light(&self, light: Light) -> &Format {
        match light {
            Light::Wrong => &self.lights[0],
            Light::Look => &self.lights[1],
            Light::Right => &self.lights[2],
        }
    }
}

/// The workbook. Its sheets are filled by themselves, some of them at the same time, and put in afterwards.
pub(super) struct Book {
    pub(super) lang: Lang,
    /// How many rows a sheet may have.
    pub(super) limit: u32,
    pub(super) looks: Looks,
    /// The folder that all files are in, left out of their names.
    folder: String,
    workbook: Mutex<Workbook>,
}

impl Book {
    /// An empty one; what it cannot hold in memory goes to files beside `path` that go with it.
    pub(super) fn new(path: &Path, limit: u32, folder: &str, lang: Lang) -> Result<Self, XlsxError> {
        let mut workbook = empty_workbook()?;
        workbook.set_zip_compression_level(DEFLATE);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            workbook.set_tempdir(folder)?;
        }
        let (folder, looks) = (folder.to_owned(), Looks::new(lang));
        Ok(Self { lang, limit, looks, folder, workbook: Mutex::new(workbook) })
    }

    /// The folder that all files are in, with its last separator; empty where there is none.
    pub(super) fn folder(&self) -> &str {
        &self.folder
    }

    /// A file's name in the lists: its path without that folder.
    pub(super) fn name<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.folder.as_str()).filter(|name| !name.is_empty()).unwrap_or(path)
    }

    /// A sheet that is written row by row.
    pub(super) fn sheet(&self, name: &str) -> Result<Worksheet, XlsxError> {
        let mut workbook = self.workbook();
        // One that is made outside would not know how wide the workbook's letters are.
        workbook.add_worksheet_with_constant_memory()?.set_name(name)?;
        let mut sheet = workbook.worksheets_mut().pop().expect("it was just added");
        set_up_paper(&mut sheet);
        Ok(sheet)
    }

    /// Puts sheets in, behind the others.
    pub(super) fn put_in(&self, sheets: Vec<Worksheet>) {
        let mut workbook = self.workbook();
        sheets.into_iter().for_each(|sheet| workbook.push_worksheet(sheet));
    }

    fn workbook(&self) -> MutexGuard<'_, Workbook> {
        self.workbook.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Saves the workbook, complete or not at all.
    pub(super) fn save(self, path: &Path, force: bool) -> Result<(), CheckError> {
        save_with(path, force, |file| {
            self.workbook().save_to_writer(BufWriter::new(file)).map_err(|error| match error {
                XlsxError::IoError(error) => error,
                other => io::Error::other(other),
            })
        })
    }
}

/// What the writer refused, as the run's other errors.
pub(super) fn refused(path: &Path, error: XlsxError) -> CheckError {
    match error {
        XlsxError::IoError(source) => CheckError::Save { path: path.to_owned(), source },
        other => CheckError::Write(WriteError::Build(other)),
    }
}
