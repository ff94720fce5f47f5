//! A layout as cells, with the truth beside.

use ziping::model::{Column, FundingColumn};

use crate::canvas::{Canvas, Page};
use crate::content::Fact;
use crate::layout::{Block, Closing, Layout, Levels, Line, Side};
use crate::truth::{Row, Spot, Truth};

pub(crate) fn field_name(column: Column) -> Option<&'static str> {
    Some(match column {
        Column::Level1 => "level1",
        Column::Level2 => "level2",
        Column::Level3 => "level3",
        Column::Sign => "sign",
        Column::Target => "target",
        Column::OriginalTarget => "original_target",
        Column::Unit => "unit",
        Column::Actual => "actual",
        Column::Weight => "weight",
        Column::Score => "score",
        Column::Deviation => "deviation",
        Column::VarianceNote => "variance_note",
        Column::Other => return None,
    })
}

fn funding_name(column: FundingColumn) -> &'static str {
    match column {
        FundingColumn::Name => "name",
        FundingColumn::OriginalBudget => "original_budget",
        FundingColumn::RevisedBudget => "revised_budget",
        FundingColumn::Outturn => "outturn",
        FundingColumn::Weight => "weight",
        FundingColumn::ExecutionRate => "execution_rate",
        FundingColumn::Score => "score",
    }
}

fn col(number: usize) -> u16 {
    u16::try_from(number).expect("few columns")
}

/// A layout being drawn: the sheet so far, its truth, and the next row.
struct Pen<'a> {
    layout: &'a Layout,
    canvas: Canvas,
    truth: Truth,
    row: u32,
    /// One past the last column.
    width: u16,
}

impl Layout {
    /// Where the indicator columns begin.
    fn first_col(&self) -> u16 {
        u16::from(self.blocks.iter().any(|block| block.side.is_some()))
    }

    pub(crate) fn page(&self) -> Page {
        let funding =
            self.funding.as_ref().map_or(0, |own| own.columns.len() + 1 + usize::from(own.side.is_some()));
        let truth = Truth {
            title: self.title.map(str::to_owned),
            kind: self.kind,
            fiscal_year: self.year,
            unit_name: self.unit_name.map(str::to_owned),
            amount_unit: self.amount_unit.to_owned(),
            header: Vec::new(),
            funding: Vec::new(),
            goals: Vec::new(),
            tasks: Vec::new(),
            indicators: Vec::new(),
            total: Row::new(),
            grade: None,
        };
        let width = (self.first_col() + col(self.columns.len())).max(col(funding)).max(4);
        let mut pen = Pen { layout: self, canvas: Canvas::default(), truth, row: 0, width };
        pen.head();
        pen.funding();
        pen.goals();
        pen.tasks();
        for (order, block) in self.blocks.iter().enumerate() {
            pen.indicators(block, order == 0);
        }
        pen.closing();
        Page::new(pen.canvas, vec![pen.truth])
    }
}

