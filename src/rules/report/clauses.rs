//! A paragraph as clauses: what stands between two stops, with its place.

use crate::model::{Paragraph, Quote};
use crate::value::fold;

/// A paragraph, letter by letter; folding keeps every letter at its place.
pub(in crate::rules) struct Line {
    /// Its number, from 1.
    pub(super) number: u32,
    original: Vec<char>,
    folded: Vec<char>,
}

/// How a clause ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Comma,
    Colon,
    Semicolon,
    /// 。！？, or the paragraph's end.
    Full,
}

/// What stands between two stops.
#[derive(Debug)]
pub(super) struct Clause {
    /// Its letters in the paragraph.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Its text, folded, without blanks.
    pub(super) text: String,
    pub(super) stop: Stop,
    /// Its sentence's number in the paragraph.
    pub(super) sentence: usize,
}

impl Line {
    pub(super) fn new(paragraph: &Paragraph) -> Self {
        let folded = fold(&paragraph.text).chars().collect();
        Self { number: paragraph.number, original: paragraph.text.chars().collect(), folded }
    }

    /// The words from one letter to another, verbatim.
    pub(super) fn quote(&self, from: usize, to: usize) -> Quote {
        let text: String = self.original[from..to].iter().collect();
        Quote { paragraph: self.number, text: text.trim().to_owned() }
    }

    /// Its text, verbatim.
    pub(super) fn verbatim(&self) -> String {
        self.original.iter().collect()
    }

    /// Its text, folded.
    pub(super) fn text(&self) -> String {
        self.folded.iter().collect()
    }

    /// Whether it reads like a heading: one short line without a full stop.
    pub(super) fn is_heading(&self) -> bool {
        self.folded.len() <= 36 && !self.folded.iter().any(|c| matches!(c, '。' | ';' | ',' | ':'))
    }

    /// Its clauses in order; none is empty.
    pub(super) fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let (mut from, mut sentence) = (0, 0);
        for at in 0..=self.folded.len() {
            let stop = if at == self.folded.len() { Some(Stop::Full) } else { self.stop_at(at) };
            let Some(stop) = stop else { continue };
            let text: String = self.folded[from..at].iter().filter(|c| !c.is_whitespace()).collect();
            if !text.is_empty() {
                clauses.push(Clause { from, to: at, text, stop, sentence });
            }
            sentence += usize::from(stop == Stop::Full);
            from = at + 1;
        }
        clauses
    }

    fn stop_at(&self, at: usize) -> Option<Stop> {
        let before = at.checked_sub(1).and_then(|at| self.folded.get(at)).copied().unwrap_or(' ');
        let after = self.folded.get(at + 1).copied().unwrap_or(' ');
        let is_inside_number = before.is_ascii_digit() && after.is_ascii_digit();
        match self.folded[at] {
            // 1,234 万元
            ',' if is_inside_number && self.folded.get(at + 3).is_some_and(char::is_ascii_digit) => None,
            ',' => Some(Stop::Comma),
            // 8:30
            ':' if is_inside_number => None,
            ':' => Some(Stop::Colon),
            ';' => Some(Stop::Semicolon),
            '。' | '!' | '?' => Some(Stop::Full),
            // 预算执行率10分、投入管理指标30分: between values, not inside names.
            '、' if matches!(before, '分' | '%' | '元' | '人' | '次' | '个') && self.has_digit_before(at) => {
                Some(Stop::Comma)
            }
            _ => None,
        }
    }

    fn has_digit_before(&self, at: usize) -> bool {
        self.folded[..at].iter().rev().take(4).any(char::is_ascii_digit)
    }
}

/// The clauses of a sentence.
pub(super) fn sentence(clauses: &[Clause], number: usize) -> &[Clause] {
    let start = clauses.partition_point(|clause| clause.sentence < number);
    let end = clauses.partition_point(|clause| clause.sentence <= number);
    &clauses[start..end]
}

/// How many clauses on either side of one are looked at; a list without a full stop may have hundreds.
const NEAR: usize = 24;

/// The clauses of its sentence that stand before a clause, the nearest ones.
pub(super) fn before<'c>(clauses: &'c [Clause], clause: &Clause) -> &'c [Clause] {
    let own = sentence(clauses, clause.sentence);
    let end = own.partition_point(|other| other.from < clause.from);
    &own[end.saturating_sub(NEAR)..end]
}

/// The text of a clause's sentence, as far as it is near.
pub(super) fn sentence_text(clauses: &[Clause], clause: &Clause) -> String {
    let own = sentence(clauses, clause.sentence);
    let at = own.partition_point(|other| other.from < clause.from);
    let near = &own[at.saturating_sub(NEAR)..own.len().min(at + NEAR)];
    near.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_values_and_not_names_or_numbers() {
        let text = "会议召开、视察等工作完成率5分，自评得分５分；支出1，234.50万元：预算10分、产出25分。优";
        let line = Line::new(&Paragraph { number: 3, text: text.to_owned() });
        let clauses = line.clauses();
        let texts: Vec<&str> = clauses.iter().map(|clause| clause.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "会议召开、视察等工作完成率5分",
                "自评得分5分",
                "支出1,234.50万元",
                "预算10分",
                "产出25分",
                "优"
            ]
        );
        assert_eq!(clauses[5].sentence, 1);
        let quote = line.quote(clauses[1].from, clauses[1].to);
        assert_eq!((quote.paragraph, quote.text.as_str()), (3, "自评得分５分"), "verbatim");
    }
}
