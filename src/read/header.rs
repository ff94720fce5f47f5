//! The head of a form: title, year, unit, and the label and entry pairs above its blocks.

use super::blocks::{Segment, line_at};
use super::grid::{Cell, CellValue};
use super::labels::UNIT_LABELS;
use super::page::{Line, Page};
use super::vocabulary::folded;
use crate::model::{FormKind, HeaderEntry};
use crate::value::CellRef;

/// A longer text is an entry, in characters.
const LONGEST_LABEL: usize = 12;

/// How labels of the head end.
const LABEL_ENDINGS: [&str; 23] = [
    "名称",
    "部门",
    "单位",
    "负责人",
    "联系人",
    "电话",
    "处室",
    "编码",
    "代码",
    "类别",
    "属性",
    "类型",
    "年度",
    "时间",
    "日期",
    "总分",
    "等级",
    "个数",
    "审核人",
    "经办人",
    "填表人",
    "填报人",
    "复核人",
];

/// What the lines above the first block say.
pub(super) struct Header {
    pub(super) entries: Vec<HeaderEntry>,
    pub(super) fiscal_year: Option<u16>,
    pub(super) unit_name: Option<String>,
    pub(super) kind: FormKind,
}

pub(super) fn read(page: &Page<'_>, segment: &Segment<'_>) -> Header {
    let title = segment.title.map_or("", |cell| cell.text.as_str());
    let first = if segment.title.is_some() { segment.first + 1 } else { segment.first };
    let end = segment.blocks.first().map_or(segment.end, |block| block.first);
    let last_col = page.last_col;
    let mut fiscal_year = year_in(title);
    let mut entries = Vec::new();
    for line in (first..end).filter_map(|at| line_at(page, at)) {
        if let Some(cell) = page.lone(line).filter(|cell| is_year_line(&cell.text)) {
            fiscal_year = fiscal_year.or_else(|| year_in(&cell.text));
            continue;
        }
        read_line(page, line, last_col, &mut entries);
    }
    let labels: Vec<String> = entries.iter().map(|entry: &HeaderEntry| folded(&entry.label)).collect();
    let labelled = |wanted: &str| {
        labels.iter().zip(&entries).find(|(label, entry)| {
            (*label == wanted || without_brackets(label) == wanted) && !entry.text.trim().is_empty()
        })
    };
    let unit_name =
        UNIT_LABELS.iter().find_map(|label| labelled(label)).map(|(_, entry)| entry.text.trim().to_owned());
    let year_entry =
        labels.iter().zip(&entries).find(|(label, _)| label.contains("年度") || label.contains("年份"));
    fiscal_year =
        fiscal_year.or_else(|| year_entry.and_then(|(_, entry)| year_in(&format!("{}年", entry.text))));
    let kind = kind(title, &labels);
    Header { entries, fiscal_year, unit_name, kind }
}

/// The labels of a line with the entries beside them; what has none stands without a label.
pub(super) fn read_line(page: &Page<'_>, line: Line, last_col: u16, entries: &mut Vec<HeaderEntry>) {
    let mut free_from = 0;
    for (cell, _) in page.cells(line) {
        let text = cell.text.trim();
        if text.is_empty() || cell.at.col < free_from {
            continue;
        }
        // `单位：万元` in one cell carries its own entry, `填报单位：甲局　填报日期：3月1日` two of them.
        let pairs = pairs_in(text);
        if !pairs.is_empty() {
            entries.extend(pairs.into_iter().map(|(label, text)| HeaderEntry {
                label: label.to_owned(),
                at: cell.at,
                text: text.to_owned(),
            }));
            continue;
        }
        let label = text.trim_end_matches(['：', ':']).trim_end().to_owned();
        let Some(at) = entry_of(page, line, cell, last_col) else {
            entries.push(HeaderEntry { label: String::new(), at: cell.at, text: cell.text.clone() });
            continue;
        };
        // A cell that ends in a colon, or has one with its entry, is a label itself.
        let is_label = |other: &Cell| text.ends_with(['：', ':']) && other.text.contains(['：', ':']);
        if page.cell(at).is_some_and(is_label) {
            entries.push(HeaderEntry { label, at: cell.at, text: String::new() });
            continue;
        }
        let text = page.cell(at).map_or_else(String::new, shown);
        free_from = page.end_col(at).saturating_add(1);
        entries.push(HeaderEntry { label, at, text });
    }
}

/// The labels and entries that one text holds; none if it is but a label, or has no colon.
fn pairs_in(text: &str) -> Vec<(&str, &str)> {
    // A further label begins after white space or another label's colon, and reads as one up to its own colon.
    let mut starts = vec![0];
    for (at, _) in text.match_indices(['：', ':']) {
        let before = &text[..at];
        let ends = before.char_indices().rev().find(|(_, c)| c.is_whitespace() || matches!(c, '：' | ':'));
        let start = ends.map_or(0, |(end, c)| end + c.len_utf8());
        if start > 0 && reads_as_label(&text[start..at]) {
            starts.push(start);
        }
    }
    starts.push(text.len());
    let pair = |span: &[usize]| {
        let (label, entry) = text.get(span[0]..span[1])?.split_once(['：', ':'])?;
        Some((label.trim(), entry.trim()))
    };
    let pairs: Vec<(&str, &str)> = starts.windows(2).filter_map(pair).collect();
    if pairs.iter().all(|(_, entry)| entry.is_empty()) && pairs.len() < 2 { Vec::new() } else { pairs }
}

