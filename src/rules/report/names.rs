//! Names in a report → rows and groups of the form.

use crate::model::{EvaluationForm, Field, FundingRow, IndicatorRow};
use crate::score::level1_name;
use crate::value::{CellRef, fold};

/// What a name means.
#[derive(Debug, Clone)]
pub(in crate::rules) enum Meant<'f> {
    /// An indicator.
    Row(&'f IndicatorRow),
    /// A level-1 or level-2 group.
    Group(Group<'f>),
    /// The budget's execution in the form's head.
    Budget(&'f FundingRow),
    /// The form as a whole.
    Whole,
}

impl Meant<'_> {
    /// Its label on the form.
    pub(super) fn label(&self) -> String {
        let text = match self {
            Self::Row(row) => row.label(),
            Self::Group(group) => &group.label.text,
            Self::Budget(_) => "预算执行率",
            Self::Whole => "总分",
        };
        text.split_whitespace().collect()
    }
}

/// The rows under one label.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Group<'f> {
    pub(in crate::rules) level: u8,
    pub(in crate::rules) label: &'f Field<String>,
    pub(in crate::rules) rows: Vec<&'f IndicatorRow>,
}

/// A name on the form.
pub(in crate::rules) struct Named<'f> {
    plain: String,
    /// As it reads on the form.
    pub(in crate::rules) shown: String,
    /// Where it reads so.
    pub(in crate::rules) at: CellRef,
    pub(in crate::rules) meant: Meant<'f>,
}

impl Named<'_> {
    /// 1, 2 or 3.
    pub(super) fn level(&self) -> Option<u8> {
        match &self.meant {
            Meant::Row(_) => Some(3),
            Meant::Group(group) => Some(group.level),
            Meant::Budget(_) | Meant::Whole => None,
        }
    }
}

/// Every name on the form.
pub(super) struct Names<'f>(Vec<Named<'f>>);

/// The same name, in hundredths.
pub(in crate::rules) const SAME: u32 = 100;

/// Below this a name is another one.
const NEAR: u32 = 60;

/// No name on a form is longer.
const LONGEST: usize = 60;

/// Words before a name that are none of it, once all of the text is no name.
const BEFORE: [&str; 22] = [
    "其中",
    "同时",
    "此外",
    "使",
    "一级指标",
    "二级指标",
    "三级指标",
    "我单位",
    "本单位",
    "我局",
    "该单位",
    "本年度",
    "全年",
    "年度",
    "本年",
    "其",
    "和",
    "以及",
    "及",
    "绩效指标",
    "指标",
    "部门",
];

/// Words after a name that are none of it.
const AFTER: [&str; 8] =
    ["指标完成情况分析", "完成情况分析", "情况分析", "指标完成情况", "完成情况", "得分情况", "情况", "分析"];

impl<'f> Names<'f> {
    pub(super) fn of(form: &'f EvaluationForm) -> Self {
        let mut names: Vec<Named<'f>> = Vec::new();
        let mut groups: Vec<(String, Group<'f>)> = Vec::new();
        for row in form.filled_indicators() {
            let level1 = row.level1.as_ref().filter(|label| !label.is_empty());
            let level2 = row.level2.as_ref().filter(|label| !label.is_empty());
            let outer = level1.map(|label| level1_name(&label.text)).unwrap_or_default();
            for (level, label) in [(1, level1), (2, level2)] {
                let Some(label) = label else { continue };
                let key =
                    format!("{level}{outer}{}", if level == 2 { plain(&label.text) } else { String::new() });
                match groups.iter_mut().find(|(own, _)| *own == key) {
                    Some((_, group)) => group.rows.push(row),
                    None => groups.push((key, Group { level, label, rows: vec![row] })),
                }
            }
            if let Some(label) = row.level3.as_ref().filter(|label| !label.is_empty()) {
                names.push(named(&label.text, label.at, Meant::Row(row)));
            }
        }
        for (_, group) in groups {
            names.push(named(&level1_name(&group.label.text), group.label.at, Meant::Group(group)));
        }
        if let Some(row) = form.budget_row() {
            let at = row.execution_rate.as_ref().map_or(row.name.at, |field| field.at);
            for name in ["预算执行率", "预算执行", "部门预算执行率", "预算执行得分"] {
                names.push(named(name, at, Meant::Budget(row)));
            }
        }
        names.retain(|name| !name.plain.is_empty());
        Self(names)
    }

    /// All that bear exactly this name.
    pub(super) fn exact(&self, name: &str) -> Vec<&Named<'f>> {
        for text in spellings(name) {
            let same: Vec<&Named<'f>> = self.0.iter().filter(|own| own.plain == text).collect();
            if !same.is_empty() {
                return same;
            }
        }
        Vec::new()
    }

