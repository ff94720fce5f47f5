//! Tables that follow each other without a word between them, and the columns their rows share.

use super::table::{GridCell, Row, Table};

/// Edges nearer than this (3 mm) were meant as one: Word keeps every pixel by which a border was dragged.
const HAIR: u32 = 170;

/// The rows of a table and of those that go on with it after a page break.
pub(super) struct Stack {
    edges: Option<Vec<u32>>,
    columns: usize,
    rows: Vec<Row>,
}

impl Stack {
    pub(super) fn new(table: Table) -> Self {
        Self { columns: table.columns(), edges: table.edges, rows: table.rows }
    }

    /// Lets the rows of the next table follow, or gives it back if its columns are others.
    pub(super) fn join(&mut self, mut table: Table) -> Option<Table> {
        if self.columns != table.columns() {
            // One part may lack some edges, where none of its rows needs them.
            let (Some(own), Some(other)) = (&self.edges, &table.edges) else { return Some(table) };
            if let Some(places) = places(other, own) {
                moved(&mut table.rows, &places);
            } else if let Some(places) = places(own, other) {
                moved(&mut self.rows, &places);
                self.columns = table.columns();
                self.edges = table.edges.take();
            } else {
                return Some(table);
            }
        }
        self.rows.append(&mut table.rows);
        None
    }

    /// The rows, each cell between the columns that are left when hair-thin ones are gone.
    pub(super) fn into_rows(mut self) -> Vec<Row> {
        if let Some(edges) = &self.edges {
            let places = without_hairs(edges, &self.rows);
            moved(&mut self.rows, &places);
        }
        self.rows
    }
}

/// For each edge the one it falls on among `others`, if all do and no two on the same.
fn places(edges: &[u32], others: &[u32]) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = Vec::with_capacity(edges.len());
    for edge in edges {
        let nearest = others.partition_point(|other| other < edge);
        let candidates = nearest.checked_sub(1).into_iter().chain([nearest]);
        let distance = |at: &usize| others.get(*at).map_or(u32::MAX, |other| other.abs_diff(*edge));
        let place = candidates.min_by_key(distance).filter(|at| distance(at) < HAIR)?;
        if places.last().is_some_and(|last| *last >= place) {
            return None;
        }
        places.push(place);
    }
    Some(places)
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
