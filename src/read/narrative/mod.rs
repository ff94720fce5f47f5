//! The 自评报告 that goes with a form: a Word document or a text file → [`Narrative`].

mod attached_form;
mod decode;
mod lines;

pub(crate) use self::decode::text_of;
use super::error::ReadError;
use super::grid::FileKind;
use super::open::{docx_paragraphs, kind_of};
use crate::model::{Narrative, Paragraph};

/// More letters than any report; what is longer is refused rather than half read.
const LETTER_LIMIT: usize = 200_000;

/// Why a file could not be read as a report; each variant is something a person would mend differently.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NarrativeError {
    /// A workbook, a PDF, a picture: neither a Word document nor text.
    #[error("neither a .docx document nor plain text")]
    Kind,
    /// The bytes are no text in UTF-8, UTF-16 or GBK.
    #[error("the text is neither UTF-8 nor GBK")]
    Encoding,
    /// No text outside the tables.
    #[error("the report has no text")]
    Blank,
    /// More text than any report.
    #[error("the report has more than {limit} letters")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// The document is empty, incomplete, damaged or encrypted.
    #[error("cannot read the document")]
    File(#[from] ReadError),
}

impl NarrativeError {
    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Kind => "F086",
            Self::Encoding => "F087",
            Self::Blank => "F088",
            Self::TooLong { .. } => "F089",
            Self::File(error) => error.code(),
        }
    }
}

/// Reads a report from the bytes of its file, told by content: the paragraphs of a docx outside its tables, or a text file
/// in UTF-8, UTF-16 or GBK.
///
/// Lines of a text that was taken from a PDF are joined into sentences again, and a form that follows as text is left out.
///
/// # Errors
///
/// If the bytes are anything else, cannot be read to their end, or hold no text.
pub fn read_narrative(bytes: &[u8]) -> Result<Narrative, NarrativeError> {
    let paragraphs = match kind_of(bytes) {
        Ok(FileKind::Docx) => docx_paragraphs(bytes)?,
        Err(ReadError::NotExcel) => {
            let text = text_of(bytes).ok_or(NarrativeError::Encoding)?;
            if text.chars().nth(LETTER_LIMIT).is_some() {
                return Err(NarrativeError::TooLong { limit: LETTER_LIMIT });
            }
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            lines::joined(attached_form::without(&lines))
        }
        Err(error @ (ReadError::Empty | ReadError::Incomplete | ReadError::Encrypted)) => {
            return Err(error.into());
        }
        Ok(_) | Err(_) => return Err(NarrativeError::Kind),
    };
    narrative(&paragraphs)
}

fn narrative(paragraphs: &[String]) -> Result<Narrative, NarrativeError> {
    if paragraphs.iter().map(|text| text.chars().count()).sum::<usize>() > LETTER_LIMIT {
        return Err(NarrativeError::TooLong { limit: LETTER_LIMIT });
    }
    let texts = paragraphs.iter().map(|text| lines::on_one_line(text)).filter(|text| !text.is_empty());
    let paragraphs: Vec<Paragraph> =
        (1..).zip(texts).map(|(number, text)| Paragraph { number, text }).collect();
    if paragraphs.is_empty() { Err(NarrativeError::Blank) } else { Ok(Narrative { paragraphs }) }
}
