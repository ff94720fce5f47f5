//! Comparison signs and words: `≥`, 不低于, 以上.

use serde::Serialize;

/// How the actual value is to stand to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Comparator {
    /// `≥`, 不低于, 以上.
    #[serde(rename = "ge")]
    AtLeast,
    /// `>`, 大于, 超过.
    #[serde(rename = "gt")]
    MoreThan,
    /// `≤`, 不超过, 以内; before a deadline.
    #[serde(rename = "le")]
    AtMost,
    /// `<`, 小于, 低于.
    #[serde(rename = "lt")]
    LessThan,
    /// `=`.
    #[serde(rename = "eq")]
    Equal,
    /// None written; scored as `=`.
    #[serde(rename = "none")]
    None,
}

impl Comparator {
    /// 反向指标: less is better.
    pub fn is_reverse(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan)
    }

    /// The sign as printed on forms; empty for [`Comparator::None`].
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::Equal => "=",
            Self::None => "",
        }
    }

    /// The one comparison that a prefix and a suffix make together: `控制在…以内`; `None` where they contradict each
    /// other.
    pub(super) fn and(self, suffix: Self) -> Option<Self> {
        match (self, suffix) {
            (own, Self::None) => Some(own),
            (Self::None | Self::Equal, own) => Some(own),
            (own, other) => (own.is_reverse() == other.is_reverse()).then_some(own),
        }
    }
}

/// Signs and words before a number; the longest that fits is meant. Full-width signs are folded before.
const PREFIXES: [(&str, Comparator); 56] = [
    ("≥", Comparator::AtLeast),
    ("≧", Comparator::AtLeast),
    ("⩾", Comparator::AtLeast),
    ("≮", Comparator::AtLeast),
    (">=", Comparator::AtLeast),
    ("=>", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("≦", Comparator::AtMost),
    ("⩽", Comparator::AtMost),
    ("≯", Comparator::AtMost),
    ("<=", Comparator::AtMost),
    ("=<", Comparator::AtMost),
    (">", Comparator::MoreThan),
    ("<", Comparator::LessThan),
    ("=", Comparator::Equal),
    ("==", Comparator::Equal),
    ("═", Comparator::Equal),
    ("等于", Comparator::Equal),
    ("大于等于", Comparator::AtLeast),
    ("大于或等于", Comparator::AtLeast),
    ("高于等于", Comparator::AtLeast),
    ("高于或等于", Comparator::AtLeast),
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("不得低于", Comparator::AtLeast),
    ("不得少于", Comparator::AtLeast),
    ("至少", Comparator::AtLeast),
    ("最少", Comparator::AtLeast),
    ("小于等于", Comparator::AtMost),
    ("小于或等于", Comparator::AtMost),
    ("低于等于", Comparator::AtMost),
    ("低于或等于", Comparator::AtMost),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("不得超过", Comparator::AtMost),
    ("不得高于", Comparator::AtMost),
    ("不得大于", Comparator::AtMost),
    ("未超过", Comparator::AtMost),
    ("至多", Comparator::AtMost),
    ("最多", Comparator::AtMost),
    ("控制在", Comparator::AtMost),
    ("不晚于", Comparator::AtMost),
    ("不迟于", Comparator::AtMost),
    ("大于", Comparator::MoreThan),
    ("高于", Comparator::MoreThan),
    ("多于", Comparator::MoreThan),
    ("超过", Comparator::MoreThan),
    ("小于", Comparator::LessThan),
    ("低于", Comparator::LessThan),
    ("少于", Comparator::LessThan),
    ("不到", Comparator::LessThan),
    ("早于", Comparator::LessThan),
    ("控制在不超过", Comparator::AtMost),
];

const SUFFIXES: [(&str, Comparator); 11] = [
    ("及以上", Comparator::AtLeast),
    ("及其以上", Comparator::AtLeast),
    ("或以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("及以下", Comparator::AtMost),
    ("及其以下", Comparator::AtMost),
    ("或以下", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("范围内", Comparator::AtMost),
];

/// The comparison a text begins with, its own spelling, and the rest.
pub(super) fn prefix(text: &str) -> (Comparator, &str, &str) {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return (Comparator::None, "", text);
    }
    PREFIXES
        .iter()
        .filter(|(word, _)| text.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .map_or((Comparator::None, "", text), |(word, comparator)| (*comparator, *word, &text[word.len()..]))
}

/// The comparison a text ends with, and what stands before it. 内 alone ends a span of time: `30天内`.
pub(super) fn suffix(text: &str) -> (Comparator, &str) {
    let spelled = SUFFIXES.iter().filter(|(word, _)| text.ends_with(word)).max_by_key(|(word, _)| word.len());
    if let Some((word, comparator)) = spelled {
        return (*comparator, &text[..text.len() - word.len()]);
    }
    match text.strip_suffix('内') {
        Some(span) if span.ends_with(['天', '日', '时', '月', '年', '钟', '周', '秒']) => {
            (Comparator::AtMost, span)
        }
        _ => (Comparator::None, text),
    }
}
