//! TOML → [`Settings`], key by key, so that every fault has its line.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Place, SettingsError, Wanted};
use super::{Known, Language, Setting, Settings, Threshold, waiver};
use crate::budget::Limit;
use crate::model::{Level, Severity};

const KEYS: [&str; 7] = ["profile", "lang", "fail_on", "levels", "signals", "limits", "waivers"];

/// A value with its key.
pub(super) struct Entry<'t, 'i> {
    pub(super) key: &'t str,
    pub(super) line: usize,
    pub(super) value: &'t DeValue<'i>,
}

/// The text of the file, which tells a place's line.
#[derive(Clone, Copy)]
pub(super) struct Text<'t>(&'t str);

impl Text<'_> {
    /// The line a span begins in.
    pub(super) fn line(self, span: &Range<usize>) -> usize {
        let before = self.0.as_bytes().iter().take(span.start);
        before.filter(|byte| **byte == b'\n').count() + 1
    }

    /// The entries of a table, in the order of their lines.
    pub(super) fn entries<'t, 'i>(self, table: &'t DeTable<'i>) -> Vec<Entry<'t, 'i>> {
        let mut entries: Vec<Entry<'t, 'i>> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref(),
                line: self.line(&key.span()),
                value: value.get_ref(),
            })
            .collect();
        entries.sort_by_key(|entry| entry.line);
        entries
    }
}

impl Entry<'_, '_> {
    pub(super) fn wrong(&self, wanted: Wanted) -> SettingsError {
        SettingsError::Kind { line: self.line, key: self.key.to_owned(), wanted }
    }

    /// Its text.
    pub(super) fn text(&self) -> Result<&str, SettingsError> {
        self.value.as_str().ok_or_else(|| self.wrong(Wanted::Text))
    }

    /// The choice that its text names.
    pub(super) fn one_of<T: Copy>(&self, choices: &[(&str, T)]) -> Result<T, SettingsError> {
        let text = self.text()?;
        let found = choices.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| *value).ok_or_else(|| SettingsError::UnknownWord {
            line: self.line,
            key: self.key.to_owned(),
            word: text.to_owned(),
            choices: choices.iter().map(|(word, _)| (*word).to_owned()).collect(),
        })
    }

    /// Its text, which is one of `ids`.
    pub(super) fn id(&self, ids: &[&str]) -> Result<String, SettingsError> {
        let choices: Vec<(&str, &str)> = ids.iter().map(|id| (*id, *id)).collect();
        self.one_of(&choices).map(str::to_owned)
    }

    /// Its whole number, from 1 to `most`.
    fn count(&self, most: u32) -> Result<u32, SettingsError> {
        let number = self.value.as_integer().filter(|number| number.radix() == 10);
        let count = number.and_then(|number| number.as_str().parse().ok());
        count.filter(|count| (1..=most).contains(count)).ok_or_else(|| self.wrong(Wanted::Count(most)))
    }

    /// A key that means nothing there.
    pub(super) fn unknown(&self, place: Place, choices: &[&str]) -> SettingsError {
        SettingsError::UnknownKey {
            line: self.line,
            key: self.key.to_owned(),
            place,
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        }
    }
}

