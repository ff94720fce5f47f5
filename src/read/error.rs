//! Placeholder until the reader lands.

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
}

impl ReadError {
    /// The code of docs/errors: `F001` …
    pub fn code(&self) -> &'static str {
        "F001"
    }
}
