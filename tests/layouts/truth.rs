//! What a form says, cell by cell: kept while it is drawn, compared with what is read.

use std::collections::BTreeMap;

use ziping::model::{EvaluationForm, Field, FormKind};
use ziping::read::{read_forms, read_workbook};
use ziping::value::CellRef;

/// Row and column, from 0.
pub(crate) type At = (u32, u16);

/// One typed cell: where it is and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) at: At,
    pub(crate) text: String,
}

/// The typed cells of one row, by the field's name; `other …` by its heading.
pub(crate) type Row = BTreeMap<String, Spot>;

/// A form as a person reads it.
#[derive(Debug, Clone)]
pub(crate) struct Truth {
    pub(crate) title: Option<String>,
    pub(crate) kind: FormKind,
    pub(crate) fiscal_year: Option<u16>,
    pub(crate) unit_name: Option<String>,
    pub(crate) amount_unit: String,
    /// Label → entry, each of which must be found; none may come out of another block.
    pub(crate) header: Vec<(String, Spot)>,
    pub(crate) funding: Vec<Row>,
    pub(crate) goals: Vec<Row>,
    pub(crate) tasks: Vec<Row>,
    pub(crate) indicators: Vec<Row>,
    pub(crate) total: Row,
    pub(crate) grade: Option<Spot>,
}

impl Truth {
    pub(crate) fn moved(&self, to: impl Fn(At) -> At) -> Self {
        let spot = |spot: &Spot| Spot { at: to(spot.at), text: spot.text.clone() };
        let row = |row: &Row| row.iter().map(|(name, own)| (name.clone(), spot(own))).collect::<Row>();
        let rows = |rows: &[Row]| rows.iter().map(row).collect::<Vec<_>>();
        Self {
            header: self.header.iter().map(|(label, own)| (label.clone(), spot(own))).collect(),
            funding: rows(&self.funding),
            goals: rows(&self.goals),
            tasks: rows(&self.tasks),
            indicators: rows(&self.indicators),
            total: row(&self.total),
            grade: self.grade.as_ref().map(spot),
            ..self.clone()
        }
    }
}

/// Without white space: headings and labels are printed with breaks.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn spot<T>(field: &Field<T>) -> Spot {
    Spot { at: (field.at.row, field.at.col), text: field.text.clone() }
}

struct Observed(Row);

impl Observed {
    fn put<T>(mut self, name: &str, field: Option<&Field<T>>) -> Self {
        if let Some(field) = field {
            self.0.insert(name.to_owned(), spot(field));
        }
        self
    }
}

fn observed(form: &EvaluationForm) -> Truth {
    let row = || Observed(Row::new());
    Truth {
        title: Some(form.title.text.clone()),
        kind: form.kind,
        fiscal_year: form.fiscal_year,
        unit_name: form.unit_name.clone(),
        amount_unit: form.amount_unit.clone(),
        header: form
            .header
            .iter()
            .map(|own| (own.label.clone(), Spot { at: (own.at.row, own.at.col), text: own.text.clone() }))
            .collect(),
        funding: (form.funding.iter())
            .map(|own| {
                let names = row().put("name", Some(&own.name)).put("weight", own.weight.as_ref());
                let amounts = names
                    .put("original_budget", own.original_budget.as_ref())
                    .put("revised_budget", own.revised_budget.as_ref())
                    .put("outturn", own.outturn.as_ref());
                let rates = amounts.put("execution_rate", own.execution_rate.as_ref());
                rates.put("score", own.score.as_ref()).0
            })
            .collect(),
        goals: (form.goals.iter())
            .map(|own| row().put("expected", own.expected.as_ref()).put("actual", own.actual.as_ref()).0)
            .collect(),
        tasks: (form.tasks.iter())
            .map(|own| {
                let names = row().put("name", own.name.as_ref()).put("content", own.content.as_ref());
                names.put("actual", own.actual.as_ref()).0
            })
            .collect(),
        indicators: (form.indicators.iter())
            .map(|own| {
                let levels = row().put("level1", own.level1.as_ref()).put("level2", own.level2.as_ref());
                let names = levels.put("level3", own.level3.as_ref()).put("sign", own.sign.as_ref());
                let targets = names
                    .put("target", own.target.as_ref())
                    .put("original_target", own.original_target.as_ref())
                    .put("unit", own.unit.as_ref())
                    .put("actual", own.actual.as_ref());
                let points = targets.put("weight", own.weight.as_ref()).put("score", own.score.as_ref());
                let mut all = points
                    .put("deviation", own.deviation.as_ref())
                    .put("variance_note", own.variance_note.as_ref())
                    .0;
                for other in &own.other {
                    all.insert(format!("other {}", squeezed(&other.heading)), spot(&other.field));
                }
                all
            })
            .collect(),
        total: form.total.as_ref().map_or_else(Row::new, |own| {
            row().put("weight", own.weight.as_ref()).put("score", own.score.as_ref()).0
        }),
        grade: form.grade.as_ref().map(spot),
    }
}

