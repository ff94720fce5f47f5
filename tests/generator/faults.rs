//! Mistakes as clerks make them, each with what a check has to say of it and where.

mod head;
mod rows;
mod whole;

use std::collections::BTreeSet;

use super::dice::Dice;
use super::frame::Place;
use super::plan::Plan;

/// What a check has to find: the rule, and the place it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) rule: &'static str,
    pub(crate) place: Place,
    /// What was done.
    pub(crate) what: &'static str,
}

const fn fault(rule: &'static str, place: Place, what: &'static str) -> Fault {
    Fault { rule, place, what }
}

/// A mistake in one row: gives back what it is, or nothing where the row does not allow it.
type InRow = fn(&mut Plan, usize, &mut Dice) -> Option<Fault>;

/// A mistake in the head or the whole of a form; empty where the form does not allow it.
type InForm = fn(&mut Plan, &mut Dice) -> Vec<Fault>;

/// Makes one mistake in a right form, or up to three in rows of their own.
pub(crate) fn inject(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    loop {
        let faults = if dice.chance(45) { in_rows(plan, dice) } else { in_form(plan, dice) };
        if !faults.is_empty() {
            return faults;
        }
    }
}

fn in_form(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let kinds: Vec<InForm> = head::KINDS.iter().chain(&whole::KINDS).copied().collect();
    let right = plan.clone();
    let faults = dice.pick(&kinds)(plan, dice);
    if faults.is_empty() {
        *plan = right;
    }
    faults
}

fn in_rows(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let count = match dice.between(1, 10) {
        ..=6 => 1,
        7..=8 => 2,
        _ => 3,
    };
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    while faults.len() < count {
        let kind = dice.pick(&rows::KINDS);
        let places: Vec<usize> = (0..plan.rows.len()).collect();
        let found =
            dice.some(&places, places.len()).into_iter().filter(|at| !used.contains(at)).find_map(|at| {
                let right = plan.rows[at].clone();
                let fault = kind(plan, at, dice);
                if fault.is_none() {
                    plan.rows[at] = right;
                }
                Some((at, fault?))
            });
        let Some((at, fault)) = found else { continue };
        used.insert(at);
        faults.push(fault);
    }
    // The total either follows what the rows say, or was added up before.
    if dice.chance(60) {
        plan.settle_total();
    }
    faults
}
