//! Why a file could not be read as a form.

use std::fmt;

/// What a file that is no workbook really is, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OtherKind {
    /// A PDF document.
    Pdf,
    /// A picture: PNG, JPEG, GIF, BMP, TIFF or WebP.
    Image,
    /// A Word document (.docx, .doc, .rtf, .odt, .wps).
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

/// A kind of workbook that is recognised but not read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WorkbookKind {
    /// Excel 97–2003 (.xls, .et).
    Xls,
    /// Excel's binary workbook (.xlsb).
    Xlsb,
    /// OpenDocument (.ods).
    Ods,
}

impl fmt::Display for WorkbookKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
        })
    }
}

/// What a workbook without a form most likely is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoFormGuess {
    /// No sheet holds anything.
    NothingInside,
    /// Neither 绩效 nor 指标 nor 自评 occurs: some other table.
    OtherTable,
    /// The words occur, but no row of headings with 指标名称 or 三级指标 beside 指标值, 完成值, 分值 or 得分.
    NoHeadings,
}

impl fmt::Display for NoFormGuess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NothingInside => "the workbook is empty",
            Self::OtherTable => "neither 绩效 nor 指标 nor 自评 occurs in it",
            Self::NoHeadings => "it has no row of indicator or funding headings",
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
    /// A workbook of a kind that is not read yet.
    #[error("workbooks of kind {kind} are not read yet")]
    NotYetRead {
        /// Which.
        kind: WorkbookKind,
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
        source: Box<calamine::XlsxError>,
    },
    /// A sheet holds more cells, or more text, than any form.
    #[error("sheet “{sheet}” holds more than {limit} cells or more text than any form")]
    TooManyCells {
        /// The sheet.
        sheet: String,
        /// The limit.
        limit: usize,
    },
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

impl ReadError {
    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "F001",
            Self::NotExcel => "F002",
            Self::WebPage => "F003",
            Self::SpreadsheetXml => "F004",
            Self::OtherKind { .. } => "F005",
            Self::NotYetRead { .. } => "F006",
            Self::Incomplete => "F010",
            Self::Damaged { .. } => "F011",
            Self::TooManyCells { .. } => "F035",
            Self::Encrypted => "F040",
            Self::NoForm { .. } => "F070",
        }
    }
}
