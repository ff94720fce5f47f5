//! The font of plain cells: column widths count its digits.

use roxmltree::{Document, Node};

use super::list::{child, children};
use crate::write::look::{BODY_POINTS, FONT};

/// The width in pixels of a digit of a part's default font, rather too small than too large.
pub(super) fn digit_pixels(doc: &Document<'_>) -> f64 {
    let root = doc.root_element();
    let first = |list: &str| child(root, list).and_then(|list| children(list).next());
    let font = first("cellStyleXfs").and_then(|style| style.attribute("fontId")?.trim().parse().ok());
    let font = child(root, "fonts").and_then(|fonts| children(fonts).nth(font.unwrap_or(0)));
    let value = |name: &str| font.and_then(|font: Node<'_, '_>| child(font, name)?.attribute("val"));
    let points = value("sz").and_then(|points| points.trim().parse::<f64>().ok());
    let points = points.filter(|points| (4.0..=72.0).contains(points)).unwrap_or(BODY_POINTS.into());
    // A digit is half as wide as the font is high; Chinese fonts round it up.
    let half = (points * 96.0 / 72.0).round() / 2.0;
    if value("name").unwrap_or(FONT).is_ascii() { half.floor() } else { half.ceil() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_default_font() {
        let digit = |fonts: &str, style: &str| {
            let part = format!(
                "<styleSheet><fonts>{fonts}</fonts><cellStyleXfs>{style}</cellStyleXfs></styleSheet>"
            );
            digit_pixels(&Document::parse(&part).unwrap())
        };
        let font =
            |points: &str, name: &str| format!("<font><sz val='{points}'/><name val='{name}'/></font>");
        for (points, name, pixels) in [
            ("11", "宋体", 8.0),
            ("11", "Calibri", 7.0),
            ("12", "宋体", 8.0),
            ("12", "Times New Roman", 8.0),
            ("9", "宋体", 6.0),
            ("1e9", "宋体", 8.0),
            ("NaN", "Calibri", 7.0),
        ] {
            let found = digit(&font(points, name), "<xf/>");
            assert!((found - pixels).abs() < 1e-9, "{points} {name}: {found}");
        }
        let two = font("11", "宋体") + &font("20", "Arial");
        assert!((digit(&two, "<xf fontId='1'/>") - 13.0).abs() < 1e-9);
        assert!((digit("", "") - 8.0).abs() < 1e-9);
    }
}
