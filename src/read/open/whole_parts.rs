//! The parts of an xlsx that calamine takes whole before a single cell is read: none may be more than a form's.

use memchr::memmem;

use crate::package::{PART_LIMIT, Package, PackageError};
use crate::read::error::ReadError;
use crate::read::error::damaged;

/// Their names, in whatever folder and letters.
const WHOLE: [&str; 3] = [TEXTS, "styles.xml", "workbook.xml"];

const TEXTS: &str = "sharedstrings.xml";

/// More texts than any form has; calamine makes room for as many as the file says there are.
const MOST_TEXTS: u64 = 1 << 21;

/// Why shared texts are refused.
#[derive(Debug, thiserror::Error)]
#[error("the shared texts are said to be {0}")]
struct ManyTexts(u64);

/// Looks at the parts before calamine does; what is wrong with the package otherwise is for calamine to say.
///
/// # Errors
///
/// If one is larger than any form's, or says that it holds more texts.
pub(super) fn refuse_too_much(package: &mut Package<'_>) -> Result<(), ReadError> {
    let mut len = 0;
    for name in package.names() {
        let lower = name.to_ascii_lowercase();
        let Some(whole) = WHOLE.iter().find(|whole| lower.ends_with(*whole)) else { continue };
        let is_texts = *whole == TEXTS;
        // Of nearly every file the other parts need not be looked at.
        if !is_texts && !package.may_be_too_large(&name) {
            continue;
        }
        match package.part(&name) {
            Err(error @ PackageError::PartTooLarge { .. }) => return Err(error.into()),
            Err(_) | Ok(None) => {}
            Ok(Some(part)) => {
                len += part.len() as u64;
                if len > 2 * PART_LIMIT {
                    return Err(ReadError::PartTooLarge { part: name, limit: PART_LIMIT });
                }
                let stated = if is_texts { stated_texts(&part) } else { 0 };
                if stated > MOST_TEXTS {
                    return Err(damaged(ManyTexts(stated)));
                }
            }
        }
    }
    Ok(())
}

/// The largest number of texts that any tag states; told by plain search, as calamine may take any of them.
fn stated_texts(part: &[u8]) -> u64 {
    let part = String::from_utf8_lossy(part);
    let stated = memmem::find_iter(part.as_bytes(), b"uniqueCount").filter_map(|at| {
        let value = part[at + "uniqueCount".len()..].trim_start().strip_prefix('=')?.trim_start();
        let digits = value.strip_prefix(['"', '\''])?.trim_start();
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        // More digits than fit are more texts than any.
        (end > 0).then(|| digits[..end].parse().unwrap_or(u64::MAX))
    });
    stated.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_how_many_texts_are_stated_wherever_it_stands() {
        for (part, stated) in [
            ("<sst count='9' uniqueCount='7'><si/></sst>", 7),
            ("<!-- sst > --><x:sst uniqueCount = \"99999999999999999999999\">", u64::MAX),
            ("<sst uniqueCount=\"3\"/><sst uniqueCount=\"5\"/>", 5),
            ("<sst><si><t>uniqueCount</t></si></sst>", 0),
            ("", 0),
        ] {
            assert_eq!(stated_texts(part.as_bytes()), stated, "{part}");
        }
    }
}
