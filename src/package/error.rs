//! Why a package could not be read.

/// Why a package, or a part of it, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackageError {
    /// The zip's directory is missing or broken.
    #[error("the file is incomplete: its zip directory is missing or broken")]
    Incomplete,
    /// A part is encrypted.
    #[error("the package is encrypted")]
    Encrypted,
    /// A part cannot be read to its end.
    #[error("the package is damaged")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Two parts have names that some programs take for one.
    #[error("the package has two parts named {0}")]
    RepeatedPart(String),
    /// There are bytes before or behind the package, which a copy of its parts would lose.
    #[error("the file holds more than its package")]
    MoreThanPackage,
    /// A part unpacks to more than is read of one.
    #[error("part {part} unpacks to more than {limit} bytes")]
    PartTooLarge {
        /// The part's name.
        part: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A part holds more cells, texts or merged blocks than is read of one.
    #[error("part {part} holds more than {limit} of its kind")]
    TooMany {
        /// The part's name.
        part: String,
        /// The limit.
        limit: usize,
    },
}

impl PackageError {
    /// A part that cannot be read to its end, and why.
    pub fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Damaged(Box::new(error))
    }
}
