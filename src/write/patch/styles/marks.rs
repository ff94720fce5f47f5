//! Which cell styles of a part bear a mark of ours: told by their look, as programs number styles anew when they save.

use roxmltree::{Document, Node, NodeId};

use super::list::{List, child, children};
use super::written::style_name;
use crate::write::drawn::Mark;
use crate::write::look::{Border, CORRECTED_FILL, REVIEW_BORDER, Rgb};

/// What a border of the part has that a mark has.
#[derive(Debug, Clone, Copy, Default)]
struct Lines {
    dashed: bool,
    double: bool,
}

/// The mark of every cell style; empty if none bears one.
pub(super) fn marks(doc: &Document<'_>, fills: &List, borders: &List, styles: &List) -> Vec<Option<Mark>> {
    let nodes = |list: &List| list.entries().iter().filter_map(|id| doc.get_node(*id)).collect::<Vec<_>>();
    let lines: Vec<Lines> = nodes(borders).into_iter().map(lines).collect();
    if !lines.iter().any(|lines| lines.dashed || lines.double) {
        return Vec::new();
    }
    let yellow: Vec<bool> = nodes(fills).into_iter().map(is_yellow).collect();
    let mark = |id: &NodeId| {
        let style = doc.get_node(*id)?;
        let index = |name: &str| style.attribute(name)?.trim().parse::<usize>().ok();
        let lines = *lines.get(index("borderId").unwrap_or(0))?;
        let yellow = yellow.get(index("fillId").unwrap_or(0)).copied().unwrap_or(false);
        if lines.dashed && yellow { Some(Mark::Corrected) } else { lines.double.then_some(Mark::Review) }
    };
    styles.entries().iter().map(mark).collect()
}

fn lines(border: Node<'_, '_>) -> Lines {
    let is_side = |side: &Node<'_, '_>| {
        matches!(side.tag_name().name(), "left" | "right" | "top" | "bottom" | "start" | "end")
    };
    let mut lines = Lines::default();
    for side in children(border).filter(is_side) {
        let style = side.attribute("style");
        lines.dashed |= style == style_name(Border::MediumDashed);
        lines.double |= style == style_name(Border::Double) && has_color(side, "color", REVIEW_BORDER);
    }
    lines
}

fn is_yellow(fill: Node<'_, '_>) -> bool {
    child(fill, "patternFill").is_some_and(|pattern| {
        pattern.attribute("patternType") == Some("solid") && has_color(pattern, "fgColor", CORRECTED_FILL)
    })
}

/// Whether an element's colour of this name is `color`, however transparent a program calls it.
fn has_color(node: Node<'_, '_>, name: &str, color: Rgb) -> bool {
    let written = child(node, name).and_then(|color| color.attribute("rgb")).unwrap_or_default();
    let digits = written.get(written.len().saturating_sub(6)..).unwrap_or_default();
    digits.eq_ignore_ascii_case(&color.to_string())
}