impl Pen<'_> {
    fn wide(&mut self, from: u16, to: u16, text: &str) -> Spot {
        self.canvas.block((self.row, from), (self.row, to), text);
        Spot { at: (self.row, from), text: text.to_owned() }
    }

    fn head(&mut self) {
        for text in [self.layout.title, self.layout.subtitle].into_iter().flatten() {
            self.wide(0, self.width - 1, text);
            self.row += 1;
        }
        for line in &self.layout.head {
            let share = self.width / col(line.len());
            for (order, (label, entry)) in (0..).zip(line) {
                let from = order * share;
                let to = if usize::from(order) + 1 == line.len() { self.width - 1 } else { from + share - 1 };
                self.wide(from, from, label);
                let spot = self.wide(from + 1, to, entry);
                if self.layout.head_total == Some(*label) {
                    self.truth.total.insert("score".to_owned(), spot.clone());
                }
                if self.layout.head_grade == Some(*label) {
                    self.truth.grade = Some(spot.clone());
                }
                let label = label.trim_end_matches(['：', ':']);
                self.truth.header.push((label.to_owned(), spot));
            }
            self.row += 1;
        }
    }

    fn funding(&mut self) {
        let Some(funding) = &self.layout.funding else { return };
        let first = self.row;
        let start = u16::from(funding.side.is_some());
        let values = self.width - col(funding.columns.len());
        for (at, (heading, _)) in (values..).zip(&funding.columns) {
            self.wide(at, at, heading);
        }
        for (name, texts) in &funding.rows {
            self.row += 1;
            let mut row = Row::from([("name".to_owned(), self.wide(start, values - 1, name))]);
            for ((at, (_, role)), text) in (values..).zip(&funding.columns).zip(texts) {
                let spot = self.wide(at, at, text);
                if let Some(role) = role {
                    row.insert(funding_name(*role).to_owned(), spot);
                }
            }
            self.truth.funding.push(row);
        }
        let last = self.row;
        for line in &funding.prose {
            self.row += 1;
            self.canvas.block((self.row, start), (self.row, values), line[0]);
            self.canvas.block((self.row, values + 1), (self.row, self.width - 1), line.get(1).unwrap_or(&""));
        }
        if let Some(side) = funding.side {
            self.canvas.block((first, 0), (last.max(self.row), 0), side);
        }
        self.row += 1;
    }

    fn goals(&mut self) {
        let Some(goals) = &self.layout.goals else { return };
        if goals.side == Side::Above {
            self.wide(0, self.width - 1, goals.label);
            self.row += 1;
        }
        let first = self.row;
        let from = u16::from(goals.side == Side::Left);
        let to = self.width - u16::from(goals.side == Side::Right);
        let share = (to - from) / col(goals.headings.len());
        let ends = |order: usize| {
            let start = from + col(order) * share;
            (start, if order + 1 == goals.headings.len() { to - 1 } else { start + share - 1 })
        };
        for (order, (heading, _)) in goals.headings.iter().enumerate() {
            self.wide(ends(order).0, ends(order).1, heading);
        }
        for texts in &goals.rows {
            self.row += 1;
            let (mut row, mut original) = (Row::new(), None);
            for (order, ((_, role), text)) in goals.headings.iter().zip(texts).enumerate() {
                let spot = self.wide(ends(order).0, ends(order).1, text);
                match role {
                    Some("original") => original = Some(Row::from([("expected".to_owned(), spot)])),
                    Some(role) => _ = row.insert((*role).to_owned(), spot),
                    None => {}
                }
            }
            self.truth.goals.push(row);
            self.truth.goals.extend(original);
        }
        let label = match goals.side {
            Side::Left => Some(0),
            Side::Right => Some(to),
            Side::Above => None,
        };
        if let Some(at) = label {
            self.canvas.block((first, at), (self.row, at), goals.label);
        }
        self.row += 1;
    }

    fn tasks(&mut self) {
        if self.layout.tasks.is_empty() {
            return;
        }
        let first = self.row;
        let share = (self.width - 1) / 3;
        let spans = [(1, share), (1 + share, 2 * share), (1 + 2 * share, self.width - 1)];
        for ((from, to), heading) in spans.into_iter().zip(["任务名称", "主要内容", "实际完成情况"])
        {
            self.wide(from, to, heading);
        }
        for texts in &self.layout.tasks {
            self.row += 1;
            let mut row = Row::new();
            for (((from, to), text), name) in spans.into_iter().zip(texts).zip(["name", "content", "actual"])
            {
                row.insert(name.to_owned(), self.wide(from, to, text));
            }
            self.truth.tasks.push(row);
        }
        self.canvas.block((first, 0), (self.row, 0), "年度主要\n任务");
        self.row += 1;
    }

    fn headings(&mut self) {
        let start = self.layout.first_col();
        let below = u32::from(!self.layout.groups.is_empty());
        for (text, first, last) in &self.layout.groups {
            self.wide(start + col(*first), start + col(*last), text);
        }
        for (order, own) in self.layout.columns.iter().enumerate() {
            let grouped = self.layout.groups.iter().any(|(_, first, last)| (*first..=*last).contains(&order));
            let from = if grouped { self.row + below } else { self.row };
            let at = start + col(order);
            self.canvas.block((from, at), (self.row + below, at), &own.heading);
        }
        self.row += below + 1;
    }

    fn indicators(&mut self, block: &Block, is_first: bool) {
        let first = self.row;
        if block.headings {
            self.headings();
        }
        let (top, start) = (self.row, self.layout.first_col());
        for (order, line) in block.lines.iter().enumerate() {
            match line {
                Line::Fact(fact) => self.fact(block, order, fact, top, is_first),
                Line::Sum { label, column, weight, score } => {
                    self.wide(start + column, start + column, label);
                    self.points(weight, score);
                }
            }
            self.row += 1;
        }
        if let Some(side) = block.side {
            self.canvas.block((first, 0), (self.row - 1, 0), side);
        }
    }

    fn fact(&mut self, block: &Block, order: usize, fact: &Fact, top: u32, is_first: bool) {
        let layout = self.layout;
        let mut row = Row::new();
        for (at, own) in (layout.first_col()..).zip(&layout.columns) {
            let Some(name) = field_name(own.role) else {
                let text = own.samples[order % own.samples.len()];
                let heading: String = own.heading.chars().filter(|c| !c.is_whitespace()).collect();
                let spot = self.wide(at, at, text);
                row.insert(format!("other {heading}"), spot);
                continue;
            };
            let text = fact.text(own.role, layout);
            let mut from = self.row;
            if matches!(own.role, Column::Level1 | Column::Level2) && layout.levels != Levels::Repeated {
                let run = run(&block.lines, own.role, order);
                from = top + u32::try_from(run.0).expect("few rows");
                if from == self.row {
                    let to = top + u32::try_from(run.1).expect("few rows");
                    let to = if layout.levels == Levels::Merged { to } else { from };
                    self.canvas.block((from, at), (to, at), &text);
                }
            } else if let Some((first, last)) = layout.one_score.iter().find(|(first, last)| {
                is_first && own.role == Column::Score && (*first..=*last).contains(&order)
            }) {
                if order != *first {
                    continue;
                }
                let to = self.row + u32::try_from(last - first).expect("few rows");
                self.canvas.block((self.row, at), (to, at), &text);
            } else {
                self.wide(at, at, &text);
            }
            // 年初 and 调整: what was not adjusted stands in the first column.
            let adjusted = own.role == Column::Target && layout.has(Column::OriginalTarget);
            if !(adjusted && text.is_empty()) {
                let spot = Spot { at: (from, at), text };
                if own.role == Column::OriginalTarget && fact.adjusted.is_empty() {
                    row.insert("target".to_owned(), spot.clone());
                }
                row.insert(name.to_owned(), spot);
            }
        }
        self.truth.indicators.push(row);
    }

    /// Points and score in their own columns of the current row.
    fn points(&mut self, weight: &str, score: &str) -> Row {
        let mut row = Row::new();
        for (at, own) in (self.layout.first_col()..).zip(&self.layout.columns) {
            match own.role {
                Column::Weight => row.insert("weight".to_owned(), self.wide(at, at, weight)),
                Column::Score => row.insert("score".to_owned(), self.wide(at, at, score)),
                _ => None,
            };
        }
        row
    }

    fn closing(&mut self) {
        for line in &self.layout.closing {
            match line {
                Closing::Total(label, weight, score, grade) => {
                    self.truth.total = self.points(weight, score);
                    let cols = self.truth.total.values().map(|spot| spot.at.1);
                    let (first, last) = (cols.clone().min().unwrap_or(1), cols.max().unwrap_or(1));
                    self.wide(0, first - 1, label);
                    if let Some(grade) = grade {
                        self.truth.grade = Some(self.wide(last + 1, last + 1, grade));
                    }
                }
                Closing::Grade(label, grade) => {
                    self.wide(0, 0, label);
                    self.truth.grade = Some(self.wide(1, self.width - 1, grade));
                }
                Closing::Line(label, text) => {
                    self.wide(0, 1, label);
                    self.wide(2, self.width - 1, text);
                }
                Closing::Note(text) => {
                    self.wide(0, self.width - 1, text);
                }
            }
            self.row += 1;
        }
    }
}

/// The first and last of the lines around `order` that share its level text.
fn run(lines: &[Line], role: Column, order: usize) -> (usize, usize) {
    let key = |line: &Line| match line {
        Line::Fact(fact) if role == Column::Level1 => Some(fact.level1),
        Line::Fact(fact) => Some(if fact.level2.is_empty() { "" } else { fact.level2 }),
        Line::Sum { .. } => None,
    };
    let own = key(&lines[order]);
    let parent = |line: &Line| match line {
        Line::Fact(fact) => Some(fact.level1),
        Line::Sum { .. } => None,
    };
    let same = |at: &usize| key(&lines[*at]) == own && parent(&lines[*at]) == parent(&lines[order]);
    let first = (0..order).rev().take_while(same).last().unwrap_or(order);
    let last = (order..lines.len()).take_while(same).last().unwrap_or(order);
    (first, last)
}
