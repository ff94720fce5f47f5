//! The number formats of a binary workbook: cell style → format id → code.

use std::collections::HashMap;

use super::shown::{Format, Formats};

/// The styles of an xls or xlsb, in the file's order, and the codes it declares.
#[derive(Default)]
pub(super) struct Styles {
    format_ids: Vec<u16>,
    codes: HashMap<u16, String>,
    met: Formats,
}

impl Styles {
    /// Notes the format id of the next cell style.
    pub(super) fn add_style(&mut self, format_id: u16) {
        self.format_ids.push(format_id);
    }

    /// Notes a format code the file declares; it goes before the built-in one.
    pub(super) fn add_code(&mut self, format_id: u16, code: String) {
        self.codes.insert(format_id, code);
    }

    /// The format of a cell style; General for one the file does not have.
    pub(super) fn format(&mut self, style: Option<usize>) -> &Format {
        let known = self.format_ids.len();
        let style = style.unwrap_or(known);
        self.met.of_style(style, known, || {
            let id = self.format_ids.get(style)?;
            self.codes.get(id).map(String::as_str).or_else(|| builtin_code((*id).into()))
        })
    }
}

/// The code of a built-in format, as a Chinese Excel shows it; `None` for General and ids without a meaning.
///
/// ECMA-376 part 1, 18.8.30, with the Simplified Chinese codes of 27 to 36 and 50 to 58.
pub(crate) fn builtin_code(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "mm-dd-yy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yy h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "AM/PMh\"时\"mm\"分\"",
        35 | 56 => "AM/PMh\"时\"mm\"分\"ss\"秒\"",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}
