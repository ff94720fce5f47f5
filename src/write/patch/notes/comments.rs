//! The comments part: what the notes of a worksheet say, and who wrote them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use roxmltree::{Document, Node};

use super::mark::parting;
use super::nodes::{children, inside};
use super::{Changes, NotesError};
use crate::package::{Splices, child, prefix_of, tree, xml_escaped};
use crate::value::CellRef;
use crate::write::note_look::{AUTHOR, FONT, FONT_SIZE};

/// Takes ours out of the part; `None` if nothing is left to keep.
pub(super) fn without_ours(
    part: &str,
    are_wanted: bool,
    changes: &mut Changes,
) -> Result<Option<String>, NotesError> {
    let document = tree(part).map_err(NotesError::Comments)?;
    let comments = Comments::of(&document)?;
    let mut splices = Splices::default();
    let mut left = BTreeSet::new();
    let (mut any_left, mut any_removed) = (false, false);
    for comment in comments.each() {
        let pieces = pieces(comment);
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let at = address(comment);
        let author = comments.author(comment);
        let parting = if is_threaded(author) { None } else { parting(&text) };
        // Nobody else's words begin with our line: it is ours even where its author was lost.
        if author == AUTHOR || parting.is_some_and(|(_, line)| line == 0) {
            splices.remove(comment.range());
            changes.removed.extend(at);
            any_removed = true;
            continue;
        }
        any_left = true;
        left.extend(at);
        if let Some((theirs, line)) = parting {
            cut(part, &pieces, theirs, &mut splices);
            if let Some(at) = at {
                changes.cut.entry(at).or_insert_with(|| text[line..].to_owned());
            }
        }
    }
    changes.removed.retain(|at| !left.contains(at));
    // A part that held no comment before ours is written whole, now and the next time.
    if !any_left && (any_removed || are_wanted) {
        return Ok(None);
    }
    // No comment names it any more, and no other author's number changes.
    for author in comments.authors().iter().rev().take_while(|author| name(**author) == AUTHOR) {
        splices.remove(author.range());
    }
    splices.apply(part).map(Some).ok_or(NotesError::Tangled)
}

/// Puts ours into the part, each in its cell; also the cells where they cannot be put.
pub(super) fn with_ours(
    part: Option<String>,
    mut texts: BTreeMap<CellRef, String>,
    main_namespace: &str,
    changes: &mut Changes,
) -> Result<(Option<String>, Vec<CellRef>), NotesError> {
    if texts.is_empty() {
        return Ok((part, Vec::new()));
    }
    let part = part.unwrap_or_else(|| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <comments xmlns=\"{}\"><authors></authors><commentList></commentList></comments>",
            xml_escaped(main_namespace)
        )
    });
    let document = tree(&part).map_err(NotesError::Comments)?;
    let comments = Comments::of(&document)?;
    let mut splices = Splices::default();
    let mut unplaced = Vec::new();
    let mut present = HashMap::new();
    for comment in comments.each() {
        if let Some(at) = address(comment) {
            present.entry(at).or_insert(comment);
        }
    }
    texts.retain(|at, text| {
        let Some(comment) = present.get(at) else { return true };
        if is_threaded(comments.author(*comment)) {
            unplaced.push(*at);
        } else {
            extend(&part, *comment, text, &mut splices);
            changes.extended.insert(*at, std::mem::take(text));
        }
        false
    });
    if !texts.is_empty() {
        let author = sign(&part, &comments, &mut splices);
        let prefix = prefix_of(&part, comments.list);
        let new: String = texts
            .iter()
            .map(|(at, text)| {
                let run = run(prefix, text);
                format!(
                    "<{prefix}comment ref=\"{at}\" authorId=\"{author}\">\
                     <{prefix}text>{run}</{prefix}text></{prefix}comment>"
                )
            })
            .collect();
        splices.append(&part, comments.list, &new);
    }
    changes.added = texts;
    Ok((Some(splices.apply(&part).ok_or(NotesError::Tangled)?), unplaced))
}

/// The places of a comments part.
struct Comments<'a, 'x> {
    root: Node<'a, 'x>,
    list: Node<'a, 'x>,
    names: Vec<&'a str>,
}

impl<'a, 'x> Comments<'a, 'x> {
    fn of(document: &'a Document<'x>) -> Result<Self, NotesError> {
        let root = document.root_element();
        let list = child(root, "commentList").ok_or(NotesError::NoCommentList)?;
        let mut comments = Self { root, list, names: Vec::new() };
        comments.names = comments.authors().into_iter().map(name).collect();
        Ok(comments)
    }

    fn each(&self) -> impl Iterator<Item = Node<'a, 'x>> + use<'a, 'x> {
        children(self.list, "comment")
    }

    fn authors(&self) -> Vec<Node<'a, 'x>> {
        child(self.root, "authors").into_iter().flat_map(|authors| children(authors, "author")).collect()
    }

    /// Who wrote a comment; nobody if it does not say.
    fn author(&self, comment: Node<'_, '_>) -> &'a str {
        author_number(comment).and_then(|number| self.names.get(number).copied()).unwrap_or_default()
    }
}

fn author_number(comment: Node<'_, '_>) -> Option<usize> {
    comment.attribute("authorId")?.trim().parse().ok()
}