/// What an entry shows; a long code kept as a number, shown as 1.5E+11, with all its digits, as it has no other field to hold
/// them.
fn shown(entry: &Cell) -> String {
    match entry.value {
        CellValue::Number(number) if entry.text.contains("E+") => number.normalize().to_string(),
        _ => entry.text.clone(),
    }
}

/// The cell of a label's entry: the next one, or, where blank cells lie between, the next that holds something and is no
/// label; `None` at the form's right edge.
fn entry_of(page: &Page<'_>, line: Line, label: &Cell, last_col: u16) -> Option<CellRef> {
    let col = page.end_col(label.at).checked_add(1).filter(|col| *col <= last_col)?;
    let next = page.master(CellRef::new(line.row, col));
    let is_blank = page.cell(next).is_none_or(|cell| cell.text.trim().is_empty());
    // A merged block is the place of an entry even while it is empty.
    if !is_blank || page.merge_at(next).is_some() || !reads_as_label(&label.text) {
        return Some(next);
    }
    let further =
        page.cells(line).map(|(cell, _)| cell).find(|cell| cell.at.col > col && !cell.text.trim().is_empty());
    Some(further.filter(|cell| !reads_as_label(&cell.text)).map_or(next, |cell| cell.at))
}

/// 填报单位 of `填报单位(盖章)`.
fn without_brackets(label: &str) -> &str {
    label.split_once('(').filter(|(_, rest)| rest.ends_with(')')).map_or(label, |(name, _)| name)
}

/// Whether a text of the head reads as a label: 实施单位, 项目负责人, 联系电话.
fn reads_as_label(text: &str) -> bool {
    let key = folded(text);
    let name = without_brackets(key.trim_end_matches(':'));
    name.chars().count() <= LONGEST_LABEL && LABEL_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// `（2022年度）`, `( 2021 年)`, `（    年度）`.
fn is_year_line(text: &str) -> bool {
    let key = folded(text);
    let inner = key.trim_start_matches('(').trim_end_matches(')');
    inner.ends_with("年度") || inner.ends_with('年')
}

/// The first `20xx年` of a text, `二〇二二年` included.
fn year_in(text: &str) -> Option<u16> {
    let key: String = folded(text).chars().map(|c| chinese_digit(c).unwrap_or(c)).collect();
    key.match_indices('年').find_map(|(at, _)| {
        let digits = key.get(at.checked_sub(4)?..at)?;
        let begins = !key.get(..at - 4)?.ends_with(|c: char| c.is_ascii_digit());
        digits.parse().ok().filter(|year| begins && (1990..=2199).contains(year))
    })
}

/// The digit that a Chinese numeral of a year stands for.
fn chinese_digit(c: char) -> Option<char> {
    let digit = "〇一二三四五六七八九"
        .chars()
        .position(|own| own == c)
        .or(matches!(c, '○' | '零' | 'Ｏ').then_some(0))?;
    char::from_digit(u32::try_from(digit).ok()?, 10)
}

fn kind(title: &str, labels: &[String]) -> FormKind {
    let title = folded(title);
    // Of 绩效目标自评表 only those of a single project are no transfer forms.
    if title.contains("转移支付")
        || (title.contains("绩效目标自评") && !title.contains("项目绩效目标自评"))
        || labels.iter().any(|label| label.contains("转移支付"))
    {
        FormKind::Transfer
    } else if title.contains("整体") || (title.contains("部门") && !title.contains("项目")) {
        FormKind::Department
    } else {
        FormKind::Project
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_a_line_into_its_labels() {
        for (text, pairs) in [
            ("单位：万元", &[("单位", "万元")][..]),
            (
                "填报单位（盖章）：甲局　　填报日期：3月1日",
                &[("填报单位（盖章）", "甲局"), ("填报日期", "3月1日")],
            ),
            (
                "填表人：   联系电话：   填表日期：  年 月 日",
                &[("填表人", ""), ("联系电话", ""), ("填表日期", "年 月 日")],
            ),
            ("填表人：审核人：甲", &[("填表人", ""), ("审核人", "甲")]),
            ("填表人：联系电话：0371", &[("填表人", ""), ("联系电话", "0371")]),
            ("说明：共两项 其一：修路", &[("说明", "共两项 其一：修路")]),
            ("项目名称：", &[]),
            ("甲局", &[]),
        ] {
            assert_eq!(pairs_in(text), pairs, "{text}");
        }
    }

    #[test]
    fn finds_the_year() {
        for (text, year) in [
            ("2022年度项目支出绩效自评表", Some(2022)),
            ("（２０２１ 年度）", Some(2021)),
            ("某县2020年", Some(2020)),
            ("二〇二二年度自评表", Some(2022)),
            ("二○一九年", Some(2019)),
            ("（    年度）", None),
            ("120220年", None),
            ("年", None),
        ] {
            assert_eq!(year_in(text), year, "{text}");
        }
    }

    #[test]
    fn tells_the_families_apart() {
        let of = |title| kind(title, &[]);
        assert_eq!(of("部门整体自评表"), FormKind::Department);
        assert_eq!(of("某卫生院整体支出绩效自评表"), FormKind::Department);
        assert_eq!(of("部门预算项目支出绩效自评表"), FormKind::Project);
        assert_eq!(of("2022年度共享工程项目自评表"), FormKind::Project);
        assert_eq!(of("专项资金绩效目标自评表"), FormKind::Transfer);
        assert_eq!(kind("自评表", &["转移支付(项目)名称".to_owned()]), FormKind::Transfer);
    }
}
