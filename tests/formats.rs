//! Every format a form comes in gives the same grid and the same form; all files are made here.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod files;
#[expect(dead_code, reason = "only the files are read, not what is wrong with them")]
mod generator;
mod workbooks;

#[path = "formats/damage.rs"]
mod damage;
#[path = "formats/dates.rs"]
mod dates;
#[path = "formats/docx.rs"]
mod docx;
#[path = "formats/hidden.rs"]
mod hidden;
#[path = "formats/ods.rs"]
mod ods;
#[path = "formats/packed.rs"]
mod packed;
#[path = "formats/same.rs"]
mod same;
#[path = "formats/second_reader.rs"]
mod second_reader;
#[path = "formats/xls.rs"]
mod xls;
#[path = "formats/xlsb.rs"]
mod xlsb;
#[path = "formats/xlsx.rs"]
mod xlsx;
