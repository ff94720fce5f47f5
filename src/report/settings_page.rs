//! The settings in force and where each is from.

use std::collections::BTreeMap;

use serde::Serialize;

use super::limit_name;
use super::{Lang, Line, Tone, json_text, level_word, scope_text, severity_word};
use crate::budget::Limit;
use crate::model::{Level, Severity, Waiver};
use crate::rules::rule;
use crate::settings::{Settings, Threshold};

/// The settings of a run.
#[derive(Debug, Clone)]
pub struct InForce<'s> {
    /// The file they are from, as it is to be shown.
    pub file: Option<String>,
    /// Whether `--config` named it.
    pub is_named: bool,
    /// What it sets.
    pub settings: &'s Settings,
    /// Whether the language was given by `--lang`.
    pub lang_by_flag: bool,
}

/// Where a value is from.
#[derive(Debug, Clone, Copy)]
enum Origin {
    Flag(&'static str),
    Line(usize),
    Default,
}

#[derive(Serialize)]
struct Document<'s> {
    schema: &'static str,
    file: Option<&'s str>,
    profile: Value<Option<&'s str>>,
    lang: Value<&'static str>,
    fail_on: Value<Severity>,
    levels: Vec<LevelJson<'s>>,
    signals: BTreeMap<&'static str, Value<u32>>,
    limits: BTreeMap<&'static str, Value<u32>>,
    waivers: Vec<WaiverJson<'s>>,
}

#[derive(Serialize)]
struct Value<T> {
    value: T,
    origin: String,
}

#[derive(Serialize)]
struct LevelJson<'s> {
    rule: &'s str,
    level: Level,
    usual: Option<Severity>,
    origin: String,
}

#[derive(Serialize)]
struct WaiverJson<'s> {
    rule: &'s str,
    #[serde(flatten)]
    waiver: &'s Waiver,
    scope: String,
}

impl InForce<'_> {
    /// A line of the file in words; the line alone says little where the file has another name.
    fn words(&self, origin: Origin, lang: Lang) -> String {
        let file = self.file.as_deref().unwrap_or_default();
        match origin {
            Origin::Flag(flag) => flag.to_owned(),
            Origin::Line(line) => lang.choose(format!("{file} 第 {line} 行"), format!("{file}, line {line}")),
            Origin::Default => lang.choose("默认", "default").to_owned(),
        }
    }

    fn profile(&self) -> (Option<&str>, Origin) {
        let set = self.settings.profile.as_ref();
        set.map_or((None, Origin::Default), |set| (Some(set.value.as_str()), Origin::Line(set.line)))
    }

    fn lang(&self, lang: Lang) -> (&'static str, Origin) {
        let set = self.settings.lang.map_or(Origin::Default, |set| Origin::Line(set.line));
        let origin = if self.lang_by_flag { Origin::Flag("--lang") } else { set };
        (lang.choose("zh", "en"), origin)
    }

    fn threshold(&self, threshold: Threshold) -> (u32, Origin) {
        let set = self.settings.signals.get(&threshold);
        set.map_or((threshold.usual(), Origin::Default), |set| (set.value, Origin::Line(set.line)))
    }

    fn limit(&self, limit: Limit) -> (u32, Origin) {
        let set = self.settings.limits.get(&limit);
        set.map_or((limit.usual(), Origin::Default), |set| (set.value, Origin::Line(set.line)))
    }

    fn fail_on(&self) -> (Severity, Origin) {
        let set = self.settings.fail_on;
        set.map_or((Severity::Error, Origin::Default), |set| (set.value, Origin::Line(set.line)))
    }
}

/// What a threshold of the signals is, in words.
pub(crate) fn threshold_name(threshold: Threshold, lang: Lang) -> &'static str {
    let (zh, en) = match threshold {
        Threshold::TextLength => ("文字雷同：至少多少字", "same text: letters at least"),
        Threshold::Indicators => ("指标雷同：至少多少项", "same indicators: at least"),
        Threshold::FullForms => ("全部满分：单位至少多少张表", "full marks: forms of the unit at least"),
        Threshold::Targets => ("指标值雷同：至少多少项百分比", "alike targets: percent targets at least"),
        Threshold::TargetsAlike => {
            ("指标值雷同：相同的至少占百分之几", "alike targets: percent of them alike")
        }
        Threshold::JustAbove => ("压线得分：线上一分内至少多少张", "just above a bound: forms at least"),
        Threshold::JustAboveTimes => ("压线得分：至少是线下的几倍", "just above a bound: times those below"),
        Threshold::LowSpending => {
            ("低执行满产出：执行率低于百分之几", "low spending: execution rate below percent")
        }
    };
    lang.choose(zh, en)
}

