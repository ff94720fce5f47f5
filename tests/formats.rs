//! Every format a form comes in gives the same grid and the same form; all files are made here.

#[path = "formats/docx.rs"]
mod docx;
#[path = "formats/ods.rs"]
mod ods;
#[path = "formats/packed.rs"]
mod packed;
#[path = "formats/xls.rs"]
mod xls;
#[path = "formats/xlsb.rs"]
mod xlsb;
