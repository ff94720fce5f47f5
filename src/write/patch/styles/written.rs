//! Looks as the XML of a styles part.

use std::fmt::Write as _;

use super::Edges;
use super::list::Prefix;
use crate::package::escaped;
use crate::write::look::{Border, CHARSET_GB2312, FONT, Font, Horizontal, Look, Rgb, Vertical};

/// A font entry.
pub(super) fn font(out: &mut String, p: &Prefix, font: Font) {
    push(out, format_args!("<{p}font>"));
    if font.bold {
        push(out, format_args!("<{p}b/>"));
    }
    if font.underlined {
        push(out, format_args!("<{p}u/>"));
    }
    push(out, format_args!("<{p}sz val=\"{}\"/>", font.points));
    if let Some(color) = font.color {
        push(out, format_args!("<{p}color rgb=\"FF{color}\"/>"));
    }
    push(out, format_args!("<{p}name val=\"{FONT}\"/><{p}charset val=\"{CHARSET_GB2312}\"/></{p}font>"));
}

/// A fill entry: one of the two that every part begins with, or a colour's.
pub(super) fn fill(out: &mut String, p: &Prefix, fill: Fill) {
    match fill {
        Fill::None => push(out, format_args!("<{p}fill><{p}patternFill patternType=\"none\"/></{p}fill>")),
        Fill::Gray => push(out, format_args!("<{p}fill><{p}patternFill patternType=\"gray125\"/></{p}fill>")),
        Fill::Solid(color) => push(
            out,
            format_args!(
                "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"FF{color}\"/>\
                 <{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"
            ),
        ),
    }
}

/// What a fill entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nothing: the first of every part.
    None,
    /// Dots: the second of every part.
    Gray,
    /// One colour.
    Solid(Rgb),
}

/// A border entry with lines on these sides.
pub(super) fn border(out: &mut String, p: &Prefix, border: Border, edges: Edges) {
    let Edges { left, right, top, bottom } = edges;
    push(out, format_args!("<{p}border>"));
    for (name, has_line) in [("left", left), ("right", right), ("top", top), ("bottom", bottom)] {
        side(out, name, p, if has_line { border } else { Border::None });
    }
    push(out, format_args!("<{p}diagonal/></{p}border>"));
}

/// One side of a border.
pub(super) fn side(out: &mut String, name: &str, p: &Prefix, border: Border) {
    let Some(style) = style_name(border) else { return push(out, format_args!("<{p}{name}/>")) };
    push(out, format_args!("<{p}{name} style=\"{style}\">"));
    match border.color() {
        Some(color) => push(out, format_args!("<{p}color rgb=\"FF{color}\"/>")),
        None => push(out, format_args!("<{p}color auto=\"1\"/>")),
    }
    push(out, format_args!("</{p}{name}>"));
}

/// A line's style as the format names it; `None` for no line.
pub(super) fn style_name(border: Border) -> Option<&'static str> {
    match border {
        Border::None => None,
        Border::Thin => Some("thin"),
        Border::MediumDashed => Some("mediumDashed"),
        Border::Double => Some("double"),
    }
}

/// What a cell style points at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    pub(super) number_format: u32,
    pub(super) font: u32,
    pub(super) fill: u32,
    pub(super) border: u32,
    /// Whether there are named styles for it to rest on.
    pub(super) is_named: bool,
}

/// A cell style that says nothing but these attributes.
pub(super) fn bare_style(out: &mut String, p: &Prefix, attributes: &[(&str, u32)]) {
    push(out, format_args!("<{p}xf"));
    for name in ["numFmtId", "fontId", "fillId", "borderId"] {
        if !attributes.iter().any(|(own, _)| *own == name) {
            push(out, format_args!(" {name}=\"0\""));
        }
    }
    for (name, value) in attributes {
        push(out, format_args!(" {name}=\"{value}\""));
    }
    out.push_str("/>");
}

/// The cell style of a look.
pub(super) fn cell_style(out: &mut String, p: &Prefix, parts: Parts, look: &Look) {
    let Parts { number_format, font, fill, border, is_named } = parts;
    push(
        out,
        format_args!(
            "<{p}xf numFmtId=\"{number_format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\""
        ),
    );
    if is_named {
        out.push_str(" xfId=\"0\"");
    }
    out.push_str(
        " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"",
    );
    if look.unlocked {
        out.push_str(" applyProtection=\"1\"");
    }
    let horizontal = match look.horizontal {
        Horizontal::Left => "left",
        Horizontal::Center => "center",
    };
    let vertical = match look.vertical {
        Vertical::Top => "top",
        Vertical::Center => "center",
    };
    let wrap = if look.wrap { " wrapText=\"1\"" } else { "" };
    push(out, format_args!("><{p}alignment horizontal=\"{horizontal}\" vertical=\"{vertical}\"{wrap}/>"));
    if look.unlocked {
        push(out, format_args!("<{p}protection locked=\"0\"/>"));
    }
    push(out, format_args!("</{p}xf>"));
}

/// A number format entry.
pub(super) fn number_format(out: &mut String, p: &Prefix, id: u32, code: &str) {
    push(out, format_args!("<{p}numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code)));
}

/// The part of a workbook that has none: 宋体 as its only font, and nothing else that can be seen.
macro_rules! empty_part {
    ($namespace:literal) => {
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"",
            $namespace,
            "\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/><charset val=\"134\"/></font></fonts>",
            "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>",
            "<fill><patternFill patternType=\"gray125\"/></fill></fills>",
            "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>",
            "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
            "<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>",
            "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>",
            "</styleSheet>"
        )
    };
}

/// [`empty_part`] in the usual dialect.
pub(super) const EMPTY_TRANSITIONAL: &str =
    empty_part!("http://schemas.openxmlformats.org/spreadsheetml/2006/main");
/// [`empty_part`] in the strict one.
pub(super) const EMPTY_STRICT: &str = empty_part!("http://purl.oclc.org/ooxml/spreadsheetml/main");

fn push(out: &mut String, piece: std::fmt::Arguments<'_>) {
    out.write_fmt(piece).expect("a string takes any text");
}
