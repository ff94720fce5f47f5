//! Breaks of the form's prose.

use ziping::model::{EvaluationForm, Field};

use super::breaks::{Break, Broken, in_form};
use super::edit::put;
use super::reason::Reason;
use super::sound::Sound;

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "template-hint-left", beside: &[], make: hint },
    Break { rule: "text-damaged", beside: &[], make: unreadable_sign },
];

fn reached(form: &mut EvaluationForm) -> &mut Option<Field<String>> {
    &mut form.goals.first_mut().expect("a goal").actual
}

fn hint(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| put(reached(form), "请填写全年目标的实际完成情况"))
}

fn unreadable_sign(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| put(reached(form), "全年目标基本完\u{fffd}。"))
}
