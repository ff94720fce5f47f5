//! The body of a document: its tables, and of its paragraphs those that belong to one.

use super::columns::Stack;
use super::text::read_paragraph;
use super::{SHEET, is_wrapper, table};
use crate::package::Markup;
use crate::read::blocks::names_form;
use crate::read::error::ReadError;
use crate::read::open::tally::Tally;

/// How many paragraphs belong to a table on either side of it.
const NEAR: usize = 8;

/// No title, unit or date line before a table is longer; the report that the table stands in is.
const LONGEST_BEFORE: usize = 80;

/// No note or signature after a table is longer.
const LONGEST_AFTER: usize = 300;

/// What of a document is looked at, in its order.
pub(super) enum Part {
    Line(String),
    Tables(Stack),
}

/// Reads the document from its outermost element on.
pub(super) fn read(xml: &mut Markup<'_>, tally: &mut Tally) -> Result<Vec<Part>, ReadError> {
    let mut body = Body { parts: Vec::new(), waiting: Vec::new(), tally };
    xml.root()?;
    while let Some(part) = xml.element()? {
        if part.name() == "body" {
            body.read_blocks(xml)?;
        } else {
            xml.skip()?;
        }
    }
    body.place_waiting(false)?;
    Ok(body.parts)
}

struct Body<'a> {
    parts: Vec<Part>,
    /// The paragraphs since the last table that are not empty: the first and the last few.
    waiting: Vec<String>,
    tally: &'a mut Tally,
}

impl Body<'_> {
    fn read_blocks(&mut self, xml: &mut Markup<'_>) -> Result<(), ReadError> {
        while let Some(block) = xml.element()? {
            match block.name() {
                "p" => {
                    let mut text = String::new();
                    read_paragraph(xml, &mut text)?;
                    let text = text.trim();
                    if !text.is_empty() {
                        self.waiting.push(text.to_owned());
                    }
                    // Too far from the table before and from any table to come.
                    if self.waiting.len() > 2 * NEAR {
                        self.waiting.remove(NEAR);
                    }
                }
                "tbl" => {
                    let table = table::read(xml, self.tally)?;
                    self.add(table)?;
                }
                name if is_wrapper(name) => self.read_blocks(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn add(&mut self, table: table::Table) -> Result<(), ReadError> {
        self.tally.take(1, SHEET)?;
        let follows = self.waiting.is_empty();
        self.place_waiting(true)?;
        let rest = match self.parts.last_mut() {
            Some(Part::Tables(stack)) if follows => stack.join(table),
            _ => Some(table),
        };
        self.parts.extend(rest.map(|table| Part::Tables(Stack::new(table))));
        Ok(())
    }

    /// Keeps those of the waiting paragraphs that belong to the table before or to the one that comes.
    fn place_waiting(&mut self, table_comes: bool) -> Result<(), ReadError> {
        let waiting = std::mem::take(&mut self.waiting);
        let before = if table_comes { first_before(&waiting) } else { waiting.len() };
        let after = if self.parts.is_empty() { 0 } else { end_after(&waiting, before) };
        for (at, text) in waiting.into_iter().enumerate() {
            if at < after || at >= before {
                self.tally.take(1, SHEET)?;
                self.tally.take_text(text.len(), SHEET)?;
                self.parts.push(Part::Line(text));
            }
        }
        Ok(())
    }
}

/// The first of the paragraphs right before a table that belong to it.
fn first_before(paragraphs: &[String]) -> usize {
    let (mut first, mut titled) = (paragraphs.len(), false);
    for text in paragraphs.iter().rev().take(NEAR) {
        let is_named = names_form(text);
        // Above the title of a form, what names one again is a heading of the report around it.
        if is_longer(text, LONGEST_BEFORE) || text.ends_with(['。', '；']) || titled && is_named {
            break;
        }
        titled |= is_named && text.contains('表');
        first -= 1;
    }
    first
}

/// Where the paragraphs right after a table end that belong to it; a title from `before` on is the next table's.
fn end_after(paragraphs: &[String], before: usize) -> usize {
    let is_other = |(at, text): (usize, &String)| {
        is_longer(text, LONGEST_AFTER) || at >= before && names_form(text) && text.contains('表')
    };
    paragraphs.iter().take(NEAR).enumerate().position(is_other).unwrap_or(paragraphs.len().min(NEAR))
}

fn is_longer(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn the_lines_before_a_table_end_at_the_report_above_it() {
        let long = "长".repeat(81);
        for (paragraphs, kept) in [
            (vec!["附件1", "项目支出绩效自评表", "（2023年度）"], 3),
            (vec!["工作已全部完成。", "附件1", "项目支出绩效自评表"], 2),
            (vec!["工作已完成；", "项目支出绩效自评表"], 1),
            (vec![&long, "项目支出绩效自评表"], 1),
            (vec!["绩效自评情况", "附件1", "项目支出绩效自评表", "单位：万元"], 3),
            (vec!["一", "二", "三", "四", "五", "六", "七", "八", "九"], 8),
            (vec![], 0),
        ] {
            assert_eq!(paragraphs.len() - first_before(&texts(&paragraphs)), kept, "{paragraphs:?}");
        }
    }

    #[test]
    fn the_lines_after_a_table_end_at_the_next_title() {
        let long = "长".repeat(301);
        for (paragraphs, before, kept) in [
            (vec!["注：得分保留两位小数。", "填报人：某某"], 2, 2),
            (vec!["注：一", &long, "注：二"], 3, 1),
            (vec!["填报人：某某", "部门整体绩效自评表", "单位：万元"], 1, 1),
            (vec!["一", "二", "三", "四", "五", "六", "七", "八", "九"], 9, 8),
        ] {
            assert_eq!(end_after(&texts(&paragraphs), before), kept, "{paragraphs:?}");
        }
    }
}
