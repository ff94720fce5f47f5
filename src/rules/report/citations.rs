//! Regulations that a text cites by number.

use super::Report;
use crate::model::Quote;
use crate::value::fold;

/// The number that is looked for.
const NUMBER: &str = "285号";

/// Its issuer, and its year as it stands right before the number.
const ISSUER: &str = "财预";
const YEARS: [&str; 4] = ["〔2011〕", "[2011]", "(2011)", "【2011】"];

/// How many letters before the number belong to it.
const BEFORE: usize = 12;

/// The words with which a text cites the regulation.
pub(in crate::rules) fn superseded(text: &str) -> Option<String> {
    let folded: Vec<char> = fold(text).chars().collect();
    let number: Vec<char> = NUMBER.chars().collect();
    let places = folded.windows(number.len()).enumerate().filter(|(_, window)| **window == number);
    places.into_iter().find_map(|(at, _)| {
        let from = at.saturating_sub(BEFORE);
        let lead: String = folded[from..at].iter().collect();
        let own = lead.rfind(ISSUER).or_else(|| {
            let year = YEARS.iter().find(|year| lead.ends_with(**year))?;
            Some(lead.len() - year.len())
        })?;
        let start = from + lead[..own].chars().count();
        Some(text.chars().skip(start).take(at + number.len() - start).collect())
    })
}

/// Every paragraph that cites it, with the words.
pub(in crate::rules) fn citations(report: &Report<'_>) -> Vec<Quote> {
    let cited = report.lines.iter().filter_map(|line| {
        let text = superseded(&line.verbatim())?;
        Some(Quote { paragraph: line.number, text })
    });
    cited.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_number_with_its_issuer_or_year() {
        for (text, expected) in [
            ("根据《某办法》（财预〔2011〕285号）文件", Some("财预〔2011〕285号")),
            ("依据〔2011〕285号", Some("〔2011〕285号")),
            ("按财预（2011）285号执行", Some("财预（2011）285号")),
            ("2011年第285号文", None),
            ("某政办〔2021〕285号", None),
            ("财预〔2020〕10号", None),
        ] {
            assert_eq!(superseded(text).as_deref(), expected, "{text}");
        }
    }
}
