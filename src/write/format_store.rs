//! The formats of a workbook, each made once.

use std::collections::HashMap;
use std::sync::Arc;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::drawn::{Content, DrawnCell, Mark, Role};

/// 宋体, the font the forms are printed in.
const FONT: &str = "宋体";
/// The character set 简体中文 of a font entry.
const CHARSET_GB2312: u8 = 134;

/// Behind labels.
const LABEL_FILL: Color = Color::RGB(0xED_ED_ED);
/// Behind corrected cells: light yellow; black on it has a contrast above 17:1.
const CORRECTED_FILL: Color = Color::RGB(0xFF_F2_CC);
/// Behind cells to look at: light blue, which no kind of colour blindness takes for the yellow.
const REVIEW_FILL: Color = Color::RGB(0xDD_EB_F7);
/// Of links, dark enough for 7:1 on white.
const LINK_COLOR: Color = Color::RGB(0x05_4B_A0);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    role: Role,
    mark: Option<Mark>,
    format: Option<Arc<str>>,
    unlocked: bool,
    link: bool,
    wrap: bool,
    top: bool,
}

/// How far a cell reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// It is merged with no other.
    Single,
    /// It is the first of a merged block.
    Merged,
    /// It is the first of a block so high that its middle may lie where a printed page ends: its text stands at the top.
    Tall,
}

/// The formats made so far.
#[derive(Debug, Default)]
pub(super) struct FormatStore {
    made: HashMap<Key, Format>,
}

impl FormatStore {
    /// The format of a cell; of none, that of plain text. Text outside the form is wrapped only in a merged block;
    /// alone it runs on into the empty cells beside it.
    pub(super) fn of(&mut self, cell: Option<&DrawnCell>, extent: Extent) -> &Format {
        let key = match cell {
            Some(cell) => Key {
                role: cell.role,
                mark: cell.mark,
                format: cell.format.clone(),
                unlocked: cell.unlocked,
                link: matches!(cell.content, Content::Link { .. }),
                wrap: extent != Extent::Single || cell.role != Role::Plain,
                top: extent == Extent::Tall,
            },
            None => Key {
                role: Role::Plain,
                mark: None,
                format: None,
                unlocked: false,
                link: false,
                wrap: false,
                top: false,
            },
        };
        self.made.entry(key).or_insert_with_key(make)
    }
}

/// 宋体 11, centred vertically.
pub(super) fn body_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(11)
        .set_font_family(0)
        .set_font_charset(CHARSET_GB2312)
        .set_align(FormatAlign::VerticalCenter)
}

fn make(key: &Key) -> Format {
    let body = body_format();
    let mut format = match key.role {
        Role::Title => body.set_font_size(16).set_bold().set_align(FormatAlign::Center),
        Role::Subtitle => body.set_align(FormatAlign::Center),
        Role::Plain | Role::Paragraph => body.set_align(FormatAlign::Left),
        Role::Label => body
            .set_align(FormatAlign::Center)
            .set_border(FormatBorder::Thin)
            .set_background_color(LABEL_FILL),
        Role::Text => body.set_align(FormatAlign::Left).set_border(FormatBorder::Thin),
        Role::Value | Role::Derived => body.set_align(FormatAlign::Center).set_border(FormatBorder::Thin),
    };
    // Fill and border differ both, so that a greyscale print still tells the state.
    format = match key.mark {
        Some(Mark::Corrected) => {
            format.set_background_color(CORRECTED_FILL).set_border(FormatBorder::MediumDashed)
        }
        Some(Mark::Review) => format.set_background_color(REVIEW_FILL).set_border(FormatBorder::Double),
        None => format,
    };
    if key.wrap {
        format = format.set_text_wrap();
    }
    if key.top {
        format = format.set_align(FormatAlign::Top);
    }
    if let Some(code) = &key.format {
        format = format.set_num_format(&**code);
    }
    if key.unlocked {
        format = format.set_unlocked();
    }
    if key.link {
        format = format.set_font_color(LINK_COLOR).set_underline(rust_xlsxwriter::FormatUnderline::Single);
    }
    format
}
