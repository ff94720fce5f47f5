//! One `[[waivers]]`.

use toml::de::DeTable;

use super::error::{Place, SettingsError, Wanted};
use super::parse::{Entry, Text};
use super::{Known, Setting};
use crate::model::{Scope, Waiver, WaiverEntry, WaiverKind};
use crate::value::CellRef;

const KEYS: [&str; 8] = ["rule", "kind", "reason", "file", "sheet", "cell", "label", "everywhere"];

pub(super) fn entry(
    source: Text<'_>,
    table: &DeTable<'_>,
    line: usize,
    name: &str,
    known: &Known<'_>,
) -> Result<Setting<WaiverEntry>, SettingsError> {
    let kinds = WaiverKind::ALL.map(|kind| (kind.word(), kind));
    let (mut rule, mut kind, mut reason) = (None, None, None);
    let (mut file, mut sheet, mut cell, mut label) = (None, None, None::<CellRef>, None);
    let mut everywhere = false;
    for entry in source.entries(table) {
        match entry.key {
            "rule" => rule = Some(entry.id(known.rules)?),
            "kind" => kind = Some(entry.one_of(&kinds)?),
            "reason" => reason = Some(words(&entry)?),
            "file" => file = Some(words(&entry)?),
            "sheet" => sheet = Some(words(&entry)?),
            "cell" => cell = Some(words(&entry)?.parse().map_err(|_| entry.wrong(Wanted::Cell))?),
            "label" => label = Some(words(&entry)?),
            "everywhere" => {
                everywhere = entry.value.as_bool().ok_or_else(|| entry.wrong(Wanted::Flag))?;
            }
            _ => return Err(entry.unknown(Place::Waiver, &KEYS)),
        }
    }
    let missing = |key| SettingsError::Missing { line, key };
    let rule = rule.ok_or_else(|| missing("rule"))?;
    let kind = kind.ok_or_else(|| missing("kind"))?;
    let reason = reason.ok_or_else(|| missing("reason"))?;
    let is_placed = file.is_some() || sheet.is_some() || cell.is_some() || label.is_some();
    if !is_placed && !everywhere {
        return Err(SettingsError::NoPlace { line });
    }
    let scope = Scope::Named { file, sheet, cell, label };
    let waiver = Waiver { kind, reason, from: format!("{name}:{line}") };
    Ok(Setting { value: WaiverEntry { rule, scope, waiver }, line })
}

/// A text that says something.
fn words(entry: &Entry<'_, '_>) -> Result<String, SettingsError> {
    match entry.text()?.trim() {
        "" => Err(SettingsError::Empty { line: entry.line, key: entry.key.to_owned() }),
        text => Ok(text.to_owned()),
    }
}
