//! Checks the Excel 绩效自评表 (performance self-evaluation form) and gives back a corrected, scored workbook.
//!
//! The floors, bottom-up; imports point down only:
//!
//! `value, budget ← template, settings, model, package ← read, score ← rules ← write ← check ← report ← batch ← page ← cli`

#![cfg_attr(
    target_family = "wasm",
    allow(
        dead_code,
        unused_imports,
        reason = "a browser has no files, so that nothing of `batch` is there to use them"
    )
)]

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

#[cfg(not(target_family = "wasm"))]
pub mod batch;

pub mod page;

#[cfg(feature = "cli")]
pub mod cli;
