//! Formulas in the order in which they read each other, worked out where something they read has changed.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use super::columns::{Budget, Columns};
use super::evaluate::{Evaluator, Outcome, Slot};
use super::scope::{Book, Scope};
use super::syntax::parse;
use super::worth::{Fault, Value};
use crate::read::grid::DefinedName;
use crate::value::CellRef;

/// How many cells all formulas together may visit while they are worked out.
const VISITS: usize = 1_000_000;
/// How many links between formulas are followed to find what depends on what.
const LINKS: usize = 4_000_000;
/// The same where only rings are looked for: more than the formulas of any workbook of forms have.
const RING_LINKS: usize = 500_000;
/// How many bytes of text all results together may hold.
const TEXTS: usize = 4 << 20;

/// A formula in a cell.
#[derive(Debug)]
pub(super) struct CellFormula<'w> {
    pub(super) sheet: usize,
    pub(super) at: CellRef,
    pub(super) formula: &'w str,
    /// Whether one formula fills a block of cells with it; such are not worked out.
    pub(super) is_array: bool,
    /// Whether it was saved with a result that is more than an empty text; if not, it may never have been worked out.
    pub(super) has_result: bool,
}

/// What formulas there are, and all that they may read.
pub(super) struct Graph<'w> {
    pub(super) book: Book,
    pub(super) formulas: Vec<CellFormula<'w>>,
    pub(super) names: &'w [DefinedName],
    /// All cells; `node` is the index of a formula.
    pub(super) cells: Columns<Slot<'w>>,
    /// The cells whose values have changed; `None` if every formula waits for its result.
    pub(super) changed: Option<Columns<()>>,
}

impl Graph<'_> {
    /// What came of each formula, in their order.
    pub(super) fn outcomes(&self) -> Vec<Outcome> {
        let mut walk = Walk::new(self, LINKS);
        for node in 0..self.formulas.len() {
            walk.descend(node);
        }
        let each = walk.outcomes.into_iter().zip(walk.marks).take(self.formulas.len());
        each.map(|(outcome, mark)| if mark.is_touched { outcome } else { Outcome::Saved }).collect()
    }

    /// The rings that formulas form which are read, directly or through others, by those at `roots`: of each all that read one
    /// another, whatever other rings there are among them, and one way round from the first of `roots` that it has.
    pub(super) fn rings(&self, roots: &[usize]) -> Vec<Vec<usize>> {
        let mut walk = Walk::new(self, RING_LINKS);
        for node in roots {
            walk.descend(*node);
        }
        let mut groups: HashMap<usize, usize> = HashMap::new();
        for (group, members) in std::mem::take(&mut walk.rings).into_iter().enumerate() {
            groups.extend(members.into_iter().map(|node| (node, group)));
        }
        let mut met = HashSet::new();
        let first = roots.iter().filter(|root| groups.get(root).is_some_and(|group| met.insert(*group)));
        first.map(|root| walk.way_round(*root, &groups)).filter(|ring| !ring.is_empty()).collect()
    }

    /// The text and the place of a formula or, behind them, of a defined name.
    fn formula(&self, node: usize) -> Option<(&str, Scope<'_>)> {
        if let Some(own) = self.formulas.get(node) {
            return Some((own.formula, Scope::of_sheet(&self.book, own.sheet)));
        }
        let name = self.names.get(node - self.formulas.len())?;
        let formula = name.formula.strip_prefix('=').unwrap_or(&name.formula);
        Some((formula, Scope::of_name(&self.book, name)))
    }
}

/// What the walk knows of a formula or name.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// When it was entered, from 1; 0 before.
    order: usize,
    /// The earliest still open one that it reads, as far as is known.
    lowest: usize,
    is_open: bool,
    /// Whether something it reads has changed, or may have.
    is_touched: bool,
    /// Whether it reads itself.
    is_ring: bool,
    /// Whether it cannot be worked out.
    is_blind: bool,
}

struct Frame {
    node: usize,
    reads: Vec<usize>,
    next: usize,
}

/// Tarjan's walk: whatever reads each other in a ring is settled together, and all that it reads before it.
struct Walk<'g, 'w> {
    graph: &'g Graph<'w>,
    formulas: Columns<usize>,
    outcomes: Vec<Outcome>,
    marks: Vec<Mark>,
    entered: usize,
    /// What was entered and is not settled yet.
    open: Vec<usize>,
    frames: Vec<Frame>,
    links: Budget,
    visits: Budget,
    texts: Budget,
    /// What reads itself, or one another.
    rings: Vec<Vec<usize>>,
}

impl<'g, 'w> Walk<'g, 'w> {
    fn new(graph: &'g Graph<'w>, links: usize) -> Self {
        let count = graph.formulas.len() + graph.names.len();
        let places = graph.formulas.iter().enumerate();
        Self {
            graph,
            formulas: Columns::of(places.map(|(node, formula)| (formula.sheet, formula.at, node))),
            outcomes: vec![Outcome::Saved; count],
            marks: vec![Mark::default(); count],
            entered: 0,
            open: Vec::new(),
            frames: Vec::new(),
            links: Budget::new(links),
            visits: Budget::new(VISITS),
            texts: Budget::new(TEXTS),
            rings: Vec::new(),
        }
    }

