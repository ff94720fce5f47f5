//! What a cell's text may mean as a heading, looked up once a cell.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::headings::{FUNDING, GOALS, GoalHeading, TASKS, TaskHeading};
use super::indicator_headings::{INDICATORS, IndicatorHeading};
use super::labels::{MARKS, Mark};
use crate::model::FundingColumn;

/// What a cell's text may mean, by the block it is found in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) indicator: Option<IndicatorHeading>,
    pub(super) funding: Option<FundingColumn>,
    pub(super) goal: Option<GoalHeading>,
    pub(super) task: Option<TaskHeading>,
    pub(super) mark: Option<Mark>,
}

/// All tables as one, by key.
pub(super) struct Vocabulary {
    meanings: HashMap<&'static str, Meaning>,
    longest: usize,
}

impl Vocabulary {
    pub(super) fn get() -> &'static Self {
        static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::build);
        &VOCABULARY
    }

    fn build() -> Self {
        let mut meanings: HashMap<&'static str, Meaning> = HashMap::new();
        fn enter<T: Copy>(
            meanings: &mut HashMap<&'static str, Meaning>,
            table: &[(T, &[&'static str])],
            set: fn(&mut Meaning, T),
        ) {
            for (heading, words) in table {
                for word in *words {
                    set(meanings.entry(word).or_default(), *heading);
                }
            }
        }
        enter(&mut meanings, &INDICATORS, |meaning, heading| meaning.indicator = Some(heading));
        enter(&mut meanings, &FUNDING, |meaning, heading| meaning.funding = Some(heading));
        enter(&mut meanings, &GOALS, |meaning, heading| meaning.goal = Some(heading));
        enter(&mut meanings, &TASKS, |meaning, heading| meaning.task = Some(heading));
        enter(&mut meanings, &MARKS, |meaning, mark| meaning.mark = Some(mark));
        let longest = meanings.keys().map(|word| word.len()).max().unwrap_or_default();
        Self { meanings, longest }
    }

    /// What `text` means as a heading; `key` is scratch space and holds the folded text afterwards.
    pub(super) fn look_up(&self, text: &str, key: &mut String) -> Meaning {
        fold_into(text, key);
        let found = self.meaning_of(key);
        if found != Meaning::default() {
            return found;
        }
        // 二、绩效指标; *得分.
        let plain = without_mark(key);
        if plain.len() < key.len() { self.meaning_of(plain) } else { found }
    }

    fn meaning_of(&self, word: &str) -> Meaning {
        let mut word = word;
        loop {
            word = word.trim_end_matches([':', '*', '%']);
            if word.len() <= self.longest
                && let Some(meaning) = self.meanings.get(word)
            {
                return *meaning;
            }
            // What follows in brackets or behind a stroke: 得分(10分*(B/A)), 全年预算数/万元.
            let Some(shorter) = opening(word).or_else(|| word.rfind('/')).and_then(|end| word.get(..end))
            else {
                return Meaning::default();
            };
            word = shorter;
        }
    }
}

/// Where the bracket opens that the last character closes.
fn opening(word: &str) -> Option<usize> {
    let mut depth = 0_usize;
    word.ends_with(')').then_some(())?;
    word.char_indices().rev().find_map(|(at, c)| {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// A heading without the numbering or the star before it.
fn without_mark(word: &str) -> &str {
    let word = word.trim_start_matches(['*', '※', '★', '☆']);
    let bare = word.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    match bare.strip_prefix(['、', '.']) {
        Some(rest) if bare.len() < word.len() => rest,
        _ => word,
    }
}

/// `text` without white space, half-width and with one kind of brackets, as headings are compared.
pub(super) fn fold_into(text: &str, key: &mut String) {
    key.clear();
    for c in text.chars() {
        match c {
            '[' | '［' | '【' | '〔' => key.push('('),
            ']' | '］' | '】' | '〕' => key.push(')'),
            '\u{ff01}'..='\u{ff5e}' => key.extend(char::from_u32(u32::from(c) - 0xfee0)),
            c if c.is_whitespace() => {}
            c => key.push(c),
        }
    }
}

/// The same as a new text.
pub(super) fn folded(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    fold_into(text, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str) -> Meaning {
        Vocabulary::get().look_up(text, &mut String::new())
    }

    #[test]
    fn every_key_is_folded_and_stands_once_in_its_table() {
        let tables: [Vec<&str>; 5] = [
            INDICATORS.iter().flat_map(|(_, words)| words.iter().copied()).collect(),
            FUNDING.iter().flat_map(|(_, words)| words.iter().copied()).collect(),
            GOALS.iter().flat_map(|(_, words)| words.iter().copied()).collect(),
            TASKS.iter().flat_map(|(_, words)| words.iter().copied()).collect(),
            MARKS.iter().flat_map(|(_, words)| words.iter().copied()).collect(),
        ];
        for table in tables {
            for (at, word) in table.iter().enumerate() {
                assert_eq!(folded(word), *word);
                assert!(!table[..at].contains(word), "{word} stands twice");
            }
        }
    }

    #[test]
    fn reads_headings_through_breaks_blanks_and_brackets() {
        for (text, heading) in [
            ("分 值", IndicatorHeading::Weight),
            ("得\n分", IndicatorHeading::Score),
            ("得分（20分*执行率）", IndicatorHeading::Score),
            ("权重（%）", IndicatorHeading::Weight),
            ("偏差原因分析及改进措\n施", IndicatorHeading::VarianceNote),
            ("年初目标值（A）", IndicatorHeading::OriginalTarget),
            ("实际\u{3000}完成值(B)：", IndicatorHeading::Actual),
            ("一级\n指标", IndicatorHeading::Level1),
            ("得分（10分×（B/A））", IndicatorHeading::Score),
            ("分值【C】", IndicatorHeading::Weight),
            ("自评得分/分", IndicatorHeading::Score),
            ("*实际完成值", IndicatorHeading::Actual),
            ("二、绩效指标", IndicatorHeading::Group),
        ] {
            assert_eq!(meaning(text).indicator, Some(heading), "{text}");
        }
        for (text, heading) in [
            ("执 行率", FundingColumn::ExecutionRate),
            ("执行率(全年执行数/全年预算数)", FundingColumn::ExecutionRate),
            ("全年（调整）预算数", FundingColumn::RevisedBudget),
            ("预算数（A）", FundingColumn::RevisedBudget),
            ("执行率得分(分)", FundingColumn::Score),
            ("执行率[(B/A)×100%]", FundingColumn::ExecutionRate),
            ("执行率%", FundingColumn::ExecutionRate),
            ("2.全年预算数/万元", FundingColumn::RevisedBudget),
        ] {
            assert_eq!(meaning(text).funding, Some(heading), "{text}");
        }
        for text in
            ["", "：", "()", ")", "(()", "/", "1.", "一、", "复核得分", "得分系数(%)", "(执行率)", "数量指标"]
        {
            assert_eq!(meaning(text), Meaning::default(), "{text}");
        }
    }
}
