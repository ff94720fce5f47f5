//! The parts of an xlsx that calamine takes whole before a single cell is read: none may be more than a form's.

use super::package::{PART_LIMIT, Package, damaged};
use super::relations::{attribute, each_element};
use crate::read::error::ReadError;

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
pub(super) fn refuse_too_much(bytes: &[u8]) -> Result<(), ReadError> {
    let Ok(mut package) = Package::open(bytes) else { return Ok(()) };
    let mut len = 0;
    for name in package.names() {
        let lower = name.to_ascii_lowercase();
        let Some(whole) = WHOLE.iter().find(|whole| lower.ends_with(*whole)) else { continue };
        match package.part(&name) {
            Err(error @ ReadError::PartTooLarge { .. }) => return Err(error),
            Err(_) | Ok(None) => {}
            Ok(Some(part)) => {
                len += part.len() as u64;
                if len > 2 * PART_LIMIT {
                    return Err(ReadError::PartTooLarge { part: name, limit: PART_LIMIT });
                }
                let stated = if *whole == TEXTS { stated_texts(&part) } else { 0 };
                if stated > MOST_TEXTS {
                    return Err(damaged(ManyTexts(stated)));
                }
            }
        }
    }
    Ok(())
}

fn stated_texts(part: &[u8]) -> u64 {
    let part = String::from_utf8_lossy(part);
    let mut most = 0;
    // A broken tag ends the look, as it ends calamine's.
    _ = each_element(&part, |element| {
        if element.local_name().as_ref() == "sst" {
            let stated = attribute(element, "uniqueCount").and_then(|count| count.trim().parse().ok());
            most = most.max(stated.unwrap_or(0));
        }
    });
    most
}
