//! What every break shows, and whether that is what it should.

use ziping::model::Finding;
use ziping::rules::{CATALOGUE, Request, Rule, check};
use ziping::value::CellRef;

use super::breaks::{Break, Broken, breaks};
use super::reason::Reason;
use super::sound::{Sound, sound_forms};

/// What one rule does under one profile.
pub(super) enum Entry {
    /// It speaks on the example itself, and on the broken form.
    OnExample(CellRef),
    /// It speaks on the broken form.
    Found(CellRef),
    /// The same, with another rule switched off.
    FoundWithout(CellRef, String),
    /// It has nothing to say on such a form.
    NotThere(Reason),
}

/// Every rule, in the order of the catalogue, under every profile.
pub(super) struct Table {
    pub(super) profiles: Vec<&'static str>,
    pub(super) rows: Vec<(&'static Rule, Vec<Entry>)>,
}

/// Makes every break; panics with all that is not as it should be.
pub(super) fn table() -> Table {
    let sound_forms = sound_forms();
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for rule in CATALOGUE {
        let own: Vec<&Break> = breaks().filter(|own| own.rule == rule.id).collect();
        let [own] = own.as_slice() else {
            wrong.push(format!("{}: {} breaks, not one", rule.id, own.len()));
            continue;
        };
        let mut entries = Vec::new();
        let mut concerned = Vec::new();
        for sound in &sound_forms {
            match entry(rule, own, sound, &mut concerned) {
                Ok(entry) => entries.push(entry),
                Err(why) => wrong.push(format!("{} under {}: {why}", rule.id, sound.profile.id)),
            }
        }
        for beside in own.beside.iter().filter(|beside| !concerned.contains(*beside)) {
            wrong.push(format!("{}: {beside} is nowhere concerned", rule.id));
        }
        rows.push((*rule, entries));
    }
    for own in breaks().filter(|own| ziping::rules::rule(own.rule).is_none()) {
        wrong.push(format!("{}: a break of no rule", own.rule));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Table { profiles: sound_forms.iter().map(|sound| sound.profile.id.as_str()).collect(), rows }
}

fn entry(
    rule: &'static Rule,
    own: &Break,
    sound: &Sound,
    concerned: &mut Vec<&'static str>,
) -> Result<Entry, String> {
    let request = Request::from(sound.profile);
    let before = sound.checked.findings.iter().find(|finding| finding.rule == rule.id);
    if let Some(finding) = before {
        has_its_level(rule, finding, sound, &request)?;
    }
    let Broken { form, narrative, levels, at } = match (own.make)(sound) {
        Ok(broken) => broken,
        Err(reason) if reason.holds(sound) && reason.excuses(rule.id) => return Ok(Entry::NotThere(reason)),
        Err(reason) => return Err(format!("{reason:?} is not so, or no reason for this rule")),
    };
    let others = levels.keys().next().cloned();
    let levels = Some(&levels).filter(|levels| !levels.is_empty());
    let request = Request { levels, narrative: narrative.as_ref(), ..request };
    let checked = check(form, &request);
    let found = checked.findings.iter().find(|finding| finding.rule == rule.id && finding.cell == at);
    let Some(finding) = found else {
        let told: Vec<String> = fresh(sound, &checked.findings).map(line).collect();
        return Err(format!("silent at {at}; new: {told:?}"));
    };
    has_its_level(rule, finding, sound, &Request::from(sound.profile))?;
    // What follows from the fault, or from what the same fault concerns, is no fault of its own.
    let is_own = |id: &str| id == rule.id || own.beside.contains(&id);
    for finding in fresh(sound, &checked.findings) {
        let follows = finding.caused_by.as_ref().is_some_and(|cause| is_own(cause.rule));
        if !follows && !is_own(finding.rule) {
            return Err(format!("{} speaks as well", line(finding)));
        }
        concerned.extend(own.beside.iter().filter(|beside| **beside == finding.rule));
    }
    Ok(match (before, others) {
        (Some(before), _) => Entry::OnExample(before.cell),
        (None, Some(other)) => Entry::FoundWithout(at, other),
        (None, None) => Entry::Found(at),
    })
}

/// The findings that the sound form does not have.
fn fresh<'f>(sound: &'f Sound, findings: &'f [Finding]) -> impl Iterator<Item = &'f Finding> {
    findings.iter().filter(|finding| {
        !sound.checked.findings.iter().any(|old| (old.rule, old.cell) == (finding.rule, finding.cell))
    })
}

fn line(finding: &Finding) -> String {
    format!("{} {} {}", finding.cell, finding.rule, finding.message.zh)
}

/// The rule's usual level, or the one that the profile gives it.
fn has_its_level(rule: &Rule, finding: &Finding, sound: &Sound, request: &Request<'_>) -> Result<(), String> {
    let usual = rule.severity;
    let due = match request.level(rule, sound.profile) {
        Some(level) => level.applied(usual, usual),
        None => Some(usual),
    };
    if due == Some(finding.severity) {
        Ok(())
    } else {
        Err(format!("{} has the level {:?}, not {due:?}", line(finding), finding.severity))
    }
}
