//! Title, year and the label and entry pairs above the blocks.

use super::canvas::{Canvas, label, plain, text_entry, title};
use super::fitted::label_width;
use super::grid::{chunks, pair, span};
use crate::model::FormContent;
use crate::template::{Drawing, Span};
use crate::value::strip_blanks;
use crate::write::drawn::{DrawnCell, Role};

/// Where the profile has no line for the year.
const SUBTITLE: &str = "（    年度）";

/// Draws title, year and head; gives the row below them.
pub(super) fn draw_head(canvas: &mut Canvas, form: &Drawing, content: &FormContent) -> u32 {
    let whole = Span { first: 0, last: form.last_column() };
    let mut row = 0;
    // A form that has no title is told by its blocks, and stays without.
    if content.origin.is_none() || !content.title.is_empty() {
        let own = if content.title.is_empty() { &form.title } else { &content.title };
        canvas.put(&whole, row, title(own));
        row += 1;
    }
    if let Some(subtitle) = subtitle(form, content) {
        canvas.put(&whole, row, DrawnCell { role: Role::Subtitle, unlocked: true, ..plain(&subtitle) });
        row += 1;
    }
    let lines = lines(form, content);
    for line in lines.iter().filter(|line| !line.is_empty()) {
        draw_line(canvas, form, (line, &content.total_score), row);
        row += 1;
    }
    row
}

/// The line of the year, unless the title names it.
fn subtitle(form: &Drawing, content: &FormContent) -> Option<String> {
    let titled = content.fiscal_year.is_some_and(|year| content.title.contains(&format!("{year}年")));
    let is_read = content.origin.is_some();
    match content.fiscal_year {
        Some(_) if titled => None,
        None if form.subtitle.is_empty() || is_read && content.title.is_empty() => None,
        // Content by hand goes into the profile's form line by line.
        Some(_) if form.subtitle.is_empty() && !is_read => None,
        year if form.subtitle.is_empty() => Some(with_year(SUBTITLE, year)),
        year => Some(with_year(&form.subtitle, year)),
    }
}

/// Puts the year where the blanks before 年度 are.
fn with_year(subtitle: &str, year: Option<u16>) -> String {
    match (year, subtitle.split_once("年度")) {
        (Some(year), Some((before, after))) => format!("{}{year}年度{after}", before.trim_end()),
        _ => subtitle.to_owned(),
    }
}

/// A label and its entry, with their places if the profile's own form has them.
struct Pair<'c> {
    label: &'c str,
    entry: &'c str,
    at: Option<(&'c Span, &'c Span)>,
}

/// The lines of the head: the profile's own, then what else the content has; only what the content has, line by line,
/// where it says what the form it was read from looks like.
fn lines<'c>(form: &'c Drawing, content: &'c FormContent) -> Vec<Vec<Pair<'c>>> {
    let is_same = |one: &str, other: &str| strip_blanks(one) == strip_blanks(other);
    let drawn = || form.header.iter().flatten();
    let further = |(label, entry): &'c (String, String)| Pair { label, entry, at: None };
    let labels = content.header.iter().map(|(label, _)| label.as_str());
    if let Some(origin) = &content.origin
        && !drawn().map(|own| own.label.as_str()).eq(labels)
    {
        let mut lines: Vec<Vec<Pair<'_>>> = Vec::new();
        let mut last = None;
        for (at, entry) in content.header.iter().enumerate() {
            let row = origin.header_rows.get(at);
            match lines.last_mut() {
                Some(line) if row.is_some() && last == row => line.push(further(entry)),
                _ => lines.push(vec![further(entry)]),
            }
            last = row;
        }
        return lines;
    }
    let mut lines: Vec<Vec<Pair<'_>>> = Vec::new();
    for line in &form.header {
        let pairs = line.iter().map(|own| {
            let entry = content.header.iter().find(|(label, _)| is_same(label, &own.label));
            let entry = entry.map_or("", |(_, entry)| entry);
            Pair { label: &own.label, entry, at: Some((&own.label_at, &own.entry_at)) }
        });
        lines.push(pairs.collect());
    }
    let mut rest = content.header.iter().filter(|(label, _)| !drawn().any(|own| is_same(&own.label, label)));
    while let Some(first) = rest.next() {
        lines.push(std::iter::once(first).chain(rest.next()).map(further).collect());
    }
    lines
}

/// Draws one line; `total` is the total as stated, which may be one of the entries.
fn draw_line(canvas: &mut Canvas, form: &Drawing, (line, total): (&[Pair<'_>], &str), row: u32) {
    let places = chunks(&form.widths, 0, line.len(), 2);
    let last = line.len() - 1;
    for (at, (pair, place)) in line.iter().zip(&places).enumerate() {
        if !pair.label.is_empty() && total.len() > pair.entry.len() && total.starts_with(pair.label) {
            // 自评总分：98分, in one cell.
            canvas.put(place, row, text_entry(total));
        } else {
            draw_pair(canvas, form, pair, place, row, at == last);
        }
    }
}

fn draw_pair(canvas: &mut Canvas, form: &Drawing, own: &Pair<'_>, place: &Span, row: u32, is_last: bool) {
    let Pair { label: name, entry, at } = own;
    if name.is_empty() && is_last {
        let text = with_colon(entry);
        canvas.put(place, row, text_entry(&text));
        return;
    }
    // 单位：万元 says in which unit the amounts are, but only in one cell.
    if name.is_empty() || name.ends_with('位') && ["元", "万元"].iter().any(|unit| entry.starts_with(unit))
    {
        canvas.put(place, row, text_entry(&format!("{name}：{entry}")));
        return;
    }
    let (label_at, entry_at) = match at {
        Some((label_at, entry_at)) => ((*label_at).clone(), (*entry_at).clone()),
        None => pair(&form.widths, place, label_width(name)),
    };
    // 填报年度 alone on its line would be taken for the year's line.
    let is_year = entry.trim().is_empty() && name.ends_with(['年', '度']);
    let name = if is_year { format!("{name}：") } else { (*name).to_owned() };
    canvas.put(&label_at, row, label(&name));
    canvas.put(&entry_at, row, text_entry(entry));
}

/// The text of a cell that is read as an entry without label: one with a colon inside would be split there.
pub(super) fn with_colon(text: &str) -> String {
    let is_split = text.split_once(['：', ':']).is_some_and(|(_, rest)| !rest.trim().is_empty());
    if is_split { format!("：{text}") } else { text.to_owned() }
}

/// The whole width of the form.
pub(super) fn whole(form: &Drawing) -> Span {
    span(0, usize::from(form.last_column()))
}
