//! What one clause states: a name, what is said of it, and the value.

use crate::value::{Kind, Measure, Points, parse_number};

/// What is said of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Said {
    /// 指标值, or a comparison sign.
    Target,
    /// 实际完成值.
    Actual,
    /// A percentage that nothing names: `专项资金细化率90%`.
    Percent,
    /// 达到 with a value, in running text.
    Reached,
    /// 得分.
    Score,
    /// 总分, 分值, 满分.
    Weight,
    /// Points that nothing names: `预算执行率10分`.
    Points,
    /// Words for a target or an actual value: nothing to compare, but a name to go on with.
    Words,
}

/// A clause taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spoken<'c> {
    /// What stands before: the name, perhaps with words around it; empty where the name was said before.
    pub(super) subject: &'c str,
    pub(super) said: Said,
    /// The word that says so; empty where none does.
    pub(super) word: &'static str,
    /// The value as written.
    pub(super) value: &'c str,
}

const WORDS: [(&str, Said); 44] = [
    ("年度指标值", Said::Target),
    ("年初指标值", Said::Target),
    ("全年指标值", Said::Target),
    ("预期指标值", Said::Target),
    ("计划指标值", Said::Target),
    ("指标值", Said::Target),
    ("年度目标值", Said::Target),
    ("年初目标值", Said::Target),
    ("预期目标值", Said::Target),
    ("目标值", Said::Target),
    ("年初目标", Said::Target),
    ("年度目标", Said::Target),
    ("预期目标", Said::Target),
    ("目标", Said::Target),
    ("计划值", Said::Target),
    ("预期值", Said::Target),
    ("全年实际完成值", Said::Actual),
    ("实际完成值", Said::Actual),
    ("实际完成", Said::Actual),
    ("完成值", Said::Actual),
    ("实际值", Said::Actual),
    ("综合得分", Said::Score),
    ("综合评分", Said::Score),
    ("总体得分", Said::Score),
    ("总得分", Said::Score),
    ("自评总得分", Said::Score),
    ("自评总分", Said::Score),
    ("评价总分", Said::Score),
    ("合计得分", Said::Score),
    ("最终得分", Said::Score),
    ("共得", Said::Score),
    ("自评得分", Said::Score),
    ("评价得分", Said::Score),
    ("实际得分", Said::Score),
    ("自评分数", Said::Score),
    ("自评分", Said::Score),
    ("得分", Said::Score),
    ("得", Said::Score),
    ("标准分值", Said::Weight),
    ("标准分", Said::Weight),
    ("分值", Said::Weight),
    ("满分", Said::Weight),
    ("权重", Said::Weight),
    ("总分", Said::Weight),
];

/// The words that only the whole form's score has.
pub(super) const TOTAL_WORDS: [&str; 11] = [
    "综合得分",
    "综合评分",
    "总体得分",
    "总得分",
    "自评总得分",
    "自评总分",
    "评价总分",
    "合计得分",
    "最终得分",
    "共得",
    "总分",
];

/// What the clause states; `None` where it states no value that can be read.
pub(super) fn spoken(clause: &str) -> Option<Spoken<'_>> {
    by_word(clause).or_else(|| by_sign(clause)).or_else(|| bare(clause)).or_else(|| in_words(clause))
}

fn by_word(clause: &str) -> Option<Spoken<'_>> {
    let mut found: Vec<(usize, &'static str, Said)> = WORDS
        .iter()
        .flat_map(|(word, said)| clause.match_indices(word).map(|(at, _)| (at, *word, *said)))
        .collect();
    // 年度目标完成率 is a name: the first word that a value follows counts.
    found.sort_by_key(|(at, word, _)| (*at, std::cmp::Reverse(word.len())));
    found.iter().find_map(|(at, word, said)| {
        let value = uncopulated(&clause[at + word.len()..]);
        let value = match said {
            Said::Score | Said::Weight => points_text(value)?,
            _ => measure_text(value)?,
        };
        Some(Spoken { subject: &clause[..*at], said: *said, word, value })
    })
}

/// `机制建设指标值健全`: the name is what counts.
fn in_words(clause: &str) -> Option<Spoken<'_>> {
    let at = ["年度指标值", "指标值", "目标值", "实际完成值", "完成值", "实际完成"]
        .iter()
        .filter_map(|word| clause.find(word))
        .min()
        .filter(|at| *at > 0)?;
    Some(Spoken { subject: &clause[..at], said: Said::Words, word: "", value: "" })
}

/// `政府采购执行率≥90%`.
fn by_sign(clause: &str) -> Option<Spoken<'_>> {
    let at = clause.find(['≥', '≤', '≧', '≦', '>', '<']).filter(|at| *at > 0)?;
    let value = measure_text(&clause[at..])?;
    Some(Spoken { subject: uncopulated_end(&clause[..at]), said: Said::Target, word: "", value })
}