/// Everything that the reader makes of `bytes` other than `expected`, one line each.
pub(crate) fn compare(expected: &[(String, Truth)], bytes: &[u8]) -> Vec<String> {
    let book = match read_workbook(bytes) {
        Ok(book) => book,
        Err(error) => return vec![format!("unreadable: {error}")],
    };
    let forms = match read_forms(&book) {
        Ok(forms) => forms,
        Err(error) => return vec![format!("no form: {error}")],
    };
    let mut faults = Vec::new();
    let sheets: Vec<&str> = forms.iter().map(|form| form.sheet.as_str()).collect();
    let wanted: Vec<&str> = expected.iter().map(|(sheet, _)| sheet.as_str()).collect();
    if sheets != wanted {
        faults.push(format!("forms on sheets {sheets:?}, not {wanted:?}"));
    }
    for (order, ((_, truth), form)) in expected.iter().zip(&forms).enumerate() {
        let mut own = Vec::new();
        differences(truth, &observed(form), &mut own);
        faults.extend(own.into_iter().map(|fault| format!("form {}: {fault}", order + 1)));
    }
    faults
}

fn differences(truth: &Truth, found: &Truth, faults: &mut Vec<String>) {
    let mut same = |what: &str, expected: String, found: String| {
        if expected != found {
            faults.push(format!("{what}: {found}, not {expected}"));
        }
    };
    if let Some(title) = &truth.title {
        same("title", format!("{title:?}"), format!("{:?}", found.title.as_deref().unwrap_or("")));
    }
    same("kind", format!("{:?}", truth.kind), format!("{:?}", found.kind));
    same("fiscal_year", format!("{:?}", truth.fiscal_year), format!("{:?}", found.fiscal_year));
    same("unit_name", format!("{:?}", truth.unit_name), format!("{:?}", found.unit_name));
    same("amount_unit", truth.amount_unit.clone(), found.amount_unit.clone());
    same("grade", shown(truth.grade.as_ref()), shown(found.grade.as_ref()));
    for (label, spot) in &truth.header {
        let own = found.header.iter().find(|(_, own)| own.at == spot.at);
        let own = own.map(|(label, own)| format!("{} = {}", squeezed(label), shown(Some(own))));
        same("header", format!("{} = {}", squeezed(label), shown(Some(spot))), own.unwrap_or_default());
    }
    let body = [&truth.funding, &truth.goals, &truth.tasks, &truth.indicators];
    let cells = || body.into_iter().flatten().flat_map(Row::values);
    for (label, spot) in &found.header {
        if let Some(first) = cells().map(|own| own.at.0).min().filter(|first| spot.at.0 >= *first) {
            faults.push(format!(
                "header: {label} = {} lies in row {} or below",
                shown(Some(spot)),
                first + 1
            ));
        }
    }
    // Prose below the amounts may be kept as rows, but gives no amount, rate or points.
    let says_more = |row: &Row| row.iter().any(|(name, spot)| name != "name" && !spot.text.is_empty());
    let prose =
        found.funding.iter().skip(truth.funding.len()).rev().take_while(|row| !says_more(row)).count();
    let funding = &found.funding[..found.funding.len() - prose];
    all_rows("funding", &truth.funding, funding, faults);
    all_rows("goals", &truth.goals, &found.goals, faults);
    all_rows("tasks", &truth.tasks, &found.tasks, faults);
    all_rows("indicators", &truth.indicators, &found.indicators, faults);
    one_row("total", &truth.total, &found.total, faults);
}

fn shown(spot: Option<&Spot>) -> String {
    spot.map_or_else(
        || "none".to_owned(),
        |own| format!("{} {:?}", CellRef::new(own.at.0, own.at.1), own.text),
    )
}

/// A row in the sheet's own number and its label.
fn name_of(row: &Row) -> String {
    let label = ["level3", "name", "expected", "level2", "level1"].iter().find_map(|name| row.get(*name));
    let own =
        ["score", "actual", "target", "weight", "level3", "name"].iter().find_map(|name| row.get(*name));
    let line = own.or(label).map_or(0, |spot| spot.at.0 + 1);
    format!("{line} {}", label.map_or("", |spot| spot.text.as_str()))
}

fn all_rows(what: &str, expected: &[Row], found: &[Row], faults: &mut Vec<String>) {
    let names = |rows: &[Row]| rows.iter().map(name_of).collect::<Vec<_>>();
    if expected.len() != found.len() {
        faults.push(format!("{what}: rows {:?}, not {:?}", names(found), names(expected)));
        return;
    }
    for (expected, found) in expected.iter().zip(found) {
        one_row(&format!("{what} {}", name_of(expected)), expected, found, faults);
    }
}

fn one_row(what: &str, expected: &Row, found: &Row, faults: &mut Vec<String>) {
    for (name, spot) in expected {
        // A blank cell that has no field may be left out.
        let own = found.get(name);
        let left_out = own.is_none() && name.starts_with("other ") && spot.text.is_empty();
        if own != Some(spot) && !left_out {
            faults.push(format!("{what}: {name} {}, not {}", shown(own), shown(Some(spot))));
        }
    }
    for (name, spot) in found.iter().filter(|(name, _)| !expected.contains_key(*name)) {
        faults.push(format!("{what}: {name} {} is invented", shown(Some(spot))));
    }
}
