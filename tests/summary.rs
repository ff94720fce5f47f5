//! 汇总.xlsx as other programs read it: what stands on its sheets, and in which order; and the hints across files.

#![expect(clippy::unwrap_used, reason = "a test stops where a step of it fails")]

#[path = "summary/desk.rs"]
mod desk;
#[path = "summary/records.rs"]
mod records;
#[path = "summary/sheets.rs"]
mod sheets;
#[path = "summary/signals.rs"]
mod signals;
