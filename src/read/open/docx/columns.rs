//! Tables that follow each other without a word between them, and the columns their rows share.

use super::table::{COLS, GridCell, Row, Table, Upright};

/// Edges nearer than this (3 mm) were meant as one: Word keeps every pixel by which a border was dragged.
const HAIR: u32 = 170;

/// No form is cut into more pieces.
const MOST_SEAMS: usize = 64;

/// The rows of a table and of those that go on with it after a page break.
pub(super) struct Stack {
    edges: Option<Vec<u32>>,
    columns: usize,
    rows: Vec<Row>,
    /// The rows that a table after the first begins with.
    seams: Vec<usize>,
}

impl Stack {
    pub(super) fn new(table: Table) -> Self {
        Self { columns: table.columns(), edges: table.edges, rows: table.rows, seams: Vec::new() }
    }

    /// Lets the rows of the next table follow, or gives it back if its columns are others.
    pub(super) fn join(&mut self, mut table: Table) -> Option<Table> {
        if self.seams.len() == MOST_SEAMS || self.columns + table.columns() >= COLS {
            return Some(table);
        }
        match (&self.edges, &table.edges) {
            // One part may lack some edges, where none of its rows needs them.
            (Some(own), Some(other)) if fits(own, other) || fits(other, own) => {
                let mut edges = [own.as_slice(), other.as_slice()].concat();
                edges.sort_unstable();
                edges.dedup();
                let places = |old: &[u32]| -> Vec<usize> {
                    old.iter().map(|edge| edges.partition_point(|other| other < edge)).collect()
                };
                moved(&mut self.rows, &places(own));
                moved(&mut table.rows, &places(other));
                self.columns = edges.len().saturating_sub(1);
                self.edges = Some(edges);
            }
            _ if self.columns == table.columns() => {}
            _ => return Some(table),
        }
        let repeated = self.repeated_heading(&table.rows);
        table.rows.drain(..repeated);
        self.seams.push(self.rows.len());
        self.rows.append(&mut table.rows);
        None
    }

    /// How many rows at the beginning of a table only say again what heads the columns.
    fn repeated_heading(&self, rows: &[Row]) -> usize {
        let is_same = |(one, other): &(&Row, &Row)| one.texts().eq(other.texts());
        // Fewer words may well stand in two rows of one form.
        let Some(first) = rows.first().filter(|row| row.texts().nth(2).is_some()) else { return 0 };
        let Some(at) = self.rows.iter().position(|row| row.texts().eq(first.texts())) else { return 0 };
        self.rows.iter().skip(at).zip(rows).take_while(is_same).count()
    }

    /// The rows, each cell between the columns that are left when hair-thin ones are gone.
    pub(super) fn into_rows(mut self) -> Vec<Row> {
        if let Some(edges) = &self.edges {
            let places = without_hairs(edges, &self.rows);
            moved(&mut self.rows, &places);
        }
        for seam in self.seams {
            if let Some((above, below)) = self.rows.split_at_mut_checked(seam)
                && let (Some(above), Some(below)) = (above.last(), below.first_mut())
            {
                go_on(above, below);
            }
        }
        self.rows
    }
}

/// A cell that was cut in two goes on: the lower half is empty, and stands where the upper one ended.
fn go_on(above: &Row, below: &mut Row) {
    for cell in below.cells.iter_mut().filter(|cell| cell.upright == Upright::Begins && cell.text.is_empty())
    {
        let is_upper = |upper: &GridCell| {
            (upper.first, upper.end) == (cell.first, cell.end) && upper.upright != Upright::Alone
        };
        let near = above.cells.partition_point(|upper| upper.first < cell.first);
        if above.cells.get(near).is_some_and(is_upper) {
            cell.upright = Upright::GoesOn;
        }
    }
}

/// Whether each of the edges is one of the others but for a hair.
fn fits(edges: &[u32], others: &[u32]) -> bool {
    edges.iter().all(|edge| {
        let next = others.partition_point(|other| other < edge);
        let mut near = next.checked_sub(1).into_iter().chain([next]).filter_map(|at| others.get(at));
        near.any(|other| other.abs_diff(*edge) < HAIR)
    })
}

/// For each edge its place once edges a hair apart are one; a cell that would be left without width keeps its own.
fn without_hairs(edges: &[u32], rows: &[Row]) -> Vec<usize> {
    // Of the cells that end at an edge, the beginning of the narrowest.
    let mut narrowest: Vec<Option<usize>> = vec![None; edges.len()];
    for GridCell { first, end, .. } in rows.iter().flat_map(|row| &row.cells) {
        if let Some(begin) = narrowest.get_mut(*end) {
            *begin = (*begin).max(Some(*first));
        }
    }
    let (mut places, mut place, mut first) = (Vec::with_capacity(edges.len()), 0, 0);
    for (at, (edge, narrowest)) in edges.iter().zip(&narrowest).enumerate() {
        let from = edges.get(first).copied().unwrap_or(0);
        let is_hair = edge.abs_diff(from) < HAIR && narrowest.is_none_or(|begin| begin < first);
        if at > 0 && !is_hair {
            first = at;
            place += 1;
        }
        places.push(place);
    }
    places
}

fn moved(rows: &mut [Row], places: &[usize]) {
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        for edge in [&mut cell.first, &mut cell.end] {
            *edge = places.get(*edge).copied().unwrap_or(*edge);
        }
    }
}
