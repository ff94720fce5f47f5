//! The catalogue of rules, for reading and for programs.

use serde::Serialize;

use super::{Lang, json_text};
use crate::model::{Level, Severity};
use crate::rules::{CATALOGUE, Rule};

/// A level in words.
pub fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.choose("错误", "error"),
        Severity::Warning => lang.choose("提醒", "warning"),
        Severity::Info => lang.choose("提示", "info"),
    }
}

/// A level of settings in words.
pub fn level_word(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Off => lang.choose("不查", "off"),
        Level::Info => severity_word(Severity::Info, lang),
        Level::Warning => severity_word(Severity::Warning, lang),
        Level::Error => severity_word(Severity::Error, lang),
    }
}

/// The level that settings give a rule, and where they say so.
#[derive(Debug, Clone)]
pub struct LevelInForce {
    /// The level.
    pub level: Level,
    /// Where: `ziping.toml:7`.
    pub from: String,
}

#[derive(Serialize)]
struct RuleJson {
    id: &'static str,
    title: &'static str,
    severity: Severity,
    /// Only where settings change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'static str>,
}

impl RuleJson {
    fn new(rule: &Rule, level: Option<&LevelInForce>, lang: Lang) -> Self {
        Self {
            id: rule.id,
            title: lang.choose(rule.title, rule.title_en),
            severity: rule.severity,
            level: level.map(|level| level.level),
            page: None,
        }
    }
}

/// The catalogue as a JSON array, or one rule with its page; `level` says which levels settings change.
pub fn rules_json(rule: Option<&Rule>, level: impl Fn(&Rule) -> Option<LevelInForce>, lang: Lang) -> String {
    match rule {
        Some(rule) => json_text::document(&RuleJson {
            page: Some(lang.choose(rule.doc, rule.doc_en)),
            ..RuleJson::new(rule, level(rule).as_ref(), lang)
        }),
        None => {
            let rules: Vec<_> =
                CATALOGUE.iter().map(|rule| RuleJson::new(rule, level(rule).as_ref(), lang)).collect();
            json_text::document(&rules)
        }
    }
}

/// One rule's page: id and level, then 查什么, 为什么, 例, 怎么改, 依据.
pub fn rule_page(rule: &Rule, level: Option<&LevelInForce>, lang: Lang) -> String {
    let usual = severity_word(rule.severity, lang);
    let level = match level {
        None => usual.to_owned(),
        Some(LevelInForce { level, from }) => {
            let word = level_word(*level, lang);
            lang.choose(
                format!("原为{usual}，按 {from} 为{word}"),
                format!("usually {usual}, {word} by {from}"),
            )
        }
    };
    let head =
        lang.choose(format!("{}（{level}）", rule.id), format!("{} ({level}): {}", rule.id, rule.title_en));
    format!("{head}\n\n{}\n", lang.choose(rule.doc, rule.doc_en).trim_end())
}
