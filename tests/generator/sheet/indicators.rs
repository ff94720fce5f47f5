//! The indicator block, the total, the grade and what stands below.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, XlsxError};

use super::Drawing;
use crate::generator::content::Content;
use crate::generator::frame::{Place, below};
use crate::generator::habits::Levels;
use crate::generator::layout::{Column, Item};
use crate::generator::scoring::GRADES;

impl Drawing<'_> {
    pub(super) fn headings(&mut self) -> Result<(), XlsxError> {
        let (layout, frame) = (self.layout(), self.clerk.frame);
        let last = frame.total - 1;
        let centre = self.looks.centre.clone();
        self.block((frame.headings, last), (0, 0), &Content::Text("绩效指标".to_owned()), &centre)?;
        let bottom = frame.rows - 1;
        let is_below = |kind: Item| matches!(kind, Item::Sign | Item::Target | Item::Unit);
        for column in layout.columns {
            let first =
                if layout.target_banner.is_some() && is_below(column.kind) { bottom } else { frame.headings };
            self.heading((first, bottom), column)?;
        }
        if let (Some(banner), Some(first), Some(last)) =
            (layout.target_banner, layout.item(Item::Sign), layout.item(Item::Unit))
        {
            self.line(frame.headings, (first.first, last.last), &Content::Text(banner.to_owned()), &centre)?;
        }
        Ok(())
    }

    pub(super) fn rows(&mut self) -> Result<(), XlsxError> {
        let (plan, first) = (self.clerk.plan, self.clerk.frame.rows);
        let (centre, left) = (self.looks.centre.clone(), self.looks.left.clone());
        for column in plan.layout.columns {
            let columns = (column.first, column.last);
            let look = if matches!(column.kind, Item::Name | Item::Note) { &left } else { &centre };
            if matches!(column.kind, Item::Level1 | Item::Level2) {
                self.levels(column)?;
                continue;
            }
            for at in 0..plan.rows.len() {
                let content = self.clerk.item(at, column.kind);
                self.line(below(first, at), columns, &content, look)?;
            }
        }
        Ok(())
    }

    /// A column of level cells, each group's label merged, repeated or once at its top.
    fn levels(&mut self, column: &Column<Item>) -> Result<(), XlsxError> {
        let (plan, first) = (self.clerk.plan, self.clerk.frame.rows);
        let centre = self.looks.centre.clone();
        let mut groups: BTreeMap<usize, usize> = BTreeMap::new();
        let mut start = 0;
        for (at, row) in plan.rows.iter().enumerate() {
            let own = &plan.rows[start];
            let is_same = row.group == own.group && (column.kind == Item::Level1 || row.level2 == own.level2);
            start = if is_same { start } else { at };
            groups.insert(start, at);
        }
        for (from, to) in groups {
            let content = self.clerk.item(from, column.kind);
            let columns = (column.first, column.last);
            if self.clerk.habits.levels == Levels::Merged {
                self.block((below(first, from), below(first, to)), columns, &content, &centre)?;
                continue;
            }
            for at in from..=to {
                let is_written = at == from || self.clerk.habits.levels == Levels::Repeated;
                let own = if is_written { &content } else { &Content::Blank };
                self.line(below(first, at), columns, own, &centre)?;
            }
        }
        Ok(())
    }

    pub(super) fn total(&mut self) -> Result<(), XlsxError> {
        let (plan, frame) = (self.clerk.plan, self.clerk.frame);
        let layout = plan.layout;
        let (line, last) = (frame.total, layout.last);
        let centre = self.looks.centre.clone();
        let weight = layout.item(Item::Weight).expect("every layout has weights").first;
        self.line(line, (0, weight - 1), &Content::Text("总分".to_owned()), &centre)?;
        let left = self.clerk.habits.left;
        for column in weight..=last {
            self.write(line, column + left, &Content::Blank, &centre)?;
        }
        let (weights, scores) = (self.clerk.total_weight(), self.clerk.total_score());
        for (place, content) in [(Place::TotalWeight, weights), (Place::TotalScore, scores)] {
            let (line, column) = frame.at(plan, place).expect("every layout has weights and scores");
            self.write(line, column, &content, &centre)?;
        }
        if let Some(line) = frame.grade {
            self.line(line, (0, weight - 1), &Content::Text("自评等级".to_owned()), &centre)?;
            self.line(line, (weight, last), &Content::Blank, &centre)?;
        }
        let Some((line, column)) = frame.at(plan, Place::Grade).filter(|_| layout.has_grade) else {
            return Ok(());
        };
        self.write(line, column, &Content::Text(plan.grade.to_owned()), &centre)?;
        if self.clerk.habits.validates {
            let words = GRADES.map(|(word, _)| word);
            let list = DataValidation::new().allow_list_strings(&words)?;
            self.sheet.add_data_validation(line, column, line, column, &list)?;
        }
        Ok(())
    }

    pub(super) fn end(&mut self) -> Result<(), XlsxError> {
        let (plan, habits) = (self.clerk.plan, self.clerk.habits);
        let (reached, partly) = plan.layout.tiers;
        let (mut line, last) = (self.clerk.frame.end, plan.layout.last);
        let plain = self.looks.plain.clone();
        let mut notes = Vec::new();
        if habits.has_notes {
            notes.push(format!(
                "注：定性指标按达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，分别按照该指标分值的100%-{reached}%（含）、{reached}%-{partly}%（含）、{partly}%-0%给分。"
            ));
        }
        if habits.has_signature {
            notes.push("填表人：              联系电话：              填报日期：".to_owned());
        }
        for note in notes {
            self.line(line, (0, last), &Content::Text(note), &plain)?;
            self.sheet.set_row_height(line, 32)?;
            line += 1;
        }
        Ok(())
    }
}
