//! Names that a report lists by level: 设置“甲”和“乙”两个二级指标，丙、丁等5项三级指标.

use super::Report;
use super::clauses::Line;
use super::names::{Named, SAME};
use super::statements::NearName;
use crate::model::Quote;

/// A listed name that is like one on the form of the same level, and not the same.
pub(in crate::rules) struct Listed {
    pub(in crate::rules) name: String,
    pub(in crate::rules) near: NearName,
    pub(in crate::rules) quote: Quote,
}

const LEVELS: [(&str, u8); 3] = [("一级指标", 1), ("二级指标", 2), ("三级指标", 3)];

/// No list of names is longer, in letters.
const LONGEST: usize = 200;

/// Words that a list begins after.
const OPENINGS: [&str; 6] = ["设置", "细分为", "分为", "包括", "包含", "下设"];

impl<'f> Report<'f> {
    /// Every such name, in reading order.
    pub(in crate::rules) fn listed_names(&self) -> Vec<Listed> {
        self.lines.iter().flat_map(|line| self.listed_in(line)).collect()
    }

    fn listed_in(&self, line: &Line) -> Vec<Listed> {
        let text: Vec<char> = line.text().chars().collect();
        let mut listed = Vec::new();
        for (word, level) in LEVELS {
            let word: Vec<char> = word.chars().collect();
            let mut read = 0;
            for end in (0..text.len()).filter(|at| text[*at..].starts_with(&word)) {
                let from_last = std::mem::replace(&mut read, end + word.len());
                for (from, to) in names_before(&text, from_last, end) {
                    let name: String = text[from..to].iter().collect();
                    let is_own = |named: &Named<'f>| named.level() == Some(level);
                    if !self.names.exact(&name).is_empty() {
                        continue;
                    }
                    let Some((named, percent)) = self.names.nearest(&name, is_own) else { continue };
                    if percent < SAME {
                        let near = NearName { percent, shown: named.shown.clone(), at: named.at };
                        listed.push(Listed { name, near, quote: line.quote(from, to) });
                    }
                }
            }
        }
        listed
    }
}

/// The names of a list that a count ends: `甲、乙和丙等3项`, as places; `end` is where the level's name begins, and
/// what stands up to `read` has been read.
fn names_before(text: &[char], read: usize, end: usize) -> Vec<(usize, usize)> {
    let is_stop = |c: char| matches!(c, '。' | ';' | ',' | ':');
    let near = end.saturating_sub(LONGEST).max(read);
    let start = near + text[near..end].iter().rposition(|c| is_stop(*c)).map_or(0, |at| at + 1);
    let mut part = &text[start..end];
    // The count: 三项, 20项, 等5个.
    let Some((unit, rest)) = part.split_last() else { return Vec::new() };
    if !matches!(unit, '项' | '个' | '条' | '类') {
        return Vec::new();
    }
    part = rest;
    let is_count = |c: &char| c.is_ascii_digit() || "一二两三四五六七八九十等共".contains(*c);
    let counted = part.iter().rposition(|c| !is_count(c)).map_or(0, |at| at + 1);
    // Without a count no list ends here; a name may end with one of the numerals only inside its quotes.
    if counted == part.len() {
        return Vec::new();
    }
    part = &part[..counted];
    let opening = OPENINGS
        .iter()
        .filter_map(|word| {
            let word: Vec<char> = word.chars().collect();
            part.windows(word.len()).rposition(|window| window == word).map(|at| at + word.len())
        })
        .max()
        .unwrap_or(0);
    let mut names = Vec::new();
    let (mut from, mut quoted) = (opening, false);
    for at in opening..=part.len() {
        match part.get(at) {
            Some('“') => quoted = true,
            Some('”') => quoted = false,
            _ => {}
        }
        let ends = match part.get(at) {
            None => true,
            Some('、') => !quoted,
            // 预算和财务管理 is one name: 和 parts names only after a closing quote.
            Some('和' | '及') => at > 0 && part[at - 1] == '”',
            _ => false,
        };
        if ends {
            let is_mark = |c: &char| matches!(c, '“' | '”') || c.is_whitespace();
            let (mut first, mut last) = (from, at);
            while first < last && is_mark(&part[first]) {
                first += 1;
            }
            while last > first && is_mark(&part[last - 1]) {
                last -= 1;
            }
            if last - first >= 3 {
                names.push((start + first, start + last));
            }
            from = at + 1;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let end = text.len() - 4;
        names_before(&text, 0, end).into_iter().map(|(from, to)| text[from..to].iter().collect()).collect()
    }

    #[test]
    fn reads_lists_with_and_without_quotes() {
        for (text, expected) in [
            (
                "投入管理指标细分为“工作目标管理”、“预算和财务管理”和“绩效管理”三项二级指标",
                vec!["工作目标管理", "预算和财务管理", "绩效管理"],
            ),
            (
                "预算执行率、工作任务科学性、完成率等20项三级指标",
                vec!["预算执行率", "工作任务科学性", "完成率"],
            ),
            ("产出指标设置“履职目标实现”两个二级指标", vec!["履职目标实现"]),
            ("我单位绩效共设置4个一级指标", vec![]),
            ("对照二级指标", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