    /// The shortest way from a formula through those of its ring back to itself.
    fn way_round(&mut self, root: usize, groups: &HashMap<usize, usize>) -> Vec<usize> {
        self.links = Budget::new(RING_LINKS);
        let group = groups.get(&root);
        let mut from = HashMap::new();
        let mut waiting = VecDeque::from([root]);
        while let Some(node) = waiting.pop_front() {
            for next in self.reads(node, &mut false).unwrap_or_default() {
                if next == root {
                    let mut way = vec![node];
                    while let Some(before) = way.last().and_then(|last| from.get(last)) {
                        way.push(*before);
                    }
                    way.reverse();
                    return way;
                }
                if groups.get(&next) == group
                    && let Entry::Vacant(free) = from.entry(next)
                {
                    free.insert(node);
                    waiting.push_back(next);
                }
            }
        }
        Vec::new()
    }

    fn descend(&mut self, root: usize) {
        if self.marks[root].order == 0 {
            self.enter(root);
        }
        while let Some(frame) = self.frames.last_mut() {
            let node = frame.node;
            if let Some(next) = frame.reads.get(frame.next).copied() {
                frame.next += 1;
                let read = self.marks[next];
                if read.order == 0 {
                    self.enter(next);
                    continue;
                }
                let own = &mut self.marks[node];
                own.is_touched |= read.is_touched;
                own.is_ring |= next == node;
                if read.is_open {
                    own.lowest = own.lowest.min(read.order);
                }
                continue;
            }
            self.frames.pop();
            if self.marks[node].lowest == self.marks[node].order {
                let start = self.open.iter().rposition(|open| *open == node).unwrap_or_default();
                let members = self.open.split_off(start);
                self.settle(&members);
            }
            if let Some(reader) = self.frames.last() {
                let read = self.marks[node];
                let own = &mut self.marks[reader.node];
                own.is_touched |= read.is_touched;
                own.lowest = own.lowest.min(read.lowest);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.entered += 1;
        let is_array = self.graph.formulas.get(node).is_some_and(|formula| formula.is_array);
        let mut is_touched = self.graph.changed.is_none();
        let reads = self.reads(node, &mut is_touched);
        let is_blind = is_array || reads.is_none();
        self.marks[node] = Mark {
            order: self.entered,
            lowest: self.entered,
            is_open: true,
            is_touched: is_touched || reads.is_none(),
            is_ring: false,
            is_blind,
        };
        self.open.push(node);
        self.frames.push(Frame { node, reads: reads.unwrap_or_default(), next: 0 });
    }

    /// The formulas and names that one reads, and whether it reads a changed cell; `None` if it may read any.
    fn reads(&self, node: usize, is_touched: &mut bool) -> Option<Vec<usize>> {
        let (formula, scope) = self.graph.formula(node)?;
        let (_, references) = parse(formula, scope)?;
        let mut reads: Vec<usize> =
            references.names.iter().map(|name| self.graph.formulas.len() + name).collect();
        for area in references.areas {
            for (_, rows) in self.formulas.within(area) {
                self.links.take(1 + rows.len())?;
                reads.extend(rows.iter().map(|(_, node)| *node));
            }
            for (_, rows) in self.graph.changed.iter().flat_map(|changed| changed.within(area)) {
                self.links.take(1)?;
                *is_touched |= !rows.is_empty();
            }
        }
        Some(reads)
    }

    /// Gives formulas that read each other, or one alone, their outcomes.
    fn settle(&mut self, members: &[usize]) {
        if members.len() > 1 || members.iter().any(|node| self.marks[*node].is_ring) {
            self.rings.push(members.to_vec());
        }
        let is_touched = members.iter().any(|node| self.marks[*node].is_touched);
        for node in members {
            let mark = &mut self.marks[*node];
            mark.is_touched = is_touched;
            mark.is_open = false;
            // A name has no saved result to fall back on.
            let formula = self.graph.formulas.get(*node);
            let is_asked = is_touched || formula.is_none_or(|formula| !formula.has_result);
            let is_unknown = mark.is_blind || mark.is_ring || members.len() > 1;
            self.outcomes[*node] = match (is_asked, is_unknown) {
                (false, _) => Outcome::Saved,
                (true, true) => Outcome::New(Err(Fault::Unknown)),
                (true, false) => self.worked_out(*node),
            };
            if !is_touched && formula.is_some() && self.outcomes[*node] == Outcome::New(Err(Fault::Unknown)) {
                self.outcomes[*node] = Outcome::Saved;
            }
        }
    }

    fn worked_out(&self, node: usize) -> Outcome {
        let unknown = Outcome::New(Err(Fault::Unknown));
        let parsed = self.graph.formula(node).and_then(|(formula, scope)| parse(formula, scope));
        let Some((expression, _)) = parsed else { return unknown };
        let evaluator = Evaluator {
            cells: &self.graph.cells,
            outcomes: &self.outcomes,
            first_name: self.graph.formulas.len(),
            visits: &self.visits,
        };
        if node >= self.graph.formulas.len()
            && let Some(area) = evaluator.block(&expression)
        {
            return Outcome::Area(area);
        }
        let worth = evaluator.worth(&expression);
        if let Ok(Value::Text(text)) = &worth
            && self.texts.take(text.len()).is_none()
        {
            return unknown;
        }
        Outcome::New(worth.map(Value::owned))
    }
}
