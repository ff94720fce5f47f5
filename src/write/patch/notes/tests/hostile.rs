//! Any text is taken or refused, soon and without a panic; whatever is taken comes out the same the second time.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::parts::{ALL, MAIN};
use super::{Existing, Wanted, wanted, with_notes};

fn twice(comments: Option<&str>, drawing: Option<&str>, wanted: &[Wanted]) -> Option<bool> {
    let first = with_notes(Existing { comments, drawing }, wanted, MAIN).ok()?;
    let existing = Existing { comments: first.comments.as_deref(), drawing: first.drawing.as_deref() };
    Some(with_notes(existing, wanted, MAIN).is_ok_and(|second| second == first))
}

/// A part with some of its pieces taken out, doubled or swapped for others.
fn damaged(part: &'static str) -> impl Strategy<Value = String> {
    let pieces: Vec<String> = part.split_inclusive('>').map(str::to_owned).collect();
    let others =
        ["<", ">", "</", "'", "\"", "<r><t>", "</t></r>", "<t/>", "一", "&#10;", "—— ziping ——\n", "</xml>"];
    let count = pieces.len();
    prop::collection::vec((0..count, 0..count, 0..others.len() + 2), 0..4).prop_map(move |changes| {
        let mut pieces = pieces.clone();
        for (at, from, what) in changes {
            match others.get(what) {
                Some(other) => pieces[at].push_str(other),
                None if what == others.len() => pieces[at] = pieces[from].clone(),
                None => pieces[at].clear(),
            }
        }
        pieces.concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_parts_are_taken_alike_twice_or_refused(
        (comments, drawing) in (0..ALL.len()).prop_flat_map(|at| {
            let (_, (comments, drawing)) = ALL[at];
            (damaged(comments), damaged(drawing))
        }),
        cells in prop::sample::subsequence(vec!["A1", "B2", "B3", "C3", "D4"], 0..5),
        text in ".{0,40}",
    ) {
        let notes: Vec<_> = cells.into_iter().map(|at| (at, text.as_str())).collect();
        let wanted = wanted(&notes);
        prop_assert_ne!(twice(Some(&comments), Some(&drawing), &wanted), Some(false));
        prop_assert_ne!(twice(Some(&comments), None, &wanted), Some(false));
        prop_assert_ne!(twice(None, Some(&drawing), &wanted), Some(false));
    }

    #[test]
    fn any_text_is_no_reason_to_panic(comments in ".{0,80}", drawing in "(<|>|/|v:shape|x:Row|</xml>|'|.){0,80}") {
        let notes = wanted(&[("A1", "一")]);
        twice(Some(&comments), None, &notes);
        prop_assert_ne!(twice(None, Some(&drawing), &notes), Some(false));
    }
}

#[test]
fn parts_out_of_proportion_take_no_time() {
    let start = Instant::now();
    let notes = wanted(&[("A1", "一")]);
    for piece in [
        "<",
        "</",
        "</x",
        "<v:shape>",
        "<x:Row>1",
        "<!--",
        "_x0000_s1",
        "<v:shape ",
        "<a b='",
        "\"",
        "<a b=c ",
    ] {
        let drawing = piece.repeat(100_000);
        with_notes(Existing { comments: None, drawing: Some(&drawing) }, &notes, MAIN).ok();
        with_notes(Existing { comments: None, drawing: Some(&(drawing + "</xml>")) }, &notes, MAIN).ok();
    }
    for piece in ["<a>", "<comment ref='A1'/>", "<r><t>一</t></r>", "—— ziping ——", "<t>\n—— ziping ——\n</t>"]
    {
        let many = piece.repeat(20_000);
        let comments = format!(
            "<comments xmlns='{MAIN}'><commentList><comment ref='A1'><text>{many}</text></comment>{many}</commentList></comments>"
        );
        with_notes(Existing { comments: Some(&comments), drawing: None }, &notes, MAIN).ok();
    }
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
