//! The fonts and fills of a styles part, as far as they decide whether a text can be seen.

use super::error::PackageError;
use super::sheet::elements::{Elements, Opened};

/// The largest size that nobody can read, in points.
const TINY: f64 = 2.0;

/// Why a text cannot be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invisible {
    /// Its colour is that of the ground.
    Ink,
    /// It is 2 points high or less.
    Size,
}

/// A colour; what stands for white in most ways is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Color {
    /// Red, green and blue, six digits in capitals.
    Rgb(String),
    /// Any other way to name one: `theme` or `indexed`, its number, and how it is tinted.
    Named(&'static str, u32, String),
}

impl Color {
    pub(super) const WHITE: Self = Self::Named("indexed", 9, String::new());

    fn of(element: &Opened<'_>) -> Result<Option<Self>, PackageError> {
        let (mut color, mut tint) = (None, String::new());
        let named =
            |kind, value: &str| value.parse().ok().map(|number| Self::Named(kind, number, String::new()));
        element.each_attribute(|name, value| match name {
            // The first two of eight digits are how dense it is, which is never used.
            "rgb" => {
                let digits = value.get(value.len().saturating_sub(6)..);
                color = digits.map(|rgb| Self::Rgb(rgb.to_ascii_uppercase()));
            }
            "theme" => color = named("theme", value),
            "indexed" => color = named("indexed", value),
            "tint" if value.parse::<f64>().is_ok_and(|own| own != 0.0) => value.clone_into(&mut tint),
            _ => {}
        })?;
        Ok(color.map(|color| color.tinted(tint)))
    }

    /// The colour with its tint, spelled as [`Self::WHITE`] where it is white.
    fn tinted(self, tint: String) -> Self {
        match self {
            Self::Rgb(rgb) if rgb == "FFFFFF" && tint.is_empty() => Self::WHITE,
            // The first colour of a theme is that of the paper.
            Self::Named("theme", 0, _) | Self::Named("indexed", 1 | 9 | 65, _) if tint.is_empty() => {
                Self::WHITE
            }
            Self::Named(kind, number, _) => Self::Named(kind, number, tint),
            Self::Rgb(rgb) if tint.is_empty() => Self::Rgb(rgb),
            Self::Rgb(rgb) => Self::Rgb(format!("{rgb} {tint}")),
        }
    }
}

/// What a font is like.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// `None` for the usual one.
    pub(super) color: Option<Color>,
    /// Whether it is too small to be read.
    pub(super) is_tiny: bool,
}

/// What a fill is like.
#[derive(Debug)]
pub(super) struct Fill {
    /// The colour behind the text; `None` for a pattern or a gradient.
    pub(super) ground: Option<Color>,
}

/// The font that was just opened.
///
/// # Errors
///
/// If it is not well formed.
pub(super) fn font(xml: &mut Elements<'_>, opened: &Opened<'_>) -> Result<Font, PackageError> {
    let mut font = Font::default();
    xml.each_child(opened, |xml, own| {
        match own.local_name() {
            "sz" => own.each_attribute(|name, value| {
                if name == "val" {
                    let size = value.parse::<f64>().ok();
                    font.is_tiny = size.is_some_and(|size| size > 0.0 && size <= TINY);
                }
            })?,
            "color" => font.color = Color::of(own)?,
            _ => {}
        }
        xml.skip(own)
    })?;
    Ok(font)
}

/// The fill that was just opened.
///
/// # Errors
///
/// If it is not well formed.
pub(super) fn fill(xml: &mut Elements<'_>, opened: &Opened<'_>) -> Result<Fill, PackageError> {
    let mut ground = None;
    xml.each_child(opened, |xml, own| {
        if own.local_name() != "patternFill" {
            return xml.skip(own);
        }
        let (mut is_none, mut is_solid) = (true, false);
        own.each_attribute(|name, value| {
            if name == "patternType" {
                (is_none, is_solid) = (value == "none", value == "solid");
            }
        })?;
        if is_none {
            ground = Some(Color::WHITE);
        }
        if !is_solid {
            return xml.skip(own);
        }
        xml.each_child(own, |xml, color| {
            if color.local_name() == "fgColor" {
                ground = Color::of(color)?;
            }
            xml.skip(color)
        })
    })?;
    Ok(Fill { ground })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::CellStyles;

    /// Whether text of a font on a fill can be seen.
    fn unseen(font: &str, fill: &str) -> Option<Invisible> {
        let part = format!(
            "<x:styleSheet xmlns:x='m'><x:fonts><x:font/><x:font>{font}</x:font></x:fonts>\
             <x:fills><x:fill/><x:fill>{fill}</x:fill></x:fills>\
             <x:cellXfs><x:xf/><x:xf fontId='1' fillId='1'/></x:cellXfs></x:styleSheet>"
        );
        let styles = CellStyles::read(&part).unwrap();
        assert_eq!(styles.unseen(0), None);
        assert_eq!(styles.hides(), styles.unseen(1).is_some());
        styles.unseen(1)
    }

    #[test]
    fn text_in_the_colour_of_its_ground_or_too_small_is_unseen() {
        let none = "<x:patternFill patternType='none'/>";
        let solid = |color: &str| {
            format!("<x:patternFill patternType='solid'>{color}<x:bgColor indexed='64'/></x:patternFill>")
        };
        let white = solid("<x:fgColor rgb='FFFFFFFF'/>");
        let blue = solid("<x:fgColor rgb='FF0070C0'/>");
        let accent = solid("<x:fgColor theme='4' tint='0.5'/>");
        let (ink, size) = (Some(Invisible::Ink), Some(Invisible::Size));
        for (font, fill, expected) in [
            ("<x:color rgb='FFFFFFFF'/>", none, ink),
            ("<x:color rgb='00ffffff'/>", none, ink),
            ("<x:color rgb='FFFFFF'/>", white.as_str(), ink),
            ("<x:color theme='0'/>", none, ink),
            ("<x:color theme='0' tint='0'/>", white.as_str(), ink),
            ("<x:color indexed='9'/>", none, ink),
            ("<x:color indexed='1'/>", white.as_str(), ink),
            ("<x:color rgb='FF0070C0'/>", blue.as_str(), ink),
            ("<x:color theme='4' tint='0.5'/>", accent.as_str(), ink),
            ("<x:sz val='1'/>", none, size),
            ("<x:sz val='2'/><x:color rgb='FFFFFFFF'/>", none, size),
            ("", none, None),
            ("<x:sz val='2.5'/>", none, None),
            ("<x:sz val='0'/>", none, None),
            ("<x:sz val='11'/><x:color theme='1'/>", none, None),
            ("<x:color rgb='FFFFFFFF'/>", blue.as_str(), None),
            ("<x:color theme='0'/>", accent.as_str(), None),
            ("<x:color theme='0' tint='-0.25'/>", none, None),
            ("<x:color theme='4'/>", accent.as_str(), None),
            ("<x:color rgb='FFFFFFFE'/>", none, None),
            ("<x:color auto='1'/>", none, None),
            ("<x:color indexed='64'/>", none, None),
            ("<x:color rgb='FFFFFFFF'/>", "<x:patternFill patternType='gray125'/>", None),
            ("<x:color rgb='FFFFFFFF'/>", "<x:gradientFill><x:stop/></x:gradientFill>", None),
            ("<x:color rgb='FFFFFFFF'/>", &solid(""), None),
        ] {
            assert_eq!(unseen(font, fill), expected, "{font} on {fill}");
        }
    }
}
