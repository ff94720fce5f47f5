//! Formulas: results that a file was saved without, and results that change with other cells.
//!
//! A formula becomes tokens, then an [`Expression`](syntax::Expression) with all cells it reads; [`graph`] orders formulas
//! by what they read and works them out. What is not known for sure stays unknown, never guessed.

mod address;
mod calculate;
#[cfg(test)]
mod cases;
mod columns;
mod dependants;
mod evaluate;
mod functions;
mod graph;
mod rings;
mod scope;
mod syntax;
mod texts;
mod token;
mod worth;

pub(super) use calculate::calculate;
pub use dependants::{Dependant, dependants, own_results};
pub(super) use rings::rings;
