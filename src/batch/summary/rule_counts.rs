//! 规则统计: how often each rule spoke, with a chart of the most frequent ones.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Chart, ChartFont, ChartType, Color, Worksheet, XlsxError};

use super::book::Book;
use super::list::Shape::{Count, Points, Text, Word};
use super::list::{Cell, Column, List};
use crate::batch::FileRecord;
use crate::model::Severity;
use crate::report::severity_word;
use crate::value::parse_number;

const NAME: (&str, &str) = ("规则统计", "rules");

const COLUMNS: [Column; 6] = [
    Column("编号", "rule", 30.0, Text),
    Column("问题", "title", 30.0, Text),
    Column("级别", "level", 7.0, Word),
    Column("发现（处）", "findings", 9.0, Count),
    Column("涉及文件", "files", 9.0, Count),
    Column("涉及分数", "points", 10.0, Points),
];
/// Index of 问题 and of 发现（处） in [`COLUMNS`].
const CHARTED: [u16; 2] = [1, 3];
/// How many rules the chart shows.
const MOST_FREQUENT: u32 = 10;

/// How many columns the chart lies over, beginning with the second behind the list.
const CHART_COLUMNS: u16 = 9;
/// No row is lower than this.
const ROW_PIXELS: u32 = 28;

/// The rules whose difference is one of points.
const IN_POINTS: [&str; 6] = [
    "score-disagrees",
    "score-above-weight",
    "score-negative",
    "execution-score-disagrees",
    "qualitative-off-band",
    "total-off-sum",
];

#[derive(Debug)]
struct Tally {
    title: String,
    severity: Severity,
    findings: usize,
    files: usize,
    last_file: usize,
    points: Option<Decimal>,
}

/// Counts by rule.
#[derive(Debug, Default)]
pub(super) struct RuleCounts {
    by_rule: BTreeMap<String, Tally>,
    files: usize,
}

impl RuleCounts {
    /// Counts what is still to be looked at on a file.
    pub(super) fn count(&mut self, file: &FileRecord) {
        self.files += 1;
        for finding in file.findings().filter(|finding| finding.counts()) {
            if !self.by_rule.contains_key(&finding.rule) {
                let tally = Tally {
                    title: finding.title.clone(),
                    severity: finding.severity,
                    findings: 0,
                    files: 0,
                    last_file: 0,
                    points: None,
                };
                self.by_rule.insert(finding.rule.clone(), tally);
            }
            let Some(tally) = self.by_rule.get_mut(&finding.rule) else { continue };
            tally.findings += 1;
            tally.severity = tally.severity.max(finding.severity);
            if tally.last_file < self.files {
                tally.last_file = self.files;
                tally.files += 1;
            }
            let points = finding.difference.as_deref().filter(|_| IN_POINTS.contains(&finding.rule.as_str()));
            if let Some(points) = points.and_then(parse_number) {
                *tally.points.get_or_insert_default() += points.abs();
            }
        }
    }

    /// The sheet, the most frequent rule on top.
    pub(super) fn sheets(&self, book: &Book) -> Result<Vec<Worksheet>, XlsxError> {
        let lang = book.lang;
        let mut list = List::new(book, NAME, &COLUMNS, 1, 1)?;
        let mut tallies: Vec<(&String, &Tally)> = self.by_rule.iter().collect();
        tallies.sort_by_key(|(rule, tally)| (std::cmp::Reverse(tally.findings), *rule));
        for (rule, tally) in tallies {
            let cells = [
                Cell::text(rule),
                Cell::text(&tally.title),
                Cell::text(severity_word(tally.severity, lang)),
                Cell::Count(tally.findings),
                Cell::Count(tally.files),
                Cell::number(tally.points),
            ];
            list.row(&cells)?;
        }
        let mut sheets = list.finish()?;
        let shown = u32::try_from(self.by_rule.len()).unwrap_or(MOST_FREQUENT).min(MOST_FREQUENT);
        if shown > 0
            && let Some(sheet) = sheets.first_mut()
        {
            let name = lang.choose(NAME.0, NAME.1);
            let title = lang.choose("最常见的问题（处）", "most frequent findings");
            let col = u16::try_from(COLUMNS.len()).unwrap_or(0) + 1;
            sheet.insert_chart(1, col, &chart(name, title, shown))?;
            let rows = u32::try_from(self.by_rule.len()).unwrap_or(u32::MAX);
            sheet.set_print_area(
                0,
                0,
                rows.max(2 + chart_height(shown) / ROW_PIXELS),
                col + CHART_COLUMNS,
            )?;
        }
        Ok(sheets)
    }
}

/// Its height in pixels.
fn chart_height(rows: u32) -> u32 {
    60 + 32 * rows
}

/// Bars from the top, the longest first.
fn chart(sheet: &str, title: &str, rows: u32) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let [names, counts] = CHARTED;
    chart
        .add_series()
        .set_categories((sheet, 1, names, rows, names))
        .set_values((sheet, 1, counts, rows, counts))
        .set_format(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(0x1F_4E_79)))
        .set_gap(60)
        .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value());
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12));
    chart.legend().set_hidden();
    chart.y_axis().set_reverse();
    chart.x_axis().set_min(0);
    chart.set_width(640).set_height(chart_height(rows));
    chart
}
