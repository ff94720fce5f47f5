//! `ziping rules`.

use super::args::{RulesArgs, RulesFormat};
use super::console::Console;
use super::failure::Failure;
use super::setup::{Setup, shown};
use super::suggest;
use super::wrap::{pad, width};
use crate::report::{Lang, LevelInForce, Line, Tone, level_word, rule_page, rules_json, severity_word};
use crate::rules::{CATALOGUE, Rule};

pub(super) fn run(args: &RulesArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let level = |rule: &Rule| {
        let set = setup.settings.levels.get(rule.id)?;
        let file = setup.file.as_deref().map(shown).unwrap_or_default();
        Some(LevelInForce { level: set.value, from: format!("{file}:{}", set.line) })
    };
    let rule = args.id.as_deref().map(|word| suggest::rule(word, lang)).transpose()?;
    match (args.format, rule) {
        (RulesFormat::Json, rule) => console.data(&rules_json(rule, level, lang))?,
        (RulesFormat::Text, Some(rule)) => console.data(&rule_page(rule, level(rule).as_ref(), lang))?,
        (RulesFormat::Text, None) => console.lines(&list(level, lang))?,
    }
    Ok(0)
}

fn list(level: impl Fn(&Rule) -> Option<LevelInForce>, lang: Lang) -> Vec<Line> {
    let id_columns = CATALOGUE.iter().map(|rule| width(rule.id)).max().unwrap_or(0);
    let level_columns = lang.choose(4, 7);
    let mut lines: Vec<Line> = CATALOGUE
        .iter()
        .map(|rule| {
            let usual = severity_word(rule.severity, lang);
            let (word, note) = match level(rule) {
                None => (usual, String::new()),
                Some(LevelInForce { level, from }) => (
                    level_word(level, lang),
                    lang.choose(format!("（原为{usual}，{from}）"), format!(" (usually {usual}; {from})")),
                ),
            };
            let (word, title) = (pad(word, level_columns), lang.choose(rule.title, rule.title_en));
            Line::new(Tone::Plain, 0, &format!("{word}  {}  {title}{note}", pad(rule.id, id_columns)))
        })
        .collect();
    let hint = lang.choose("某条规则的说明：ziping rules 编号", "one rule's page: ziping rules ID");
    lines.push(Line::new(Tone::Faint, 0, hint));
    lines
}
