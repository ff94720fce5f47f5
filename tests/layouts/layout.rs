//! How a place lays its form out.

use ziping::model::{Column, FormKind, FundingColumn};

use crate::content::Fact;

/// How a level's text stands beside the rows it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Levels {
    Merged,
    BlankBelow,
    Repeated,
}

/// Where the label 年度总体目标 stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    Above,
}

#[derive(Debug, Clone)]
pub(crate) struct Col {
    pub(crate) heading: String,
    pub(crate) role: Column,
    /// What the rows say in a column that has no field, in turn.
    pub(crate) samples: &'static [&'static str],
}

#[derive(Debug, Clone)]
pub(crate) struct Funding {
    pub(crate) side: Option<&'static str>,
    /// Heading, and the field it stands for.
    pub(crate) columns: Vec<(String, Option<FundingColumn>)>,
    /// Name, then one text a column.
    pub(crate) rows: Vec<(&'static str, Vec<&'static str>)>,
    /// Lines of text below the rows, which are no rows.
    pub(crate) prose: Vec<Vec<&'static str>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Goals {
    pub(crate) label: &'static str,
    pub(crate) side: Side,
    /// Heading, and its field; the `original` of an adjusted goal is kept as a goal of its own behind.
    pub(crate) headings: Vec<(&'static str, Option<&'static str>)>,
    pub(crate) rows: Vec<Vec<&'static str>>,
}

/// One line of the indicator block.
#[derive(Debug, Clone)]
pub(crate) enum Line {
    Fact(Fact),
    /// 小计 or 合计 in one of the level columns: points and score, but no indicator.
    Sum {
        label: &'static str,
        column: u16,
        weight: &'static str,
        score: &'static str,
    },
}

/// The label beside some indicator lines; a later block may repeat the headings.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) side: Option<&'static str>,
    pub(crate) headings: bool,
    pub(crate) lines: Vec<Line>,
}

/// What stands below the indicators.
#[derive(Debug, Clone)]
pub(crate) enum Closing {
    /// Label, points, score, and the grade right of them.
    Total(&'static str, &'static str, &'static str, Option<&'static str>),
    /// A label and a grade beside it.
    Grade(&'static str, &'static str),
    Line(&'static str, &'static str),
    Note(&'static str),
}

#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) family: &'static str,
    pub(crate) title: Option<&'static str>,
    pub(crate) kind: FormKind,
    pub(crate) subtitle: Option<&'static str>,
    pub(crate) year: Option<u16>,
    pub(crate) head: Vec<Vec<(&'static str, &'static str)>>,
    /// The labels in the head that hold the total and the grade.
    pub(crate) head_total: Option<&'static str>,
    pub(crate) head_grade: Option<&'static str>,
    pub(crate) unit_name: Option<&'static str>,
    pub(crate) amount_unit: &'static str,
    pub(crate) funding: Option<Funding>,
    pub(crate) goals: Option<Goals>,
    pub(crate) tasks: Vec<[&'static str; 3]>,
    pub(crate) columns: Vec<Col>,
    /// Headings above headings: text, first and last column.
    pub(crate) groups: Vec<(&'static str, usize, usize)>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) levels: Levels,
    /// Rows of the first block, first and last, whose score is one merged cell.
    pub(crate) one_score: Vec<(usize, usize)>,
    pub(crate) closing: Vec<Closing>,
}

impl Layout {
    pub(crate) fn has(&self, role: Column) -> bool {
        self.columns.iter().any(|own| own.role == role)
    }

    pub(crate) fn heading(&mut self, role: Column, heading: &str) {
        for own in self.columns.iter_mut().filter(|own| own.role == role) {
            heading.clone_into(&mut own.heading);
        }
    }
}
