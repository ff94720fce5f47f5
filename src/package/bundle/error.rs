//! Why an archive, or a file in it, was not unpacked.

use std::io;

use crate::budget::Exceeded;

/// Why an archive, or a file in it, was not unpacked; each variant is mended differently.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// The archive could not be opened or read.
    #[error("cannot read the archive")]
    Io(#[source] io::Error),
    /// It has no directory.
    #[error("the archive is incomplete: its directory is missing or broken")]
    Incomplete,
    /// It has more entries than any archive of forms, or unpacks to more than any form.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
    /// The file is an archive itself.
    #[error("an archive in an archive")]
    Nested,
    /// Its name leads out of the folder it would be unpacked to, is a device's, or it is a link.
    #[error("the name leads out of the archive, or names a device")]
    Name,
    /// It is packed with a password.
    #[error("the file is packed with a password")]
    Encrypted,
    /// Its bytes are also another file's.
    #[error("the file's bytes are also another's")]
    Overlap,
    /// It is packed in a way that few programs know.
    #[error("the file is neither stored nor deflated")]
    Method,
    /// Its bytes are not those that were packed.
    #[error("the packed file is damaged")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl BundleError {
    pub(super) fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Damaged(Box::new(error))
    }

    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Incomplete => "F010",
            Self::Damaged(_) => "F011",
            Self::Exceeded(error) => error.limit.code(),
            Self::Overlap => "F021",
            Self::Nested => "F022",
            Self::Name => "F025",
            Self::Method => "F028",
            Self::Encrypted => "F040",
            Self::Io(_) => "F052",
        }
    }
}

impl From<rawzip::Error> for BundleError {
    fn from(error: rawzip::Error) -> Self {
        match error.into_kind() {
            rawzip::ErrorKind::IO(source) if source.kind() != io::ErrorKind::UnexpectedEof => {
                Self::Io(source)
            }
            kind => Self::damaged(rawzip::Error::from(kind)),
        }
    }
}
