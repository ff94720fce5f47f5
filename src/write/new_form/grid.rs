//! Columns of different blocks on one grid.

use crate::template::Span;

/// Spans for a block's columns from the grid column after the label at the side to the last one: each as wide as it
/// needs, counted from the right; the first takes the rest. Grid columns are widened where that is not enough.
pub(super) fn spread(widths: &mut [f64], needs: &[f64]) -> Vec<Span> {
    let mut spans = Vec::with_capacity(needs.len());
    let mut end = widths.len();
    for (before, need) in needs.iter().enumerate().rev() {
        let last = end.saturating_sub(1);
        let mut first = last;
        if before == 0 {
            first = 1.min(last);
        } else {
            // As many grid columns must be left as there are columns of the block.
            while first > before + 1 && widths[first..=last].iter().sum::<f64>() < *need {
                first -= 1;
            }
        }
        let lacking = need - widths[first..=last].iter().sum::<f64>();
        if lacking > 0.0 {
            widths[last] += lacking;
        }
        spans.push(span(first, last));
        end = first;
    }
    spans.reverse();
    spans
}

/// The grid columns from `first` on in `count` runs of about the same width, each of at least `least` columns.
pub(super) fn chunks(widths: &[f64], first: usize, count: usize, least: usize) -> Vec<Span> {
    let mut spans = Vec::with_capacity(count);
    let mut start = first;
    for left in (1..=count).rev() {
        let rest: f64 = widths[start..].iter().sum();
        let share = rest / f64::from(u32::try_from(left).unwrap_or(u32::MAX));
        let most = widths.len().saturating_sub(least * (left - 1));
        let mut end = (start + least).min(widths.len());
        // The last one takes what is left.
        while end < most && (left == 1 || nearer(widths, start, end, share)) {
            end += 1;
        }
        spans.push(span(start, end - 1));
        start = end;
    }
    spans
}

/// Whether one more column brings the run nearer to its share.
fn nearer(widths: &[f64], start: usize, end: usize, share: f64) -> bool {
    let own: f64 = widths[start..end].iter().sum();
    (own + widths[end] - share).abs() < (own - share).abs()
}

/// A label and its entry within a run: the label as wide as it needs, the entry with at least one column.
pub(super) fn pair(widths: &[f64], run: &Span, label_width: f64) -> (Span, Span) {
    let (first, last) = (usize::from(run.first), usize::from(run.last));
    let mut end = first;
    while end + 1 < last && widths[first..=end].iter().sum::<f64>() < label_width {
        end += 1;
    }
    (span(first, end), span((end + 1).min(last), last))
}

/// A span by positions in the grid.
pub(super) fn span(first: usize, last: usize) -> Span {
    let column = |at: usize| u16::try_from(at).expect("columns of a form are few");
    Span { first: column(first), last: column(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(spans: &[Span]) -> Vec<(u16, u16)> {
        spans.iter().map(|span| (span.first, span.last)).collect()
    }

    #[test]
    fn narrow_columns_are_joined_and_the_first_takes_the_rest() {
        let mut widths = [10.0, 12.0, 20.0, 8.0, 8.0, 16.0];
        assert_eq!(ends(&spread(&mut widths, &[20.0, 13.0, 13.0])), [(1, 2), (3, 4), (5, 5)]);
        assert_eq!(
            ends(&spread(&mut widths, &[20.0, 13.0, 13.0, 8.0, 8.0])),
            [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]
        );
        assert_eq!(widths[1..4], [20.0, 20.0, 13.0]);
    }

    #[test]
    fn runs_are_about_equally_wide() {
        let widths = [10.0, 12.0, 20.0, 24.0, 18.0, 16.0, 10.0, 10.0, 32.0];
        assert_eq!(ends(&chunks(&widths, 0, 2, 2)), [(0, 4), (5, 8)]);
        assert_eq!(ends(&chunks(&widths, 0, 4, 2)), [(0, 2), (3, 4), (5, 6), (7, 8)]);
        assert_eq!(ends(&chunks(&widths, 1, 1, 1)), [(1, 8)]);
        let (label, entry) = pair(&widths, &span(0, 3), 18.0);
        assert_eq!(ends(&[label, entry]), [(0, 1), (2, 3)]);
    }
}