    /// The one whose name is nearest, and how near, in hundredths; `None` where no other is that near and it is near enough.
    pub(super) fn nearest(
        &self,
        name: &str,
        wanted: impl Fn(&Named<'f>) -> bool,
    ) -> Option<(&Named<'f>, u32)> {
        let texts = spellings(name);
        let mut near: Vec<(u32, &Named<'f>)> = self
            .0
            .iter()
            .filter(|own| wanted(own))
            .map(|own| (texts.iter().map(|text| likeness(text, &own.plain)).max().unwrap_or(0), own))
            .filter(|(likeness, _)| *likeness >= NEAR)
            .collect();
        near.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
        match near.as_slice() {
            [(best, _), (second, _), ..] if best == second => None,
            [(best, own), ..] => Some((own, *best)),
            [] => None,
        }
    }
}

fn named<'f>(text: &str, at: CellRef, meant: Meant<'f>) -> Named<'f> {
    let shown = text.split_whitespace().collect::<String>();
    Named { plain: plain(text), shown, at, meant }
}

/// A name as it is compared: folded, without blanks, quotes and numbering, and without 指标 and 情况 at its end.
fn plain(name: &str) -> String {
    let folded = fold(name);
    let letters: String =
        folded.chars().filter(|c| !c.is_whitespace() && !"“”‘’\"'《》「」()[]·".contains(*c)).collect();
    let name = unnumbered(&letters);
    let name = name.strip_suffix("情况").unwrap_or(name);
    match name.strip_suffix("指标") {
        Some(bare) if !bare.is_empty() => bare.to_owned(),
        _ => name.to_owned(),
    }
}

/// The text without `指标1:`, `1.`, `(1)`, `①` or `一是` before it.
pub(super) fn unnumbered(text: &str) -> &str {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numeral =
        |text: &str| text.len() - text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c)).len();
    if let Some(rest) = ["指标", "任务", "目标"].iter().find_map(|word| text.strip_prefix(word)) {
        let rest = &rest[digits(rest).max(numeral(rest))..];
        if let Some(rest) = rest.strip_prefix([':', '.', '、']) {
            return rest;
        }
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let count = digits(inner).max(numeral(inner));
    let rest = &inner[count..];
    if count > 0 {
        for mark in [")", ".", "、", "是"] {
            if let Some(rest) =
                rest.strip_prefix(mark).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
            {
                return rest;
            }
        }
    }
    text.trim_start_matches(|c: char| ('①'..='⑳').contains(&c))
}

/// The ways to read a name out of a text: all of it, and less and less of the words around it.
fn spellings(text: &str) -> Vec<String> {
    let text = unnumbered(text);
    let mut texts = vec![plain(text)];
    let mut rest = text;
    while let Some(shorter) =
        BEFORE.iter().find_map(|word| rest.strip_prefix(word)).or_else(|| past_year(rest))
    {
        rest = shorter;
        texts.push(plain(rest));
    }
    for word in AFTER {
        if let Some(shorter) = rest.strip_suffix(word) {
            texts.push(plain(shorter));
            break;
        }
    }
    // A name in quotes with words around it.
    if let Some((_, inner)) = text.split_once('“')
        && let Some((inner, "")) = inner.split_once('”')
    {
        texts.push(plain(inner));
    }
    texts.retain(|text| !text.is_empty() && text.chars().nth(LONGEST).is_none());
    texts.dedup();
    texts
}

/// What follows `2022年` or `2022年度`.
fn past_year(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix('年').filter(|_| text.len() - rest.len() == 4)?;
    Some(rest.strip_prefix('度').unwrap_or(rest))
}

/// How much of both texts is common, in order, in hundredths.
fn likeness(one: &str, other: &str) -> u32 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.is_empty() || other.is_empty() || one.len() > LONGEST || other.len() > LONGEST {
        return 0;
    }
    let mut row = vec![0_u32; other.len() + 1];
    for a in &one {
        let mut diagonal = 0;
        for (at, b) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    let common = row.last().copied().unwrap_or(0);
    let letters = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    common * 200 / letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_through_the_words_around_them() {
        for (text, name) in [
            ("“三公经费”控制率", "“三公经费”控制率"),
            ("一级指标预算执行率", "预算执行率"),
            ("一级指标投入管理指标", "投入管理指标"),
            ("(1)指标1:培训人数", "培训人数"),
            ("使人大代表满意度", "人大代表满意度"),
            ("1.投入管理指标情况分析", "投入管理"),
            ("履职效益情况", "履职效益"),
            ("2022年培训人数", "培训人数"),
        ] {
            assert!(spellings(text).contains(&plain(name)), "{text}: {:?}", spellings(text));
        }
    }

    #[test]
    fn names_that_begin_with_a_filler_are_read_whole_first() {
        assert_eq!(spellings("绩效指标合理性")[0], "绩效指标合理性");
        assert_eq!(spellings("年度履职目标相关性")[0], "年度履职目标相关性");
    }

    #[test]
    fn measures_how_alike_two_names_are() {
        for (one, other, percent) in [
            ("重点任务完成", "重点工作任务完成", 85),
            ("人大代表会议开展次数", "人民代表大会开展次数", 80),
            ("区人大代表履职活动正常运转", "人大代表履职活动正常运转", 96),
            ("培训人数", "培训人数", SAME),
            ("", "培训人数", 0),
        ] {
            assert_eq!(likeness(one, other), percent, "{one} {other}");
        }
    }
}
