//! Draws a form as a workbook, with merges, fonts and borders as clerks leave them.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::content::{Clerk, Content};
use super::dice::Dice;
use super::frame::{Frame, Place, below};
use super::habits::{Guide, Habits, Levels};
use super::layout::{Column, Entry, Item};
use super::plan::Plan;
use super::scoring::GRADES;

/// The looks of a form's cells.
struct Looks {
    title: Format,
    plain: Format,
    centre: Format,
    left: Format,
}

impl Looks {
    fn of(habits: &Habits) -> Self {
        let font =
            Format::new().set_font_name(habits.font).set_font_size(habits.font_size).set_font_charset(134);
        let font = font.set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let boxed = font.clone().set_border(FormatBorder::Thin);
        Self {
            title: font.clone().set_font_size(18).set_bold().set_align(FormatAlign::Center),
            plain: font,
            centre: boxed.clone().set_align(FormatAlign::Center),
            left: boxed.set_align(FormatAlign::Left),
        }
    }
}

/// A form being drawn.
struct Drawing<'a> {
    sheet: &'a mut Worksheet,
    clerk: Clerk<'a>,
    looks: Looks,
}

/// The workbook of a plan; the choices that only its cells need come from `dice`.
pub(crate) fn workbook(
    plan: &Plan,
    habits: &Habits,
    frame: &Frame,
    dice: Dice,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(u16::try_from(plan.year).unwrap_or(2022) + 1, 2, 20)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    if habits.guide == Guide::Before {
        guide(workbook.add_worksheet())?;
    }
    let sheet = workbook.add_worksheet().set_name(habits.sheet)?.set_active(true);
    let mut drawing = Drawing { sheet, clerk: Clerk { plan, habits, frame, dice }, looks: Looks::of(habits) };
    drawing.page()?;
    drawing.top()?;
    drawing.funding()?;
    drawing.goals()?;
    drawing.tasks()?;
    drawing.headings()?;
    drawing.rows()?;
    drawing.total()?;
    drawing.end()?;
    if habits.guide == Guide::After {
        guide(workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

fn guide(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    const LINES: [&str; 5] = [
        "填报说明",
        "1.本表由预算单位填写，资金以万元为单位，保留两位小数。",
        "2.各项得分不得超过该项分值，总分为预算执行得分与各项得分之和。",
        "3.未完成年度指标值的，应当说明原因和下一步措施。",
        "4.本表一式两份，加盖单位公章后报送。",
    ];
    sheet.set_name("填报说明")?.set_column_width(0, 80)?;
    for (line, text) in (0..).zip(LINES) {
        sheet.write_string(line, 0, text)?;
    }
    Ok(())
}

impl Drawing<'_> {
    fn plan(&self) -> &'static super::layout::Layout {
        self.clerk.plan.layout
    }

    /// Writes a cell that reaches over a block; both ends are counted from the form's own first column.
    fn block(
        &mut self,
        lines: (u32, u32),
        columns: (u16, u16),
        content: &Content,
        look: &Format,
    ) -> Result<(), XlsxError> {
        let left = self.clerk.habits.left;
        let (first, last) = (columns.0 + left, columns.1 + left);
        if lines.0 != lines.1 || first != last {
            self.sheet.merge_range(lines.0, first, lines.1, last, "", look)?;
        }
        self.write(lines.0, first, content, look)
    }

    fn line(
        &mut self,
        line: u32,
        columns: (u16, u16),
        content: &Content,
        look: &Format,
    ) -> Result<(), XlsxError> {
        self.block((line, line), columns, content, look)
    }

    fn write(&mut self, line: u32, column: u16, content: &Content, look: &Format) -> Result<(), XlsxError> {
        let shown = |format: &str| match format {
            "General" => look.clone(),
            format => look.clone().set_num_format(format),
        };
        let float =
            |number: &rust_decimal::Decimal| number.normalize().to_f64().expect("a number of ordinary size");
        match content {
            Content::Blank => self.sheet.write_blank(line, column, look)?,
            Content::Text(text) if text.is_empty() => self.sheet.write_blank(line, column, look)?,
            Content::Text(text) => self.sheet.write_string_with_format(line, column, text, look)?,
            Content::Number(number, format) => {
                self.sheet.write_number_with_format(line, column, float(number), &shown(format))?
            }
            Content::Formula(formula, result, format) => {
                let formula = Formula::new(formula).set_result(float(result).to_string());
                self.sheet.write_formula_with_format(line, column, formula, &shown(format))?
            }
        };
        Ok(())
    }

    fn page(&mut self) -> Result<(), XlsxError> {
        let habits = self.clerk.habits;
        for (column, width) in (habits.left..).zip(self.plan().widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        self.sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        if habits.is_landscape {
            self.sheet.set_landscape();
        }
        Ok(())
    }

    fn top(&mut self) -> Result<(), XlsxError> {
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

    fn heading<K>(&mut self, lines: (u32, u32), column: &Column<K>) -> Result<(), XlsxError> {
        let centre = self.looks.centre.clone();
        self.block(lines, (column.first, column.last), &Content::Text(column.heading.to_owned()), &centre)
    }

    fn funding(&mut self) -> Result<(), XlsxError> {
        let (layout, line) = (self.plan(), self.clerk.frame.funding);
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

    fn goals(&mut self) -> Result<(), XlsxError> {
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

    fn tasks(&mut self) -> Result<(), XlsxError> {
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

    fn headings(&mut self) -> Result<(), XlsxError> {
        let (layout, frame) = (self.plan(), self.clerk.frame);
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

    fn rows(&mut self) -> Result<(), XlsxError> {
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

    fn total(&mut self) -> Result<(), XlsxError> {
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

    fn end(&mut self) -> Result<(), XlsxError> {
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
