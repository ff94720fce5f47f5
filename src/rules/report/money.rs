//! Amounts and execution rates that a report states of the whole.

use rust_decimal::Decimal;

use super::agreement::same_measure;
use super::clauses::{Clause, Line, before, sentence};
use super::figures::{Column, Figure, What, fields, figure};
use super::quoted::Told;
use super::{Report, years};
use crate::model::{Field, FormKind, FundingRow, Severity, Wording};
use crate::rules::checker::{Checker, actual_rate, rows_named};
use crate::rules::reading::Reading;
use crate::score::execution_rate;
use crate::value::{Amount, Measure, Rate, round, shown_decimals, trimmed};

/// From these words on, a sentence speaks of a part, of another year, of a change or of a plan.
const OTHER: [&str; 38] = [
    "基本支出",
    "人员经费",
    "公用经费",
    "三公",
    "上年",
    "去年",
    "结转",
    "结余",
    "追加",
    "专项",
    "采购",
    "其中",
    "分别",
    "增加",
    "减少",
    "增长",
    "下降",
    "同比",
    "占",
    "到位",
    "决算",
    "收入",
    "计划",
    "目标",
    "力争",
    "确保",
    "下一步",
    "明年",
    "应",
    "不低于",
    "季度",
    "上半年",
    "1-",
    "截至6",
    "截至9",
    "平均",
    "调增",
    "调减",
];

/// What the report has of money that the form has not, as findings in the making.
pub(in crate::rules) fn money(checker: &Checker<'_>, report: &Report<'_>) -> Vec<Told> {
    let Some(row) = checker.form.budget_row() else { return Vec::new() };
    let mut told = Vec::new();
    let mut heading = String::new();
    for line in &report.lines {
        if line.is_heading() {
            heading = line.text();
            continue;
        }
        if !is_part(checker, &heading) {
            told.extend(Paragraph { checker, report, line, row }.faults());
        }
    }
    told
}

/// Headings of parts.
const PARTS: [&str; 8] = ["基本支出", "人员经费", "公用经费", "三公", "上年", "结转", "专项", "采购"];

/// Whether a heading is about a part of the money.
fn is_part(checker: &Checker<'_>, heading: &str) -> bool {
    PARTS.iter().any(|word| heading.contains(word))
        || checker.form.kind == FormKind::Department && heading.contains("项目") && !heading.contains("整体")
}

struct Paragraph<'p, 'f> {
    checker: &'p Checker<'f>,
    report: &'p Report<'f>,
    line: &'p Line,
    row: &'f FundingRow,
}

impl Paragraph<'_, '_> {
    fn faults(&self) -> Vec<Told> {
        let clauses = self.line.clauses();
        let sentences = clauses.last().map_or(0, |clause| clause.sentence + 1);
        let figures: Vec<Vec<Figure<'_>>> =
            (0..sentences).map(|number| self.figures(&clauses, number)).collect();
        let agrees = |figure: &Figure<'_>| self.agrees(figure) == Some(true);
        // One figure of the whole shows that the others beside it are the whole's too, and that its paragraph is about it.
        let is_about_whole = figures.iter().flatten().any(agrees);
        let mut told = Vec::new();
        for own in &figures {
            let opens = own.first().is_some_and(|first| before(&clauses, first.clause).is_empty());
            let is_sure = own.iter().any(agrees) || is_about_whole && opens;
            for figure in own {
                if (is_sure || figure.is_named_whole) && self.agrees(figure) == Some(false) {
                    told.extend(self.differs(figure));
                }
            }
            told.extend(self.wrong_base(own));
        }
        told
    }

