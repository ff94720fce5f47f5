//! The functions of texts that our own blank forms use.

use std::borrow::Cow;

use super::evaluate::Evaluator;
use super::syntax::Expression;
use super::worth::{Fault, LONGEST_TEXT, Value, Worth};

/// A text function's result; unknown for every other function.
pub(super) fn call<'v>(
    evaluator: &'v Evaluator<'_>,
    name: &str,
    arguments: &'v [Expression<'_>],
) -> Worth<'v> {
    let text = |expression: &'v Expression<'_>| -> Result<String, Fault> {
        let value = evaluator.worth(expression)?;
        let text = value.text()?;
        evaluator.visits.take(1 + text.len() / 64).ok_or(Fault::Unknown)?;
        Ok(text.into_owned())
    };
    let result = match (name, arguments) {
        ("TRIM", [own]) => {
            let text = text(own)?;
            let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            words.join(" ")
        }
        ("LEFT" | "RIGHT", [own, count @ ..]) if count.len() <= 1 => {
            let text = text(own)?;
            let count = match count.first() {
                Some(count) => evaluator.worth(count)?.number()?.trunc(),
                None => 1.into(),
            };
            let count = usize::try_from(count).map_err(|_| Fault::Unknown)?;
            let skipped = if name == "LEFT" { 0 } else { text.chars().count().saturating_sub(count) };
            text.chars().skip(skipped).take(count).collect()
        }
        ("SUBSTITUTE", [own, old, new]) => {
            let (own, old, new) = (text(own)?, text(old)?, text(new)?);
            if old.is_empty() {
                own
            } else if own.len() + own.matches(&old).count() * new.len() > LONGEST_TEXT {
                return Err(Fault::Unknown);
            } else {
                own.replace(&old, &new)
            }
        }
        _ => return Err(Fault::Unknown),
    };
    Ok(Value::Text(Cow::Owned(result)))
}
