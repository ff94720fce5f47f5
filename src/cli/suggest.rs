//! Near matches for a word that was not understood, and the look-ups that need them.

use super::failure::Failure;
use crate::report::Lang;
use crate::rules::{CATALOGUE, Rule};
use crate::template::{Profile, builtin};

/// The candidate nearest to `word`, if any is near at all.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .into_iter()
        .map(|candidate| (likeness(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

/// From 0 to 1; a part of the candidate is as good as a slip of the finger.
fn likeness(word: &str, candidate: &str) -> f64 {
    let part = if word.chars().count() >= 3 && candidate.contains(word) { 0.9 } else { 0.0 };
    strsim::normalized_damerau_levenshtein(word, candidate).max(part)
}

/// The rule of this id or Chinese title.
pub(super) fn rule(word: &str, lang: Lang) -> Result<&'static Rule, Failure> {
    let found = CATALOGUE.iter().copied().find(|rule| rule.id == word || rule.title == word);
    found.ok_or_else(|| {
        let near = nearest(word, CATALOGUE.iter().flat_map(|rule| [rule.id, rule.title]));
        Failure::Usage(lang.choose(
            format!("没有“{word}”这条规则；{}全部规则见 ziping rules", near_zh(near)),
            format!("there is no rule “{word}”; {}see `ziping rules` for all", near_en(near)),
        ))
    })
}

/// The profile of this id.
pub(super) fn profile(word: &str, lang: Lang) -> Result<&'static Profile, Failure> {
    let found = builtin().iter().find(|profile| profile.id == word);
    found.ok_or_else(|| {
        let near = nearest(word, builtin().iter().map(|profile| profile.id.as_str()));
        Failure::Usage(lang.choose(
            format!("没有“{word}”这个评分办法；{}全部评分办法见 ziping profiles", near_zh(near)),
            format!("there is no profile “{word}”; {}see `ziping profiles` for all", near_en(near)),
        ))
    })
}

fn near_zh(near: Option<&str>) -> String {
    near.map(|near| format!("是否指 {near}？")).unwrap_or_default()
}

fn near_en(near: Option<&str>) -> String {
    near.map(|near| format!("did you mean {near}? ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let ids = || CATALOGUE.iter().map(|rule| rule.id);
        for (word, meant) in [
            ("score-disagree", Some("score-disagrees")),
            ("score-abov", Some("score-above-weight")),
            ("total-of-sum", Some("total-off-sum")),
            ("xyz", None),
        ] {
            assert_eq!(nearest(word, ids()), meant, "{word}");
        }
    }
}