fn name<'a>(author: Node<'a, '_>) -> &'a str {
    author.text().unwrap_or_default().trim()
}

/// What the program leaves in the notes for a threaded comment is replaced by it when the workbook is opened.
fn is_threaded(author: &str) -> bool {
    author.starts_with("tc=")
}

fn address(comment: Node<'_, '_>) -> Option<CellRef> {
    comment.attribute("ref").and_then(|at| at.trim().parse().ok())
}

/// A part of a comment's text: a run, or the text itself where there are none.
struct Piece<'a, 'x> {
    outer: Node<'a, 'x>,
    text: String,
}

fn pieces<'a, 'x>(comment: Node<'a, 'x>) -> Vec<Piece<'a, 'x>> {
    let content = child(comment, "text").into_iter().flat_map(|text| text.children());
    content
        .filter(|node| node.is_element() && matches!(node.tag_name().name(), "t" | "r"))
        .map(|outer| Piece { outer, text: text_nodes(outer).iter().flat_map(characters).collect() })
        .collect()
}

/// The `t` of a piece; Excel writes one.
fn text_nodes<'a, 'x>(outer: Node<'a, 'x>) -> Vec<Node<'a, 'x>> {
    if outer.tag_name().name() == "t" { vec![outer] } else { children(outer, "t").collect() }
}

fn characters<'a>(text: &Node<'a, '_>) -> impl Iterator<Item = &'a str> + use<'a> {
    text.children()
        .filter_map(|node| if node.is_text() { node.text() } else { None })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Cuts off everything behind others' words, which take so many bytes.
fn cut(part: &str, pieces: &[Piece<'_, '_>], theirs: usize, splices: &mut Splices) {
    let mut start = 0;
    let mut kept = Vec::new();
    for Piece { outer, text } in pieces {
        let end = start + text.len();
        if end <= theirs && (start < theirs || text.is_empty()) {
            kept.push(*outer);
        } else if start >= theirs {
            splices.remove(outer.range());
        } else {
            // A program that saved the note since has joined their words with ours.
            kept.push(*outer);
            let nodes = text_nodes(*outer);
            for (at, node) in nodes.iter().enumerate() {
                let words = if at == 0 { &text[..theirs - start] } else { "" };
                splices.replace(inside(part, *node), xml_escaped(words));
            }
        }
        start = end;
    }
    // A plain text that became a run so that ours could stand behind it.
    if let [run] = kept.as_slice()
        && let [text] = run.children().filter(Node::is_element).collect::<Vec<_>>().as_slice()
        && run.tag_name().name() == "r"
        && text.tag_name().name() == "t"
    {
        splices.remove(run.range().start..text.range().start);
        splices.remove(text.range().end..run.range().end);
    }
}

/// Puts our words behind a comment's own.
fn extend(part: &str, comment: Node<'_, '_>, words: &str, splices: &mut Splices) {
    let Some(text) = child(comment, "text") else {
        let prefix = prefix_of(part, comment);
        let run = run(prefix, &format!("\n{words}"));
        return splices.append(part, comment, &format!("<{prefix}text>{run}</{prefix}text>"));
    };
    let prefix = prefix_of(part, text);
    let run = run(prefix, &format!("\n{words}"));
    let pieces = pieces(comment);
    for plain in pieces.iter().map(|piece| piece.outer).filter(|outer| outer.tag_name().name() == "t") {
        splices.insert(plain.range().start, format!("<{prefix}r>"));
        splices.insert(plain.range().end, format!("</{prefix}r>"));
    }
    // How words are pronounced stands behind all runs.
    match pieces.last() {
        Some(last) => splices.insert(last.outer.range().end, run),
        None => splices.append(part, text, &run),
    }
}

/// Our number among the authors, to whom we are added if need be.
fn sign(part: &str, comments: &Comments<'_, '_>, splices: &mut Splices) -> usize {
    if let Some(number) = comments.names.iter().position(|name| *name == AUTHOR) {
        return number;
    }
    // A number that has no author must not become ours.
    let claimed: BTreeSet<usize> = comments.each().filter_map(author_number).collect();
    let known = comments.names.len();
    let number = (known..).find(|number| !claimed.contains(number)).unwrap_or(known);
    let parent = child(comments.root, "authors");
    let prefix = prefix_of(part, parent.unwrap_or(comments.list));
    let nobody = format!("<{prefix}author></{prefix}author>").repeat(number - known);
    let authors = format!("{nobody}<{prefix}author>{AUTHOR}</{prefix}author>");
    match parent {
        Some(parent) => splices.append(part, parent, &authors),
        None => {
            let authors = format!("<{prefix}authors>{authors}</{prefix}authors>");
            splices.insert(comments.list.range().start, authors);
        }
    }
    number
}

/// A run of text that looks like all our notes.
fn run(prefix: &str, text: &str) -> String {
    format!(
        "<{prefix}r><{prefix}rPr><{prefix}sz val=\"{FONT_SIZE}\"/><{prefix}color indexed=\"81\"/>\
         <{prefix}rFont val=\"{FONT}\"/><{prefix}family val=\"3\"/><{prefix}charset val=\"134\"/></{prefix}rPr>\
         <{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>",
        xml_escaped(text)
    )
}
