//! An indicator row's name as rules and profiles know it.

use crate::value::{fold, is_placeholder, strip_blanks};

/// An indicator's name without its numbering; empty if there is nothing but numbering or dots.
pub fn own_name(label: &str) -> String {
    let text = strip_blanks(&fold(label)).into_owned();
    let own = without_numbering(&text);
    let says_nothing = is_placeholder(own) || own.chars().all(|c| matches!(c, '…' | '.' | '·' | '⋯'));
    if says_nothing { String::new() } else { own.to_owned() }
}

/// `指标1:`, `任务二、`, `(1)`, `1.` are numbering; 2022年 and 3.5万 are not.
fn without_numbering(text: &str) -> &str {
    let rest = ["指标", "任务", "目标"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    if let Some((number, own)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && !number.is_empty()
        && number.chars().all(is_number)
    {
        return own.strip_prefix([':', '、', '.']).unwrap_or(own);
    }
    let own = rest.trim_start_matches(is_number).strip_prefix([':', '、', '.']);
    own.filter(|own| !own.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_numbering_out() {
        for (label, own) in [
            ("指标1：完成改造", "完成改造"),
            ("指标 2:", ""),
            ("指标1:/", ""),
            ("……", ""),
            ("（1）培训 人数", "培训人数"),
            ("3、施用配方肥", "施用配方肥"),
            ("一、示范区", "示范区"),
            ("2022年人代会召开", "2022年人代会召开"),
            ("3.5万亩造林", "3.5万亩造林"),
            ("一次性补助", "一次性补助"),
            ("指标完成率", "指标完成率"),
        ] {
            assert_eq!(own_name(label), own, "{label}");
        }
    }
}
