//! 汇总: the run at a glance, and one row a form, the worst on top.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::figures::Figures;
use super::links::Links;
use super::list::Shape::{Amount, Count, Points, Rate, Text, Word};
use super::list::{Cell, Column, List};
use crate::batch::{FileHead, FormHead};
use crate::model::Severity;
use crate::report::Lang;

const NAME: (&str, &str) = ("汇总", "summary");

const COLUMNS: [Column; 22] = [
    Column("序号", "no.", 5.0, Count),
    Column("状态", "state", 10.0, Word),
    Column("文件", "file", 34.0, Text),
    Column("工作表", "sheet", 11.0, Text),
    Column("单位", "unit", 22.0, Text),
    Column("项目", "project", 22.0, Text),
    Column("年度", "year", 6.0, Count),
    Column("预算数（万元）", "budget (万元)", 15.0, Amount),
    Column("执行数（万元）", "outturn (万元)", 15.0, Amount),
    Column("执行率", "rate", 9.0, Rate),
    Column("填报总分", "stated total", 9.0, Points),
    Column("重算总分", "computed total", 9.0, Points),
    Column("差额", "gap", 8.0, Points),
    Column("填报等级", "stated grade", 9.0, Word),
    Column("重算等级", "computed grade", 9.0, Word),
    Column("等级变化", "grade change", 9.0, Word),
    Column("错误", "errors", 5.0, Count),
    Column("提醒", "warnings", 5.0, Count),
    Column("提示", "infos", 5.0, Count),
    Column("可自动更正", "safe fixes", 11.0, Count),
    Column("口径", "profile", 24.0, Text),
    Column("结论", "result", 34.0, Text),
];

/// The columns each key figure stands over, first and last.
const FIGURES: [(u16, u16); 5] = [(0, 2), (3, 4), (5, 7), (8, 12), (13, 19)];
/// The row of the headings, below the title, the verdict, the figures and a blank row.
const HEADING: u32 = 6;
/// 序号, 状态 and 文件 stay in sight.
const FROZEN: u16 = 3;

/// The sheet on its way.
pub(super) struct Overview<'b> {
    book: &'b Book,
    links: &'b Links,
    list: List<'b, 22>,
}

impl<'b> Overview<'b> {
    /// The title and the key figures, then the headings.
    pub(super) fn new(book: &'b Book, links: &'b Links, figures: &Figures) -> Result<Self, XlsxError> {
        let (lang, looks) = (book.lang, &book.looks);
        let name = lang.choose(NAME.0, NAME.1);
        let mut sheet = book.sheet(name)?;
        let mut verdict = figures.verdict(lang);
        let folder = book.folder();
        if !folder.is_empty() {
            verdict += &lang.choose(format!("文件夹：{folder}"), format!(" Folder: {folder}"));
        }
        sheet.set_row_height(0, 28)?;
        sheet.write_string_with_format(
            0,
            0,
            lang.choose("绩效自评核对汇总", "Summary of the check"),
            &looks.title,
        )?;
        sheet.set_row_height(1, 22)?;
        sheet.write_string_with_format(1, 0, verdict, &looks.sentence)?;
        sheet.set_row_height(HEADING - 1, 9)?;
        let key_figures = figures.key_figures(lang);
        for ((row, height), (index, look)) in (2_u32..).zip([18, 28, 22]).zip(looks.figure.iter().enumerate())
        {
            sheet.set_row_height(row, height)?;
            for ((first, last), figure) in FIGURES.iter().zip(&key_figures) {
                sheet.merge_range(row, *first, row, *last, &figure[index], look)?;
            }
        }
        let list = List::below(HEADING, sheet, book, name, &COLUMNS, FROZEN, 2)?;
        Ok(Self { book, links, list })
    }

    pub(super) fn row(&mut self, file: &FileHead, form: &FormHead, number: usize) -> Result<(), XlsxError> {
        let lang = self.book.lang;
        let wan = |amount: Option<Decimal>| Cell::number(amount.map(|amount| form.in_wan(amount)));
        let change = form.grade_change().map(|(stated, computed)| {
            let doubt = if form.profile.confirmed { "" } else { lang.choose("（待定）", " (?)") };
            format!("{stated}→{computed}{doubt}")
        });
        let cells = [
            Cell::Count(number),
            Cell::Light(form.light()),
            Cell::Link { url: self.links.to(&file.path), text: self.book.name(&file.path) },
            Cell::text(&form.sheet),
            Cell::maybe(form.unit_name.as_deref()),
            Cell::maybe(form.project_name.as_deref()),
            form.fiscal_year.map_or(Cell::Blank, |year| Cell::Count(year.into())),
            Cell::number(form.budget()),
            wan(form.outturn),
            Cell::number(form.execution_rate.map(|rate| rate / Decimal::ONE_HUNDRED)),
            Cell::number(form.stated_score),
            Cell::number(form.computed_score),
            Cell::number(form.gap().filter(|gap| !gap.is_zero())),
            Cell::maybe(form.stated_grade.as_deref()),
            Cell::maybe(form.computed_grade.as_deref()),
            change.map_or(Cell::Blank, Cell::text),
            Cell::count(form.count(Severity::Error)),
            Cell::count(form.count(Severity::Warning)),
            Cell::count(form.count(Severity::Info)),
            Cell::count(form.safe_cells()),
            profile(form, lang),
            Cell::text(result(form, lang)),
        ];
        self.list.row(&cells)
    }

    pub(super) fn finish(self) -> Result<Vec<Worksheet>, XlsxError> {
        self.list.finish()
    }
}

fn profile(form: &FormHead, lang: Lang) -> Cell<'_> {
    let name = form.profile.name.as_str();
    if form.profile.confirmed {
        return Cell::text(name);
    }
    Cell::text(lang.choose(format!("{name}（未确认）"), format!("{name} (not confirmed)")))
}

/// What is worst about the form, in a few words.
fn result(form: &FormHead, lang: Lang) -> String {
    let Some(finding) = form.gravest() else {
        return lang.choose("没有发现问题", "nothing was found").to_owned();
    };
    let others: usize =
        form.findings.iter().filter(|own| own.counts() && own.severity == finding.severity).count() - 1;
    let (title, cell) = (&finding.title, &finding.cell);
    match others {
        0 => lang.choose(format!("{title}（{cell}）"), format!("{title} ({cell})")),
        others => lang.choose(
            format!("{title}（{cell}），同级问题另有 {others} 处"),
            format!("{title} ({cell}), and {others} more of this level"),
        ),
    }
}
