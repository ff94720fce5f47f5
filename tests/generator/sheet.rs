//! Draws a form as a workbook, with merges, fonts and borders as clerks leave them.

mod head;
mod indicators;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::content::{Clerk, Content};
use super::dice::Dice;
use super::frame::Frame;
use super::habits::{Guide, Habits};
use super::layout::{Column, Layout};
use super::plan::Plan;

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
    fn layout(&self) -> &'static Layout {
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
        let float = |number: &Decimal| number.normalize().to_f64().expect("a number of ordinary size");
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
        for (column, width) in (habits.left..).zip(self.layout().widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        self.sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        if habits.is_landscape {
            self.sheet.set_landscape();
        }
        Ok(())
    }

    fn heading<K>(&mut self, lines: (u32, u32), column: &Column<K>) -> Result<(), XlsxError> {
        let centre = self.looks.centre.clone();
        self.block(lines, (column.first, column.last), &Content::Text(column.heading.to_owned()), &centre)
    }
}