pub(super) fn settings(text: &str, name: &str, known: &Known<'_>) -> Result<Settings, SettingsError> {
    let source = Text(text);
    let table = DeTable::parse(text).map_err(|error| SettingsError::Toml {
        line: error.span().map_or(1, |span| source.line(&span)),
        reason: error.message().lines().collect::<Vec<_>>().join("; "),
    })?;
    let mut settings = Settings::default();
    for entry in source.entries(table.get_ref()) {
        let line = entry.line;
        match entry.key {
            "profile" => settings.profile = Some(Setting { value: entry.id(known.profiles)?, line }),
            "lang" => {
                let value = entry.one_of(&[("zh", Language::Zh), ("en", Language::En)])?;
                settings.lang = Some(Setting { value, line });
            }
            "fail_on" => {
                let value = entry.one_of(&[("error", Severity::Error), ("warning", Severity::Warning)])?;
                settings.fail_on = Some(Setting { value, line });
            }
            "levels" => settings.levels = levels(source, &entry, known)?,
            "signals" => settings.signals = signals(source, &entry)?,
            "limits" => settings.limits = limits(source, &entry)?,
            "waivers" => {
                let list = entry.value.as_array().ok_or_else(|| entry.wrong(Wanted::Tables))?;
                for item in list.iter() {
                    let table = item.get_ref().as_table().ok_or_else(|| entry.wrong(Wanted::Tables))?;
                    let line = source.line(&Spanned::span(item));
                    settings.waivers.push(waiver::entry(source, table, line, name, known)?);
                }
            }
            _ => return Err(entry.unknown(Place::Top, &KEYS)),
        }
    }
    Ok(settings)
}

fn levels(
    source: Text<'_>,
    entry: &Entry<'_, '_>,
    known: &Known<'_>,
) -> Result<BTreeMap<String, Setting<Level>>, SettingsError> {
    let table = entry.value.as_table().ok_or_else(|| entry.wrong(Wanted::Table))?;
    let level = |entry: Entry<'_, '_>| {
        if !known.rules.contains(&entry.key) {
            return Err(entry.unknown(Place::Levels, known.rules));
        }
        Ok((entry.key.to_owned(), Setting { value: entry.one_of(&Level::ALL)?, line: entry.line }))
    };
    source.entries(table).into_iter().map(level).collect()
}

fn signals(
    source: Text<'_>,
    entry: &Entry<'_, '_>,
) -> Result<BTreeMap<Threshold, Setting<u32>>, SettingsError> {
    let table = entry.value.as_table().ok_or_else(|| entry.wrong(Wanted::Table))?;
    let signal = |entry: Entry<'_, '_>| {
        let found = Threshold::ALL.into_iter().find(|threshold| threshold.key() == entry.key);
        let threshold =
            found.ok_or_else(|| entry.unknown(Place::Signals, &Threshold::ALL.map(Threshold::key)))?;
        Ok((threshold, Setting { value: entry.count(threshold.most())?, line: entry.line }))
    };
    source.entries(table).into_iter().map(signal).collect()
}

