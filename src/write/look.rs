//! How a cell looks, in plain terms: one description for the writer of whole workbooks and for the one that adds to a user's own.

use std::fmt;
use std::sync::Arc;

use super::drawn::{Content, DrawnCell, Mark, Role};
use super::sizes::Extent;

/// 宋体, the font the forms are printed in.
pub(super) const FONT: &str = "宋体";
/// The character set 简体中文 of a font entry.
pub(super) const CHARSET_GB2312: u8 = 134;
/// Size of the body font.
pub(super) const BODY_POINTS: u8 = 11;

/// Behind labels.
pub(crate) const LABEL_FILL: Rgb = Rgb(0xED_ED_ED);
/// Behind corrected cells: light yellow.
pub(super) const CORRECTED_FILL: Rgb = Rgb(0xFF_F2_CC);
/// Behind cells to look at: light blue, which no kind of colour blindness takes for the yellow.
const REVIEW_FILL: Rgb = Rgb(0xDD_EB_F7);
/// Of the border of cells to look at: a dark blue that tells it from a double border of the user's own.
pub(super) const REVIEW_BORDER: Rgb = Rgb(0x1F_4E_79);
/// Of links, dark enough for 7:1 on white.
pub(crate) const LINK_COLOR: Rgb = Rgb(0x05_4B_A0);

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Rgb(pub(crate) u32);

impl fmt::Display for Rgb {
    /// Six hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06X}", self.0)
    }
}

/// A font of [`FONT`]'s family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Font {
    pub(super) points: u8,
    pub(super) bold: bool,
    pub(super) underlined: bool,
    /// `None` is automatic: black on paper.
    pub(super) color: Option<Rgb>,
}

/// The lines around a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Border {
    /// No lines.
    None,
    /// Thin ones.
    Thin,
    /// Thick dashes, around a corrected cell.
    MediumDashed,
    /// Double ones, around a cell to look at.
    Double,
}

impl Border {
    /// The border that bears a mark.
    pub(super) fn of(mark: Mark) -> Self {
        match mark {
            Mark::Corrected => Self::MediumDashed,
            Mark::Review => Self::Double,
        }
    }

    /// Its colour, if it has one of its own.
    pub(super) fn color(self) -> Option<Rgb> {
        (self == Self::Double).then_some(REVIEW_BORDER)
    }
}

/// Where text stands between left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Horizontal {
    /// At the left.
    Left,
    /// In the middle.
    Center,
}

/// Where text stands between top and bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Vertical {
    /// At the top.
    Top,
    /// In the middle.
    Center,
}

/// Everything a cell's style says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Look {
    pub(super) font: Font,
    pub(super) fill: Option<Rgb>,
    pub(super) border: Border,
    pub(super) horizontal: Horizontal,
    pub(super) vertical: Vertical,
    pub(super) wrap: bool,
    /// The number format's code; `None` is General.
    pub(super) format: Option<Arc<str>>,
    /// Whether a protected sheet lets it be edited.
    pub(super) unlocked: bool,
}

impl Look {
    /// The look of a cell. Text outside the form is wrapped only in a merged block; alone it runs on into the empty cells
    /// beside it.
    pub(super) fn of(cell: &DrawnCell, extent: Extent) -> Self {
        let mut look = Self::of_role(cell.role);
        // Fill and border differ both, so that a greyscale print still tells the state.
        if let Some(mark) = cell.mark {
            look.border = Border::of(mark);
            look.fill = Some(match mark {
                Mark::Corrected => CORRECTED_FILL,
                Mark::Review => REVIEW_FILL,
            });
        }
        if matches!(cell.content, Content::Link { .. }) {
            look.font.underlined = true;
            look.font.color = Some(LINK_COLOR);
        }
        look.wrap = extent != Extent::Single || cell.role != Role::Plain;
        if extent == Extent::Tall {
            look.vertical = Vertical::Top;
        }
        look.format.clone_from(&cell.format);
        look.unlocked = cell.unlocked;
        look
    }

    /// The look of a part without anything of a cell's own.
    pub(super) fn of_role(role: Role) -> Self {
        let (horizontal, border, fill) = match role {
            Role::Title | Role::Subtitle => (Horizontal::Center, Border::None, None),
            Role::Plain | Role::Paragraph => (Horizontal::Left, Border::None, None),
            Role::Label => (Horizontal::Center, Border::Thin, Some(LABEL_FILL)),
            Role::Text => (Horizontal::Left, Border::Thin, None),
            Role::Value | Role::Derived => (Horizontal::Center, Border::Thin, None),
        };
        let is_title = role == Role::Title;
        let points = if is_title { 16 } else { BODY_POINTS };
        Self {
            font: Font { points, bold: is_title, underlined: false, color: None },
            fill,
            border,
            horizontal,
            vertical: Vertical::Center,
            wrap: false,
            format: None,
            unlocked: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.1: relative luminance.
    fn luminance(Rgb(color): Rgb) -> f64 {
        let channel = |shift: u32| {
            let part = f64::from((color >> shift) & 0xFF) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        // Black on white is 21:1; #767676 is the lightest grey that passes 4.5:1 on white.
        assert!((contrast(Rgb(0), Rgb(0xFF_FF_FF)) - 21.0).abs() < 1e-9);
        assert!((contrast(Rgb(0x76_76_76), Rgb(0xFF_FF_FF)) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_text_can_be_read_on_every_fill() {
        let (black, white) = (Rgb(0), Rgb(0xFF_FF_FF));
        for text in [black, LINK_COLOR] {
            for fill in [white, LABEL_FILL, CORRECTED_FILL, REVIEW_FILL] {
                assert!(contrast(text, fill) >= 4.5, "{text} on {fill}: {:.2}", contrast(text, fill));
            }
        }
        assert!(contrast(LINK_COLOR, white) >= 7.0);
        // A border is no text: 3:1 beside either side of it.
        assert!(contrast(REVIEW_BORDER, white) >= 3.0 && contrast(REVIEW_BORDER, REVIEW_FILL) >= 3.0);
    }

    #[test]
    fn a_cell_looks_as_its_part_mark_and_content_say() {
        let plain = DrawnCell::new(Role::Value, Content::Blank);
        let link = Content::Link { target: "'表'!A1".to_owned(), text: "A1".to_owned() };
        let marked = DrawnCell { mark: Some(Mark::Review), ..DrawnCell::new(Role::Text, link) };
        let look = Look::of(&marked, Extent::Tall);
        assert_eq!((look.fill, look.border), (Some(REVIEW_FILL), Border::Double));
        assert_eq!((look.font.color, look.vertical), (Some(LINK_COLOR), Vertical::Top));
        assert_eq!(Look::of(&plain, Extent::Single), Look { wrap: true, ..Look::of_role(Role::Value) });
        let plain = DrawnCell { role: Role::Plain, ..plain };
        assert!(!Look::of(&plain, Extent::Single).wrap && Look::of(&plain, Extent::Merged).wrap);
    }
}
