//! The formats of a workbook written as a whole, each made once.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::drawn::{DrawnCell, Role};
use super::look::{BODY_POINTS, Border, CHARSET_GB2312, FONT, Horizontal, Look, Rgb, Vertical};
use super::sizes::Extent;

/// The formats made so far.
#[derive(Debug, Default)]
pub(super) struct FormatStore {
    made: HashMap<Look, Format>,
}

impl FormatStore {
    /// The format of a cell; of none, that of plain text.
    pub(super) fn of(&mut self, cell: Option<&DrawnCell>, extent: Extent) -> &Format {
        let look = cell.map_or_else(|| Look::of_role(Role::Plain), |cell| Look::of(cell, extent));
        self.made.entry(look).or_insert_with_key(make)
    }
}

/// 宋体 11, centred vertically.
pub(crate) fn body_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(BODY_POINTS)
        .set_font_family(0)
        .set_font_charset(CHARSET_GB2312)
        .set_align(FormatAlign::VerticalCenter)
}

fn color(Rgb(color): Rgb) -> Color {
    Color::RGB(color)
}

fn make(look: &Look) -> Format {
    let mut format = body_format().set_font_size(look.font.points).set_align(match look.horizontal {
        Horizontal::Left => FormatAlign::Left,
        Horizontal::Center => FormatAlign::Center,
    });
    if look.font.bold {
        format = format.set_bold();
    }
    if look.font.underlined {
        format = format.set_underline(FormatUnderline::Single);
    }
    if let Some(own) = look.font.color {
        format = format.set_font_color(color(own));
    }
    if let Some(fill) = look.fill {
        format = format.set_background_color(color(fill));
    }
    format = match look.border {
        Border::None => format,
        Border::Thin => format.set_border(FormatBorder::Thin),
        Border::MediumDashed => format.set_border(FormatBorder::MediumDashed),
        Border::Double => format.set_border(FormatBorder::Double),
    };
    if let Some(own) = look.border.color() {
        format = format.set_border_color(color(own));
    }
    if look.wrap {
        format = format.set_text_wrap();
    }
    if look.vertical == Vertical::Top {
        format = format.set_align(FormatAlign::Top);
    }
    if let Some(code) = &look.format {
        format = format.set_num_format(&**code);
    }
    if look.unlocked {
        format = format.set_unlocked();
    }
    format
}
