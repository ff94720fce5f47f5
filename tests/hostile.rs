//! Any bytes whatsoever: each file made to harm ends with a result or one coded reason, and harms no other.
//!
//! [`table`] is where to begin: it says which file is made by what, and what has to come of it.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod files;
#[expect(dead_code, reason = "which mistakes a form has is told to other tests")]
mod generator;
mod workbooks;

#[path = "hostile/binary.rs"]
mod binary;
#[path = "hostile/each_file.rs"]
mod each_file;
#[path = "hostile/form.rs"]
mod form;
#[path = "hostile/kinds.rs"]
mod kinds;
#[path = "hostile/machine.rs"]
mod machine;
#[path = "hostile/markup.rs"]
mod markup;
#[path = "hostile/meanwhile.rs"]
mod meanwhile;
#[path = "hostile/mixed.rs"]
mod mixed;
#[path = "hostile/mutated.rs"]
mod mutated;
#[path = "hostile/names.rs"]
mod names;
#[path = "hostile/ole.rs"]
mod ole;
#[path = "hostile/run.rs"]
mod run;
#[path = "hostile/sheets.rs"]
mod sheets;
#[path = "hostile/table.rs"]
mod table;
#[path = "hostile/traced.rs"]
mod traced;
#[path = "hostile/written.rs"]
mod written;
#[path = "hostile/zips.rs"]
mod zips;