/// The settings as text, one a line, each with its origin.
pub fn settings_lines(in_force: &InForce<'_>, lang: Lang) -> Vec<Line> {
    let file = match (&in_force.file, in_force.is_named) {
        (None, _) => {
            lang.choose("没有设置文件，都按默认", "no settings file; everything is default").to_owned()
        }
        (Some(file), true) => {
            lang.choose(format!("设置文件：{file}（--config）"), format!("settings: {file} (--config)"))
        }
        (Some(file), false) => lang.choose(format!("设置文件：{file}"), format!("settings: {file}")),
    };
    let mut lines = vec![Line::new(Tone::Title, 0, &file)];
    let mut add = |name: &str, value: &str, origin: Origin| {
        let origin = in_force.words(origin, lang);
        let text = lang.choose(format!("{name}：{value}（{origin}）"), format!("{name}: {value} ({origin})"));
        lines.push(Line::new(Tone::Plain, 2, &text));
    };
    let (profile, origin) = in_force.profile();
    let detected = lang.choose("自动识别", "detected");
    add(lang.choose("评分办法 profile", "profile"), profile.unwrap_or(detected), origin);
    let (word, origin) = in_force.lang(lang);
    add(lang.choose("语言 lang", "lang"), word, origin);
    let (severity, origin) = in_force.fail_on();
    add(lang.choose("退出码为 1 的级别 fail_on", "fail_on"), severity_word(severity, lang), origin);
    for (id, level) in &in_force.settings.levels {
        let usual = rule(id).map_or("", |rule| severity_word(rule.severity, lang));
        let change = format!("{usual} → {}", level_word(level.value, lang));
        add(&lang.choose(format!("级别 {id}"), format!("level of {id}")), &change, Origin::Line(level.line));
    }
    for threshold in Threshold::ALL {
        let (value, origin) = in_force.threshold(threshold);
        add(&format!("{} {}", threshold_name(threshold, lang), threshold.key()), &value.to_string(), origin);
    }
    // There are many, and hardly anybody sets one.
    for limit in in_force.settings.limits.keys() {
        let (value, origin) = in_force.limit(*limit);
        let (zh, en) = limit_name(*limit);
        let name = lang.choose(format!("上限：{zh} {}", limit.key()), format!("limit: {en} {}", limit.key()));
        add(&name, &value.to_string(), origin);
    }
    for waiver in &in_force.settings.waivers {
        let entry = &waiver.value;
        let name = format!("{} {}", super::waived_lines::kind_word(entry.waiver.kind, lang), entry.rule);
        let what =
            format!("{}{}{}", scope_text(&entry.scope, lang), lang.choose("：", ": "), entry.waiver.reason);
        add(&name, &what, Origin::Line(waiver.line));
    }
    lines
}

/// The same as JSON.
pub fn settings_json(in_force: &InForce<'_>, lang: Lang) -> String {
    fn value<T>(in_force: &InForce<'_>, lang: Lang, (value, origin): (T, Origin)) -> Value<T> {
        Value { value, origin: in_force.words(origin, lang) }
    }
    let settings = in_force.settings;
    json_text::document(&Document {
        schema: "ziping/config/1",
        file: in_force.file.as_deref(),
        profile: value(in_force, lang, in_force.profile()),
        lang: value(in_force, lang, in_force.lang(lang)),
        fail_on: value(in_force, lang, in_force.fail_on()),
        levels: settings
            .levels
            .iter()
            .map(|(id, level)| LevelJson {
                rule: id,
                level: level.value,
                usual: rule(id).map(|rule| rule.severity),
                origin: in_force.words(Origin::Line(level.line), lang),
            })
            .collect(),
        signals: Threshold::ALL
            .into_iter()
            .map(|threshold| (threshold.key(), value(in_force, lang, in_force.threshold(threshold))))
            .collect(),
        limits: Limit::ALL
            .into_iter()
            .map(|limit| (limit.key(), value(in_force, lang, in_force.limit(limit))))
            .collect(),
        waivers: settings
            .waivers
            .iter()
            .map(|waiver| WaiverJson {
                rule: &waiver.value.rule,
                waiver: &waiver.value.waiver,
                scope: scope_text(&waiver.value.scope, lang),
            })
            .collect(),
    })
}
