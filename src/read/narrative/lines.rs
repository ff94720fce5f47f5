//! Printed lines → paragraphs: a line break inside a sentence, a word or a number is the page's, not the writer's.

use std::borrow::Cow;

use crate::value::fold;

/// A line that reaches this share of the widest usual line, in percent, may go on in the next.
const FULL: usize = 75;

/// A line that ends a sentence goes on only if it reaches this share: a paragraph may end anywhere.
const BRIM: usize = 97;

/// Nearly full lines of a page reach this share.
const ALIKE: usize = 92;

/// One or two lines break off by chance: a title does.
const FEWEST: usize = 3;

/// Of so many lines of a page at least one breaks off.
const LEAST_BROKEN: usize = 5;

/// No page is narrower, in half-width letters.
const NARROWEST: usize = 30;

/// Paragraphs of the lines of a text, blank ones left out before.
///
/// Lines are joined where they are full and no heading begins; a text that keeps one paragraph a line has no full lines but
/// by chance, and those end with a full stop.
pub(super) fn joined(lines: &[&str]) -> Vec<String> {
    let wide = usual_width(lines);
    let is_wrapped = is_wrapped(lines, wide);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        match paragraphs.last_mut().filter(|_| goes_on && !begins_paragraph(line)) {
            Some(last) => join(last, line),
            None => paragraphs.push((*line).to_owned()),
        }
        let share = if ends_sentence(line) { BRIM } else { FULL };
        goes_on = is_wrapped && !announces(line) && width(line) * 100 >= wide * share;
    }
    paragraphs
}

/// The width that nine of ten lines keep to.
fn usual_width(lines: &[&str]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(|line| width(line)).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(0)
}

/// Whether the lines were broken to fit a page: many are as long as a page allows and end in the middle of a sentence.
fn is_wrapped(lines: &[&str], wide: usize) -> bool {
    let is_broken =
        |line: &&&str| width(line) * 100 >= wide * ALIKE && !ends_sentence(line) && !announces(line);
    let broken = lines.iter().filter(is_broken).count();
    wide >= NARROWEST && broken >= FEWEST && broken * LEAST_BROKEN >= lines.len()
}

/// In half-width letters; blanks are the printer's.
fn width(line: &str) -> usize {
    line.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['”', '’', '"', '）', ')']);
    bare.ends_with(['。', '；', '！', '？', ';'])
}

/// What follows a colon at a line's end is a list or a paragraph of its own.
fn announces(line: &str) -> bool {
    line.ends_with(['：', ':'])
}

/// Whether the line opens with a number that only headings and items have: 一、 （一） 1. 1、 （1） 第一章 附件.
fn begins_paragraph(line: &str) -> bool {
    let folded = fold(line);
    let is_numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let past = |text: &str, is_part: fn(char) -> bool| text.trim_start_matches(is_part).to_owned();
    if let Some(inner) = folded.strip_prefix('(') {
        let rest = inner.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit());
        return rest.len() < inner.len() && rest.starts_with(')');
    }
    if let Some(inner) = folded.strip_prefix('第') {
        let rest = inner.trim_start_matches(is_numeral);
        return rest.len() < inner.len() && rest.starts_with(['章', '部', '节']);
    }
    let rest = folded.trim_start_matches(is_numeral);
    if rest.len() < folded.len() {
        return rest.starts_with('、');
    }
    let rest = past(&folded, |c| c.is_ascii_digit());
    // 66.6% and 12、13 are numbers.
    let marked = rest.strip_prefix(['.', '、']);
    rest.len() < folded.len() && marked.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        || folded.starts_with("附件")
}

/// Words of Latin letters stay apart; everything else closes up.
fn join(text: &mut String, line: &str) {
    if text.ends_with(|c: char| c.is_ascii_alphabetic())
        && line.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        text.push(' ');
    }
    text.push_str(line);
}

/// The text on one line, with blanks only between Latin letters and numbers: `4 项` is `4项`.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.trim().chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_alphanumeric() && line.ends_with(|last: char| last.is_ascii_alphanumeric()) {
            line.push(' ');
        }
        line.push(c);
        gap = false;
    }
    line
}

/// The line without any blank and folded, as headings are compared.
pub(super) fn compact(line: &str) -> String {
    let folded: Cow<'_, str> = fold(line);
    folded.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(lines: &[&str]) -> Vec<String> {
        joined(lines).iter().map(|text| on_one_line(text)).collect()
    }

    #[test]
    fn joins_the_lines_of_a_printed_page() {
        let page = [
            "某单位2023年度自评报告",
            "一、基本情况",
            "（一）全年共开展巡查四十余次，覆盖全区各街道，督办问题4 项，取值范",
            "围与上年相同，全部按时办结，没有逾期；预算执行率全年累计达到了66.",
            "6%，其余资金已经按照规定交回财政部门，不再安排使用。其中：",
            "绩效管理工作按照上级统一部署开展，各项制度建立健全，全部得到执行，",
            "没有例外。",
            "2.下一步继续加强管理",
        ];
        assert_eq!(
            paragraphs(&page),
            [
                "某单位2023年度自评报告",
                "一、基本情况",
                "（一）全年共开展巡查四十余次，覆盖全区各街道，督办问题4项，取值范围与上年相同，全部按时办结，没有逾期；预算执行率全年累计达到了66.6%，其余资金已经按照规定交回财政部门，不再安排使用。其中：",
                "绩效管理工作按照上级统一部署开展，各项制度建立健全，全部得到执行，没有例外。",
                "2.下一步继续加强管理",
            ]
        );
    }

    #[test]
    fn keeps_one_paragraph_a_line_where_the_text_does() {
        let lines = [
            "甲局自评报告",
            "一、概况",
            "一段话在这里结束，长短不一。",
            "又是一段话，它在这里结束，比前一段要长一些，也有句号。",
        ];
        assert_eq!(paragraphs(&lines), lines);
    }

    #[test]
    fn tells_headings_from_numbers() {
        for (line, is) in [
            ("一、概况", true),
            ("（三）结果", true),
            ("（3）结果", true),
            ("1.结果", true),
            ("1．结果", true),
            ("2、结果", true),
            ("第二部分 结果", true),
            ("附件：自评表", true),
            ("66.6%，", false),
            ("12、13日", false),
            ("一般公共预算", false),
            ("285号）", false),
            ("（以下简称", false),
        ] {
            assert_eq!(begins_paragraph(line), is, "{line}");
        }
    }
}
