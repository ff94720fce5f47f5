//! Forms as clerks make them, of several authorities, with known mistakes: for tests and benches.
//!
//! Same seed, number and share of faults: same bytes, on every machine. A crate takes this in as `mod generator` at its root.

mod content;
mod dice;
mod faults;
mod frame;
mod funding;
mod habits;
mod layout;
mod plan;
mod row;
mod scoring;
mod sheet;
mod themes;

use rust_decimal::Decimal;
use serde::Serialize;

use self::dice::Dice;
use self::faults::inject;
use self::frame::Frame;
use self::habits::Habits;
use self::layout::Layout;
use self::plan::Plan;

/// A mistake in a form, as a check has to tell it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Truth {
    pub(crate) file: String,
    pub(crate) sheet: String,
    pub(crate) rule: String,
    pub(crate) cell: String,
    /// What was done, in words.
    pub(crate) what: String,
}

/// One form as a file.
pub(crate) struct GeneratedForm {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// The mistakes in it, by cell.
    pub(crate) truth: Vec<Truth>,
    /// How many indicator rows it has.
    pub(crate) indicators: usize,
}

/// The form of a number; `faults` is the share of forms with mistakes, 0 to 1.
pub(crate) fn generate(seed: u64, number: u64, faults: Decimal) -> GeneratedForm {
    let dice = |stream| Dice::new(seed, number, stream);
    let layout = Layout::any(&mut dice(0));
    let mut plan = Plan::new(layout, &mut dice(1));
    plan.tell_apart(&mut dice(5));
    let habits = Habits::any(layout, &mut dice(2));
    let mut chance = dice(3);
    let injected = if chance.share(faults) { inject(&mut plan, &mut chance) } else { Vec::new() };
    let frame = Frame::new(&plan, &habits);
    let about = if layout.is_department { "整体自评" } else { plan.project.as_str() };
    let name = format!("{number:05}_{}_{about}.xlsx", plan.unit);
    let bytes = sheet::workbook(&plan, &habits, &frame, dice(4)).expect("the writer takes every form");
    let mut truth: Vec<Truth> = injected
        .into_iter()
        .map(|fault| Truth {
            file: name.clone(),
            sheet: habits.sheet.to_owned(),
            rule: fault.rule.to_owned(),
            cell: frame.address(&plan, fault.place),
            what: fault.what.to_owned(),
        })
        .collect();
    truth.sort();
    GeneratedForm { name, bytes, truth, indicators: plan.rows.len() }
}