/// `专项资金细化率90%`, `满意度15分`, `人大代表满意度达到99%`.
fn bare(clause: &str) -> Option<Spoken<'_>> {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let end = clause.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = clause[..end]
        .rfind(|c: char| !is_digit(c))
        .map_or(0, |at| at + clause[at..].chars().next().map_or(0, char::len_utf8));
    let (lead, value, unit) = (&clause[..start], &clause[start..], &clause[end..]);
    if lead.ends_with([
        '-', '~', '至', '到', '第', '约', '近', '扣', '减', '加', '失', '各', '每', '超', '.', '、',
    ]) && !lead.ends_with("达到")
    {
        return None;
    }
    let reached = ["达到了", "达到", "达"].iter().find_map(|word| lead.strip_suffix(word));
    let (subject, said) = match (unit, reached) {
        (_, Some(subject)) => (subject, Said::Reached),
        ("%", None) => (uncopulated_end(lead), Said::Percent),
        ("分", None) => (uncopulated_end(lead), Said::Points),
        _ => return None,
    };
    let value = if said == Said::Points { points_text(value)? } else { measure_text(value)? };
    (!subject.is_empty()).then_some(Spoken { subject, said, word: "", value })
}

fn uncopulated(mut text: &str) -> &str {
    while let Some(rest) =
        ["为", "是", "达到", "达", "共计", "共", ":"].iter().find_map(|word| text.strip_prefix(word))
    {
        text = rest;
    }
    text
}

fn uncopulated_end(text: &str) -> &str {
    text.trim_end_matches(['为', '是', '占', '共'])
}

/// The text if it is a number of points, `分` or not; what stands in brackets behind it is left out.
fn points_text(text: &str) -> Option<&str> {
    let text = text.split('(').next().unwrap_or(text);
    points(text).map(|_| text)
}

/// The points that a text states.
pub(super) fn points(text: &str) -> Option<Points> {
    parse_number(text.strip_suffix('分').unwrap_or(text)).map(Points::new)
}

fn measure_text(text: &str) -> Option<&str> {
    let text = text.split('(').next().unwrap_or(text);
    let measure = Measure::parse(text).ok()?;
    (measure.kind != Kind::Text).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_clauses_apart() {
        for (clause, subject, said, value) in [
            ("“三公经费”控制率指标值≤100%", "“三公经费”控制率", Said::Target, "≤100%"),
            ("预算执行率指标值为≥100%", "预算执行率", Said::Target, "≥100%"),
            ("实际完成值为66.6%", "", Said::Actual, "66.6%"),
            ("实际完成95%", "", Said::Actual, "95%"),
            ("实际完成520人", "", Said::Actual, "520人"),
            ("政府采购执行率≥90%", "政府采购执行率", Said::Target, "≥90%"),
            ("专项资金细化率90%", "专项资金细化率", Said::Percent, "90%"),
            ("年初目标为100%", "", Said::Target, "100%"),
            ("铺设供水管网目标48公里以上", "铺设供水管网", Said::Target, "48公里以上"),
            ("得分为7.4分", "", Said::Score, "7.4分"),
            ("自评得分为96.88", "", Said::Score, "96.88"),
            ("共得98分", "", Said::Score, "98分"),
            ("得10分(满分10分)", "", Said::Score, "10分"),
            ("总分30分", "", Said::Weight, "30分"),
            ("产出指标得分为25分", "产出指标", Said::Score, "25分"),
            ("满意度15分", "满意度", Said::Points, "15分"),
            ("使人大代表满意度达到99%", "使人大代表满意度", Said::Reached, "99%"),
            ("年度目标完成率指标值≥90%", "年度目标完成率", Said::Target, "≥90%"),
            ("机制建设指标值健全", "机制建设", Said::Words, ""),
            ("以上均达到指标值", "以上均达到", Said::Words, ""),
            ("人民代表大会召开时间指标值7月31日前", "人民代表大会召开时间", Said::Target, "7月31日前"),
        ] {
            let spoken = spoken(clause).expect(clause);
            assert_eq!((spoken.subject, spoken.said, spoken.value), (subject, said, value), "{clause}");
        }
    }

    #[test]
    fn leaves_alone_what_states_no_value() {
        for clause in [
            "得分率95%左右",
            "扣2分",
            "开展视察、调研、执法检查40余次",
            "形成自评结论",
            "根据评价标准",
            "实际完成情况良好",
            "失分原因是压减支出",
        ] {
            assert_eq!(spoken(clause), None, "{clause}");
        }
    }
}
