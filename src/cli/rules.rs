//! `ziping rules`.

use super::args::{RulesArgs, RulesFormat};
use super::console::Console;
use super::failure::Failure;
use super::suggest;
use super::wrap::{pad, width};
use crate::report::{Lang, Line, Tone, rule_page, rules_json, severity_word};
use crate::rules::CATALOGUE;

pub(super) fn run(args: &RulesArgs, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let rule = args.id.as_deref().map(|word| suggest::rule(word, lang)).transpose()?;
    match (args.format, rule) {
        (RulesFormat::Json, rule) => console.data(&rules_json(rule, lang))?,
        (RulesFormat::Text, Some(rule)) => console.data(&rule_page(rule, lang))?,
        (RulesFormat::Text, None) => console.lines(&list(lang))?,
    }
    Ok(0)
}

fn list(lang: Lang) -> Vec<Line> {
    let id_columns = CATALOGUE.iter().map(|rule| width(rule.id)).max().unwrap_or(0);
    let level_columns = lang.choose(4, 7);
    let mut lines: Vec<Line> = CATALOGUE
        .iter()
        .map(|rule| {
            let level = pad(severity_word(rule.severity, lang), level_columns);
            let title = lang.choose(rule.title, rule.title_en);
            Line::new(Tone::Plain, 0, &format!("{level}  {}  {title}", pad(rule.id, id_columns)))
        })
        .collect();
    let hint = lang.choose("某条规则的说明：ziping rules 编号", "one rule's page: ziping rules ID");
    lines.push(Line::new(Tone::Faint, 0, hint));
    lines
}
