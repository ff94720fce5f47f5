//! What is fuzzed: each target takes any bytes, and must come back from them.
//!
//! The fuzzer calls these, and so does the test that replays every seed.

mod archives;
mod parts;
mod texts;

pub(crate) use archives::{journal, names};
pub(crate) use parts::{docx, package};
pub(crate) use texts::{import, profile, value};

/// Takes any bytes.
#[cfg(test)]
pub(crate) type Target = fn(&[u8]);

/// The targets by the names of their programs and of their folders of seeds.
#[cfg(test)]
pub(crate) const TARGETS: [(&str, Target); 7] = [
    ("package", package),
    ("value", value),
    ("profile", profile),
    ("docx", docx),
    ("journal", journal),
    ("names", names),
    ("import", import),
];
