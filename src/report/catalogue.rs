//! The catalogue of rules, for reading and for programs.

use serde::Serialize;

use super::{Lang, json_text};
use crate::model::Severity;
use crate::rules::{CATALOGUE, Rule};

/// A level in words.
pub fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.choose("错误", "error"),
        Severity::Warning => lang.choose("提醒", "warning"),
        Severity::Info => lang.choose("提示", "info"),
    }
}

#[derive(Serialize)]
struct RuleJson {
    id: &'static str,
    title: &'static str,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'static str>,
}

impl RuleJson {
    fn new(rule: &Rule, lang: Lang) -> Self {
        Self {
            id: rule.id,
            title: lang.choose(rule.title, rule.title_en),
            severity: rule.severity,
            page: None,
        }
    }
}

/// The catalogue as a JSON array, or one rule with its page.
pub fn rules_json(rule: Option<&Rule>, lang: Lang) -> String {
    match rule {
        Some(rule) => json_text::document(&RuleJson {
            page: Some(lang.choose(rule.doc, rule.doc_en)),
            ..RuleJson::new(rule, lang)
        }),
        None => {
            let rules: Vec<_> = CATALOGUE.iter().map(|rule| RuleJson::new(rule, lang)).collect();
            json_text::document(&rules)
        }
    }
}

/// One rule's page: id and level, then 查什么, 为什么, 例, 怎么改, 依据.
pub fn rule_page(rule: &Rule, lang: Lang) -> String {
    let level = severity_word(rule.severity, lang);
    let head =
        lang.choose(format!("{}（{level}）", rule.id), format!("{} ({level}): {}", rule.id, rule.title_en));
    format!("{head}\n\n{}\n", lang.choose(rule.doc, rule.doc_en).trim_end())
}
