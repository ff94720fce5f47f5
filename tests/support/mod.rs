//! Forms for the tests, built at the level of the model, and what the rules say about them in one line each.

#![allow(dead_code, unused_imports, reason = "every test binary takes what it needs from here")]

mod assertions;
mod builder;
mod mend;
mod seed;

pub(crate) use assertions::{
    children, detected, findings, found, reported, roots, skipped, told, told_under, told_with, under,
};
pub(crate) use builder::{FormBuilder, department, field, form, whole};
pub(crate) use mend::apply_safe_fixes;
pub(crate) use seed::seed;