fn limits(source: Text<'_>, entry: &Entry<'_, '_>) -> Result<BTreeMap<Limit, Setting<u32>>, SettingsError> {
    let table = entry.value.as_table().ok_or_else(|| entry.wrong(Wanted::Table))?;
    let one = |entry: Entry<'_, '_>| {
        let found = Limit::ALL.into_iter().find(|limit| limit.key() == entry.key);
        let limit = found.ok_or_else(|| entry.unknown(Place::Limits, &Limit::ALL.map(Limit::key)))?;
        Ok((limit, Setting { value: entry.count(limit.highest())?, line: entry.line }))
    };
    source.entries(table).into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [&str; 2] = ["score-disagrees", "score-missing"];

    fn parsed(text: &str) -> Result<Settings, SettingsError> {
        let known = Known { rules: &RULES, profiles: &["national-project"] };
        Settings::parse(text, "ziping.toml", &known)
    }

    #[test]
    fn every_key_is_read_with_its_line() {
        let settings = parsed(
            "# 本局\nprofile = \"national-project\"\nlang = \"en\"\nfail_on = \"warning\"\n\n[levels]\nscore-missing = \"off\"\n\
             \n[[waivers]]\nrule = \"score-disagrees\"\nkind = \"已说明\"\nreason = \"上级核定\"\ncell = \"H15\"\n\
             \n[signals]\ntext_length = 50\n[limits]\ncells = 300000\n",
        )
        .unwrap();
        assert_eq!(settings.profile.as_ref().unwrap().line, 2);
        assert_eq!(settings.lang.unwrap(), Setting { value: Language::En, line: 3 });
        assert_eq!(settings.fail_on.unwrap(), Setting { value: Severity::Warning, line: 4 });
        assert_eq!(settings.levels["score-missing"], Setting { value: Level::Off, line: 7 });
        assert_eq!(settings.signals[&Threshold::TextLength], Setting { value: 50, line: 16 });
        assert_eq!(settings.thresholds().get(Threshold::TextLength), 50);
        assert_eq!(settings.thresholds().get(Threshold::Indicators), 5, "the usual one");
        assert_eq!(settings.limits[&Limit::Cells], Setting { value: 300_000, line: 18 });
        assert_eq!(settings.limits().most(Limit::Cells), 300_000);
        assert_eq!(settings.limits().most(Limit::Part), 32 << 20, "the usual one");
        assert_eq!(settings.waivers[0].line, 9);
        assert_eq!(settings.waivers[0].value.waiver.from, "ziping.toml:9");
        assert_eq!(parsed("").unwrap(), Settings::default());
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_line() {
        let waiver = |keys: &str| format!("\n[[waivers]]\n{keys}");
        let whole = "rule = \"score-missing\"\nkind = \"误报\"\nreason = \"无\"\n";
        for (text, says) in [
            ("[levles]\n", "line 1: unknown key levles"),
            ("lang = \"zh\"\nlevels = 1", "line 2: levels takes another kind of value"),
            ("\n\nlang = \"de\"", "line 3: lang does not take de"),
            ("lang = zh", "line 1: "),
            ("lang = \"zh\"\nlang = \"en\"", "line 2: "),
            ("profile = \"x\"", "line 1: profile does not take x"),
            ("fail_on = true", "line 1: fail_on takes another kind of value"),
            ("[levels]\nscore-mising = \"off\"", "line 2: unknown key score-mising"),
            ("[levels]\nscore-missing = \"hint\"", "line 2: score-missing does not take hint"),
            ("signals = 1", "line 1: signals takes another kind of value"),
            ("[signals]\ntext_lenght = 1", "line 2: unknown key text_lenght"),
            ("[signals]\ntargets = 0", "line 2: targets takes another kind of value"),
            ("[signals]\ntargets = -5", "line 2: targets takes another kind of value"),
            ("[signals]\ntargets = \"5\"", "line 2: targets takes another kind of value"),
            ("[signals]\ntargets_alike = 101", "line 2: targets_alike takes another kind of value"),
            ("limits = 1", "line 1: limits takes another kind of value"),
            ("[limits]\ncell = 1", "line 2: unknown key cell"),
            ("[limits]\nseconds = 0", "line 2: seconds takes another kind of value"),
            ("[limits]\nseconds = 601", "line 2: seconds takes another kind of value"),
            ("waivers = [1]", "line 1: waivers takes another kind of value"),
            (&waiver("rule = \"x\""), "line 3: rule does not take x"),
            (&waiver("kind = \"已说明\""), "line 2: the waiver has no rule"),
            (&waiver("rule = \"score-missing\""), "line 2: the waiver has no kind"),
            (&waiver("rule = \"score-missing\"\nkind = \"误报\""), "line 2: the waiver has no reason"),
            (&waiver("kind = \"属实\""), "line 3: kind does not take 属实"),
            (&waiver("reason = \" \""), "line 3: reason is empty"),
            (&waiver("celll = \"H1\""), "line 3: unknown key celll"),
            (&waiver("cell = \"15H\""), "line 3: cell takes another kind of value"),
            (&waiver("everywhere = 1"), "line 3: everywhere takes another kind of value"),
            (&waiver(whole), "line 2: the waiver names no place"),
            (&waiver(&format!("{whole}everywhere = false")), "line 2: the waiver names no place"),
        ] {
            let error = parsed(text).expect_err(text).to_string();
            assert!(error.starts_with(says), "{text}: {error}");
        }
        for place in ["everywhere = true", "file = \"*.xlsx\"", "sheet = \"甲\"", "label = \"满意度\""] {
            assert!(parsed(&waiver(&format!("{whole}{place}"))).is_ok(), "{place}");
        }
    }
}
