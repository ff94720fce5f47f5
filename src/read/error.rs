//! Why a file could not be read as a form.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::budget::Exceeded;
use crate::package::{Flaw, PackageError};

/// What a file that is no workbook really is, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OtherKind {
    /// A PDF document.
    Pdf,
    /// A picture: PNG, JPEG, GIF, BMP, TIFF or WebP.
    Image,
    /// A text document that is not .docx (.doc, .wps, .rtf, .odt).
    Document,
    /// A presentation (.pptx, .ppt, .odp).
    Presentation,
    /// An archive of files (.zip, .rar, .7z, .gz).
    Archive,
    /// A web page saved as one file (.mht).
    WebArchive,
    /// An OLE container without a workbook in it.
    Ole,
}

impl fmt::Display for OtherKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF document",
            Self::Image => "a picture",
            Self::Document => "a text document",
            Self::Presentation => "a presentation",
            Self::Archive => "an archive",
            Self::WebArchive => "a web page in one file",
            Self::Ole => "an OLE container without a workbook",
        })
    }
}

/// What a workbook without a form most likely is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoFormGuess {
    /// A Word document without any table.
    NoTable,
    /// No sheet holds anything.
    NothingInside,
    /// Neither 绩效 nor 指标 nor 自评 occurs: some other table.
    OtherTable,
    /// Headings like a form's were found, and title or columns say that it is another.
    AnotherForm,
    /// The words occur, but no row of headings with 指标名称 or 三级指标 beside 指标值, 完成值, 分值 or 得分.
    NoHeadings,
}

impl fmt::Display for NoFormGuess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoTable => "the document has no table",
            Self::NothingInside => "the workbook is empty",
            Self::OtherTable => "neither 绩效 nor 指标 nor 自评 occurs in it",
            Self::AnotherForm => "its headings are like a form's, its title or columns are not",
            Self::NoHeadings => "it has no row of indicator or funding headings",
        })
    }
}

/// What of a binary workbook is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum BinaryPart {
    /// The container of an xls: its chains of sectors.
    Container,
    /// The records of an xls.
    Records,
    /// The parts of an xlsb.
    Parts,
}

impl fmt::Display for BinaryPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Container => "the container",
            Self::Records => "a record",
            Self::Parts => "a part",
        })
    }
}

/// Why a file could not be read as a form; each variant is something a person would mend differently.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// Text, CSV, or bytes of no known kind.
    #[error("not a workbook but text or unknown data")]
    NotExcel,
    /// An HTML table, as many web systems export it.
    #[error("not a workbook but a web page")]
    WebPage,
    /// The XML format of Excel 2003.
    #[error("a workbook in the XML format of Excel 2003")]
    SpreadsheetXml,
    /// Another kind of file.
    #[error("not a workbook but {kind}")]
    OtherKind {
        /// What it is.
        kind: OtherKind,
    },
    /// The file breaks off: its zip directory is missing.
    #[error("the file is incomplete: its zip directory is missing or broken")]
    Incomplete,
    /// A part inside is damaged.
    #[error("{} is damaged", .sheet.as_ref().map_or_else(|| "the workbook".to_owned(), |name| format!("sheet “{name}”")))]
    Damaged {
        /// The sheet, where it is known.
        sheet: Option<String>,
        /// What the reader met.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A binary workbook is damaged.
    #[error("{what} of the binary workbook is damaged")]
    BinaryDamaged {
        /// What of it.
        what: BinaryPart,
        /// The sheet, where it is known.
        sheet: Option<String>,
    },
    /// The file is not as any program makes it.
    #[error("{flaw}: {place}")]
    Flawed {
        /// What is wrong.
        flaw: Flaw,
        /// The part, sheet or cell.
        place: String,
    },
    /// The file holds, or takes, more than any form.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
    /// The process that reads such files could not be started.
    #[error("no process to read the file in")]
    NoReader,
    /// The process that read the file died of it.
    #[error("the process that read the file died")]
    ReaderDied,
    /// Who may open the file is decided elsewhere (IRM).
    #[error("the workbook is protected by rights management")]
    Restricted,
    /// A workbook of a version before Excel 97, or without any sheet.
    #[error("an xls without a sheet that can be read")]
    NoSheet,
    /// The file has an opening password.
    #[error("the workbook is protected by an opening password")]
    Encrypted,
    /// No sheet carries a form.
    #[error("no sheet carries a form: {guess} (sheets: {})", .sheets.join("、"))]
    NoForm {
        /// The sheets looked at, in tab order.
        sheets: Vec<String>,
        /// What the workbook most likely is.
        guess: NoFormGuess,
    },
}

impl From<PackageError> for ReadError {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::Incomplete => Self::Incomplete,
            PackageError::Encrypted => Self::Encrypted,
            PackageError::RepeatedPart(place) => Self::Flawed { flaw: Flaw::RepeatedPart, place },
            PackageError::Flawed { flaw, place } => Self::Flawed { flaw, place },
            // A reader never asks for what could not be copied.
            error @ PackageError::MoreThanPackage => Self::Damaged { sheet: None, source: Box::new(error) },
            PackageError::Damaged(source) => Self::Damaged { sheet: None, source },
            PackageError::Exceeded(error) => Self::Exceeded(error),
        }
    }
}

/// A file that cannot be read to its end, and why.
pub(super) fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> ReadError {
    PackageError::damaged(error).into()
}

impl ReadError {
    /// Damage of a binary workbook as what it is there: people are told of sheets and parts that they can mend.
    pub(super) fn in_binary(self, what: BinaryPart) -> Self {
        match self {
            Self::Damaged { sheet, .. } => Self::BinaryDamaged { what, sheet },
            other => other,
        }
    }

    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "F001",
            Self::NotExcel => "F002",
            Self::WebPage => "F003",
            Self::SpreadsheetXml => "F004",
            Self::OtherKind { .. } => "F005",
            Self::Incomplete => "F010",
            Self::Damaged { .. } => "F011",
            Self::BinaryDamaged { what: BinaryPart::Container, .. } => "F042",
            Self::BinaryDamaged { what: BinaryPart::Records, .. } => "F043",
            Self::BinaryDamaged { what: BinaryPart::Parts, .. } => "F044",
            Self::Flawed { flaw, .. } => flaw.code(),
            Self::Exceeded(error) => error.limit.code(),
            Self::Encrypted => "F040",
            Self::Restricted => "F041",
            Self::ReaderDied => "F042",
            Self::NoSheet => "F043",
            Self::NoReader => "F045",
            Self::NoForm { .. } => "F070",
        }
    }
}
