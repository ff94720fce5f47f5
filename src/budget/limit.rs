//! What is limited, and by how much.

use serde::{Deserialize, Serialize};

/// What a limit's value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things, one by one.
    Count,
    /// 1,024 bytes.
    Kilobytes,
    /// 1,048,576 bytes.
    Megabytes,
    /// Seconds.
    Seconds,
}

impl Unit {
    /// How many of what is counted make one.
    pub fn size(self) -> u64 {
        match self {
            Self::Count => 1,
            Self::Kilobytes => 1 << 10,
            Self::Megabytes => 1 << 20,
            Self::Seconds => 1000,
        }
    }
}

/// One thing that a file may have only so much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of the file itself.
    File,
    /// Parts of a package.
    Entries,
    /// Bytes of one part, inflated.
    Part,
    /// Bytes of all parts that are read, inflated.
    Unpacked,
    /// Elements within elements.
    Depth,
    /// Attributes of one element.
    Attributes,
    /// Bytes of one attribute.
    Attribute,
    /// Bytes of one text between two tags.
    Text,
    /// Texts that cells share.
    SharedTexts,
    /// Characters of a cell's text.
    CellText,
    /// Cells of a sheet.
    Cells,
    /// Cells of all sheets.
    AllCells,
    /// Bytes of all texts of a sheet.
    SheetText,
    /// Sheets.
    Sheets,
    /// Merged blocks of a sheet.
    Merges,
    /// Characters of a formula.
    Formula,
    /// Brackets within brackets of a formula.
    FormulaDepth,
    /// Styles of cells.
    Styles,
    /// Files of an archive.
    ArchiveFiles,
    /// Milliseconds that a file may take.
    Time,
    /// Bytes of memory that a file may take.
    Memory,
}

impl Limit {
    /// All, in the order they are shown.
    pub const ALL: [Self; 21] = [
        Self::File,
        Self::Entries,
        Self::Part,
        Self::Unpacked,
        Self::Depth,
        Self::Attributes,
        Self::Attribute,
        Self::Text,
        Self::SharedTexts,
        Self::CellText,
        Self::Cells,
        Self::AllCells,
        Self::SheetText,
        Self::Sheets,
        Self::Merges,
        Self::Formula,
        Self::FormulaDepth,
        Self::Styles,
        Self::ArchiveFiles,
        Self::Time,
        Self::Memory,
    ];

    /// Its key in `[limits]`.
    pub fn key(self) -> &'static str {
        match self {
            Self::File => "file_mb",
            Self::Entries => "entries",
            Self::Part => "part_mb",
            Self::Unpacked => "unpacked_mb",
            Self::Depth => "depth",
            Self::Attributes => "attributes",
            Self::Attribute => "attribute_kb",
            Self::Text => "text_kb",
            Self::SharedTexts => "shared_texts",
            Self::CellText => "cell_text",
            Self::Cells => "cells",
            Self::AllCells => "all_cells",
            Self::SheetText => "sheet_text_mb",
            Self::Sheets => "sheets",
            Self::Merges => "merges",
            Self::Formula => "formula",
            Self::FormulaDepth => "formula_depth",
            Self::Styles => "styles",
            Self::ArchiveFiles => "archive_files",
            Self::Time => "seconds",
            Self::Memory => "memory_mb",
        }
    }

    /// What its value counts.
    pub fn unit(self) -> Unit {
        match self {
            Self::File | Self::Part | Self::Unpacked | Self::SheetText | Self::Memory => Unit::Megabytes,
            Self::Attribute | Self::Text => Unit::Kilobytes,
            Self::Time => Unit::Seconds,
            _ => Unit::Count,
        }
    }

    /// Its value where nothing else is set, in its unit: more than any form has.
    pub const fn usual(self) -> u32 {
        match self {
            Self::File => 20,
            Self::Entries => 1_000,
            Self::Part => 32,
            Self::Unpacked | Self::Depth | Self::Attribute | Self::FormulaDepth | Self::Memory => 64,
            Self::Attributes => 128,
            Self::Text => 1_024,
            Self::SharedTexts | Self::Cells => 200_000,
            Self::CellText => 32_767,
            Self::AllCells => 500_000,
            Self::SheetText => 8,
            Self::Sheets => 256,
            Self::Merges => 20_000,
            Self::Formula => 8_192,
            Self::Styles => 65_490,
            Self::ArchiveFiles => 10_000,
            Self::Time => 2,
        }
    }

    /// The largest value it takes, in its unit: beyond it a sheet has no room, or a computer none to spare.
    pub fn highest(self) -> u32 {
        match self {
            Self::File | Self::Part | Self::Unpacked | Self::SheetText => 1_024,
            Self::Depth | Self::FormulaDepth => 256,
            Self::Attributes | Self::Sheets => 4_096,
            Self::Attribute | Self::Text => 65_536,
            Self::CellText | Self::Formula => 1_000_000,
            Self::Time => 600,
            Self::Memory => 8_192,
            _ => 10_000_000,
        }
    }

    /// The code of a file that goes beyond it; once released it never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::File | Self::Part | Self::Unpacked => "F020",
            Self::Entries | Self::ArchiveFiles => "F023",
            Self::Depth => "F031",
            Self::Attributes | Self::Attribute => "F032",
            Self::Text
            | Self::SharedTexts
            | Self::CellText
            | Self::Cells
            | Self::AllCells
            | Self::SheetText
            | Self::Sheets
            | Self::Styles => "F035",
            Self::Merges => "F037",
            Self::Formula | Self::FormulaDepth => "F038",
            Self::Time | Self::Memory => "F042",
        }
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// The limits in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits([u32; Limit::ALL.len()]);

impl Limits {
    /// Those that hold where nothing else is set.
    pub const USUAL: Self = {
        let mut values = [0; Limit::ALL.len()];
        let mut at = 0;
        while at < values.len() {
            values[at] = Limit::ALL[at].usual();
            at += 1;
        }
        Self(values)
    };

    /// The value of one, in its unit.
    pub fn get(&self, limit: Limit) -> u32 {
        self.0[limit.index()]
    }

    /// The same limits with another value for one, in its unit.
    #[must_use]
    pub fn with(mut self, limit: Limit, value: u32) -> Self {
        self.0[limit.index()] = value;
        self
    }

    /// The value of one in single bytes, milliseconds or things.
    pub fn most(&self, limit: Limit) -> u64 {
        u64::from(self.get(limit)) * limit.unit().size()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::USUAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_has_its_own_place_and_key_and_a_usual_value_that_it_takes() {
        let mut keys = std::collections::BTreeSet::new();
        for (place, limit) in Limit::ALL.into_iter().enumerate() {
            assert_eq!(limit.index(), place);
            assert!(keys.insert(limit.key()), "{limit:?}");
            assert!((1..=limit.highest()).contains(&limit.usual()), "{limit:?}");
            assert_eq!(Limits::default().get(limit), limit.usual());
            let raised = Limits::default().with(limit, limit.highest());
            assert_eq!(raised.most(limit), u64::from(limit.highest()) * limit.unit().size());
        }
        assert_eq!(Limits::default().most(Limit::Part), 32 << 20);
        assert_eq!(Limits::default().most(Limit::Time), 2_000);
    }
}
