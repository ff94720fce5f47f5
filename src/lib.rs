//! Checks the Excel 绩效自评表 (performance self-evaluation form) and gives back a corrected, scored workbook.
//!
//! The floors, bottom-up; imports point down only:
//!
//! `value, budget ← template, settings, model, package ← read, score ← rules ← write ← check ← report ← batch ← cli`

pub mod budget;
pub mod value;

pub mod model;
pub mod package;
pub mod settings;
pub mod template;

pub mod read;
pub mod score;

pub mod rules;

pub mod write;

pub mod check;

pub mod report;

pub mod batch;

#[cfg(feature = "cli")]
pub mod cli;
