//! The title, the head, the funding block, the goals and the tasks.

use rust_xlsxwriter::{FormatAlign, XlsxError};

use super::Drawing;
use crate::generator::content::Content;
use crate::generator::frame::below;
use crate::generator::layout::Entry;

impl Drawing<'_> {
    pub(super) fn top(&mut self) -> Result<(), XlsxError> {
        let (plan, habits, frame) = (self.clerk.plan, self.clerk.habits, self.clerk.frame);
        let layout = plan.layout;
        let (title, plain) = (self.looks.title.clone(), self.looks.plain.clone());
        if habits.has_attachment_line {
            self.line(0, (0, 0), &Content::Text("附件2".to_owned()), &plain)?;
        }
        let own = layout.titles[usize::from(habits.has_formulas) % layout.titles.len()];
        let (named, year) = (layout.titles[0] == "项目自评表", plan.year);
        let project = if named { plan.project.trim_end_matches("项目") } else { "" };
        let text = match habits.has_year_in_title {
            true => format!("{year}年度{project}{own}"),
            false => format!("{project}{own}"),
        };
        self.line(frame.title, (0, layout.last), &Content::Text(text), &title)?;
        self.sheet.set_row_height(frame.title, 30)?;
        if let Some(line) = frame.year {
            let centred = plain.set_align(FormatAlign::Center);
            self.line(line, (0, layout.last), &Content::Text(format!("（{year}年度）")), &centred)?;
        }
        let (centre, left) = (self.looks.centre.clone(), self.looks.left.clone());
        for (line, entries) in (frame.head..).zip(layout.head) {
            for labelled in *entries {
                let text = match labelled.entry {
                    Entry::Project => plan.project.clone(),
                    Entry::Bureau => plan.bureau.clone(),
                    Entry::Unit => plan.unit.clone(),
                    Entry::Blank => String::new(),
                };
                self.line(line, labelled.label_at, &Content::Text(labelled.label.to_owned()), &centre)?;
                self.line(line, labelled.entry_at, &Content::Text(text), &left)?;
            }
        }
        Ok(())
    }

    pub(super) fn funding(&mut self) -> Result<(), XlsxError> {
        let (layout, line) = (self.layout(), self.clerk.frame.funding);
        let count = self.clerk.plan.money.len();
        let (centre, left) = (self.looks.centre.clone(), self.looks.left.clone());
        let label = Content::Text(layout.funding_label.to_owned());
        self.block((line, below(line, count)), (0, 0), &label, &centre)?;
        for column in layout.funding {
            self.heading((line, line), column)?;
            for at in 0..count {
                let look = if column.heading.is_empty() { &left } else { &centre };
                let content = self.clerk.money(at, column.kind);
                self.line(below(line, at + 1), (column.first, column.last), &content, look)?;
            }
        }
        Ok(())
    }

    pub(super) fn goals(&mut self) -> Result<(), XlsxError> {
        let (plan, line) = (self.clerk.plan, self.clerk.frame.goals);
        let (centre, left) = (self.looks.centre.clone(), self.looks.left.clone());
        let label = Content::Text(plan.layout.goals_label.to_owned());
        self.block((line, line + 1), (0, 0), &label, &centre)?;
        for ((heading, first, last), text) in plan.layout.goals.iter().zip(&plan.goals) {
            self.line(line, (*first, *last), &Content::Text((*heading).to_owned()), &centre)?;
            self.line(line + 1, (*first, *last), &Content::Text(text.clone()), &left)?;
        }
        self.sheet.set_row_height(line + 1, 60)?;
        Ok(())
    }

    pub(super) fn tasks(&mut self) -> Result<(), XlsxError> {
        const COLUMNS: [(&str, u16, u16); 3] =
            [("任务名称", 1, 3), ("主要内容", 4, 6), ("实际完成情况", 7, 9)];
        let (plan, line) = (self.clerk.plan, self.clerk.frame.tasks);
        if !plan.layout.has_tasks {
            return Ok(());
        }
        let (centre, left) = (self.looks.centre.clone(), self.looks.left.clone());
        let label = Content::Text("年度主要\n任务".to_owned());
        self.block((line, below(line, plan.tasks.len())), (0, 0), &label, &centre)?;
        for (at, (heading, first, last)) in COLUMNS.iter().enumerate() {
            self.line(line, (*first, *last), &Content::Text((*heading).to_owned()), &centre)?;
            for (task, texts) in plan.tasks.iter().enumerate() {
                let content = Content::Text(texts[at].clone());
                self.line(below(line, task + 1), (*first, *last), &content, &left)?;
            }
        }
        Ok(())
    }
}
