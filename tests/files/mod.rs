//! Workbooks as files of the binary formats, written here.

#![allow(dead_code, reason = "each test program needs some of it")]

pub(crate) mod grid;
pub(crate) mod xls;
pub(crate) mod xlsb;