    /// The figures of a sentence that are the whole's, up to the first word of something else.
    fn figures<'c>(&self, clauses: &'c [Clause], number: usize) -> Vec<Figure<'c>> {
        let own_year = self.report.year();
        let is_other = |clause: &Clause| {
            is_part_clause(self.checker, &clause.text)
                || years(&clause.text).any(|year| own_year.is_some_and(|own| own != year))
        };
        sentence(clauses, number).iter().take_while(|clause| !is_other(clause)).filter_map(figure).collect()
    }

    /// Whether the form has the figure; `None` where it has nothing to hold it against.
    fn agrees(&self, figure: &Figure<'_>) -> Option<bool> {
        match figure.what {
            What::Amount(column) => {
                // Of the total or of any part: the words do not always say which.
                let rows = self.checker.form.funding.iter();
                let own = rows.flat_map(|row| fields(row, column)).filter(|field| field.value.is_some());
                let same =
                    own.map(|field| self.same_amount(&figure.text, field)).collect::<Option<Vec<bool>>>()?;
                (!same.is_empty() && fields(self.row, column).any(|field| field.value.is_some()))
                    .then(|| same.contains(&true))
            }
            What::Rate => {
                let own = self.rates();
                (!own.is_empty()).then(|| own.iter().any(|rate| same_rate(figure, *rate)))
            }
            What::Share => None,
        }
    }

    fn same_amount(&self, text: &str, field: &Field<Amount>) -> Option<bool> {
        let own_text = format!("{}{}", trimmed(field.value?.get()), self.checker.form.amount_unit);
        let (said, own) = (Measure::parse(text).ok()?, Measure::parse(&own_text).ok()?);
        same_measure(&said, text, &own, &own_text)
    }

    /// The rates on the form: the head's, those of its amounts, and that of a row 预算执行率.
    fn rates(&self) -> Vec<Rate> {
        let checker = self.checker;
        let stated = checker.form.funding.iter().filter_map(|row| checker.rate(row.execution_rate.as_ref()?));
        let computed = checker
            .form
            .funding
            .iter()
            .filter_map(|row| execution_rate(row.budget()?.value?, row.outturn.as_ref()?.value?));
        let rows = rows_named(checker.form, &["预算执行率", "部门预算执行率"]);
        let of_rows = rows.filter_map(|row| actual_rate(row).map(|(_, rate)| rate));
        stated.chain(computed).chain(of_rows).collect()
    }

    fn differs(&self, figure: &Figure<'_>) -> Option<Told> {
        let (at, stated, label) = match figure.what {
            What::Amount(column) => {
                let field = fields(self.row, column).find(|field| field.value.is_some())?;
                (field.at, field.text.trim().to_owned(), column.label(self.row))
            }
            What::Rate | What::Share => {
                let rate = self.row.execution_rate.as_ref().filter(|field| !field.is_empty());
                let computed = || {
                    let outturn = self.row.outturn.as_ref()?;
                    let rate = execution_rate(self.row.budget()?.value?, outturn.value?)?;
                    Some((outturn.at, format!("{}%", round(rate.percent(), 2))))
                };
                let (at, stated) =
                    rate.map(|field| (field.at, field.text.trim().to_owned())).or_else(computed)?;
                (at, stated, ("执行率", "execution rate"))
            }
        };
        let due =
            self.row.execution_rate.as_ref().filter(|field| field.at == at && self.checker.is_settled(at));
        let but = match due.and_then(|field| Some(Reading::of(field).in_percent(self.checker.rate(field)?))) {
            Some(due) => Wording::new(
                format!("表上{}填写为“{stated}”，应为 {due}", label.0),
                format!("the form's {} is “{stated}” and should be {due}", label.1),
            ),
            None => Wording::new(
                format!("表上{}为“{stated}”", label.0),
                format!("the form's {} is “{stated}”", label.1),
            ),
        };
        Some(self.told(at, stated, figure.clause.from, figure.clause.to, but))
    }

    /// A rate that is the form's, in a sentence whose own amounts give another.
    fn wrong_base(&self, sentence: &[Figure<'_>]) -> Option<Told> {
        let rate = sentence.iter().find(|figure| !matches!(figure.what, What::Amount(_)))?;
        let header = self.row.execution_rate.as_ref()?;
        let own = self.checker.rate(header)?;
        if !same_rate(rate, own) {
            return None;
        }
        let is_budget = |figure: &&Figure<'_>| {
            matches!(figure.what, What::Amount(Column::Original | Column::Revised | Column::AnyBudget))
        };
        let mut outturns = sentence.iter().filter(|figure| figure.what == What::Amount(Column::Outturn));
        let spent = outturns.next().filter(|_| outturns.next().is_none())?;
        let budgets: Vec<&Figure<'_>> = sentence.iter().filter(is_budget).collect();
        // Amounts that are not the form's have their own findings.
        if self.agrees(spent) != Some(true) || budgets.iter().any(|budget| self.agrees(budget) != Some(true))
        {
            return None;
        }
        let quotient = |budget: &Figure<'_>| {
            let (spent, budget) = (self.in_form_unit(spent)?, self.in_form_unit(budget)?);
            execution_rate(Amount::new(budget), Amount::new(spent))
        };
        let quotients: Vec<Rate> = budgets.iter().map(|budget| quotient(budget)).collect::<Option<_>>()?;
        if quotients.iter().any(|own| same_rate(rate, *own)) {
            return None;
        }
        let (budget, quotient) = (budgets.first()?, quotients.first()?);
        let (base, outturn) = (self.row.budget()?, self.row.outturn.as_ref()?);
        let percent = round(quotient.percent(), 2);
        let said = format!("{} ÷ {} = {percent}%", spent.number, budget.number);
        let own = format!("{} ÷ {}", outturn.text.trim(), base.text.trim());
        let (claimed, shown) = (&rate.text, header.text.trim());
        let but = Wording::new(
            format!("{said}，不是 {claimed}；表上执行率“{shown}”是 {own}"),
            format!("{said}, not {claimed}; the form's rate “{shown}” is {own}"),
        );
        let places = || sentence.iter().map(|figure| (figure.clause.from, figure.clause.to));
        let (from, to) = (places().map(|place| place.0).min()?, places().map(|place| place.1).max()?);
        Some(self.told(header.at, header.text.trim().to_owned(), from, to, but))
    }

    fn in_form_unit(&self, figure: &Figure<'_>) -> Option<Decimal> {
        let unit = Measure::parse(&format!("1{}", self.checker.form.amount_unit)).ok()?;
        Measure::parse(&figure.text).ok()?.in_unit_of(&unit)
    }

    fn told(&self, at: crate::value::CellRef, stated: String, from: usize, to: usize, but: Wording) -> Told {
        Told {
            severity: Severity::Error,
            at,
            label: self.row.name.text.trim().to_owned(),
            stated,
            quote: self.line.quote(from, to),
            but,
            reads: vec![at],
        }
    }
}

fn is_part_clause(checker: &Checker<'_>, text: &str) -> bool {
    OTHER.iter().any(|word| text.contains(word))
        || checker.form.kind == FormKind::Department && text.contains("项目")
}

/// The same rate to the report's decimals, or to one less exact reading of it.
fn same_rate(figure: &Figure<'_>, rate: Rate) -> bool {
    round(rate.percent(), shown_decimals(&figure.text)) == figure.number
}
