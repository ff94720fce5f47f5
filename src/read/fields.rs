//! A grid cell → a typed [`Field`].

use rust_decimal::Decimal;

use super::grid::{Cell, CellValue};
use super::number_format::NumberFormat;
use super::page::Page;
use crate::model::{Field, Stored};
use crate::value::{
    ActualValue, Amount, CellRef, Comparator, Kind, Measure, Points, Rate, TargetValue, is_placeholder,
    parse_number, strip_blanks,
};

/// The number a cell stores, in percent where it is shown so.
enum Number {
    Plain(Decimal),
    Percent(Decimal),
}

fn number(cell: &Cell) -> Option<Number> {
    let CellValue::Number(number) = cell.value else { return None };
    // Only what shows a percent sign can be one; then its format tells a true one from a printed sign.
    let percent = cell.text.contains('%')
        && cell.format.as_ref().is_some_and(|code| {
            matches!(&**code, "0%" | "0.0%" | "0.00%")
                || code.contains('%') && NumberFormat::parse(code).is_percent()
        });
    Some(if percent { Number::Percent(number * Decimal::ONE_HUNDRED) } else { Number::Plain(number) })
}

fn stored(cell: &Cell) -> Stored {
    match (&cell.value, number(cell)) {
        (CellValue::Empty, _) => Stored::Blank,
        (CellValue::Text(_), _) => Stored::Text,
        (_, Some(Number::Plain(_))) => Stored::Number,
        (_, Some(Number::Percent(_))) => Stored::Percent,
        _ => Stored::Other,
    }
}

impl Page<'_> {
    fn field<T>(&self, at: CellRef, read: impl FnOnce(&Cell) -> Option<T>) -> Field<T> {
        let at = self.master(at);
        match self.cell(at) {
            None => Field::blank(at),
            Some(cell) => Field {
                at,
                text: cell.text.clone(),
                value: read(cell),
                stored: stored(cell),
                is_inferred: false,
            },
        }
    }

    /// The text at `at`, verbatim.
    pub(super) fn text(&self, at: CellRef) -> Field<String> {
        self.field(at, |cell| (!is_placeholder(&cell.text)).then(|| cell.text.clone()))
    }

    /// 分值, 得分.
    pub(super) fn points(&self, at: CellRef) -> Field<Points> {
        self.field(at, |cell| match number(cell) {
            Some(Number::Plain(number) | Number::Percent(number)) => Some(Points::new(number)),
            None => parsed(cell),
        })
    }

    /// 预算数, 执行数, in the form's own unit whatever unit the text names.
    pub(super) fn amount(&self, at: CellRef, form_unit: &str) -> Field<Amount> {
        self.field(at, |cell| match number(cell) {
            Some(Number::Plain(number)) => Some(Amount::new(number)),
            Some(Number::Percent(_)) => None,
            None if is_placeholder(&cell.text) => None,
            None => Amount::parse_in(&cell.text, form_unit).ok(),
        })
    }

    /// 执行率, 偏差度.
    pub(super) fn rate(&self, at: CellRef) -> Field<Rate> {
        let mut is_inferred = false;
        let mut bare = |number| {
            is_inferred = Rate::is_ratio_by_size(number);
            Rate::from_bare_number(number)
        };
        let field = self.field(at, |cell| match number(cell) {
            Some(Number::Percent(percent)) => Some(Rate::from_percent(percent)),
            // `0"%"` shows 95 as `95%`: a percentage although stored as such.
            Some(Number::Plain(percent)) if cell.text.contains('%') => Some(Rate::from_percent(percent)),
            Some(Number::Plain(number)) => Some(bare(number)),
            None => {
                let rate = parsed::<Rate>(cell)?;
                Some(parse_number(&strip_blanks(&cell.text)).map_or(rate, bare))
            }
        });
        Field { is_inferred, ..field }
    }

    /// 指标值, with the sign and unit that stand in cells of their own.
    pub(super) fn target(&self, at: CellRef, sign: Option<&str>, unit: Option<&str>) -> Field<TargetValue> {
        self.field(at, |cell| measure(cell, sign, unit).map(TargetValue))
    }

    /// 实际完成值; a bare number takes the percent sign of its target.
    pub(super) fn actual(&self, at: CellRef, target: Option<&Field<TargetValue>>) -> Field<ActualValue> {
        let mut field = self.field(at, |cell| measure(cell, None, None).map(ActualValue));
        if let (Some(ActualValue(actual)), Some(TargetValue(target))) =
            (&mut field.value, target.and_then(|field| field.value.as_ref()))
        {
            field.is_inferred = actual.adopt_percent(target);
        }
        field
    }
}

/// A value read from text, or from what a date, a truth value or an error shows.
fn parsed<T: std::str::FromStr>(cell: &Cell) -> Option<T> {
    if is_placeholder(&cell.text) { None } else { cell.text.parse().ok() }
}

fn measure(cell: &Cell, sign: Option<&str>, unit: Option<&str>) -> Option<Measure> {
    let alone = Measure::parse(&cell.text).ok()?;
    let mut measure = match with_sign_and_unit(&alone, &cell.text, sign, unit) {
        Some(text) => Measure::parse(&text).ok().filter(|whole| whole.kind != Kind::Text).unwrap_or(alone),
        None => alone,
    };
    if let Some(Number::Plain(exact) | Number::Percent(exact)) = number(cell) {
        measure.set_exact(exact);
    }
    Some(measure)
}

/// The value with the sign before and the unit after it, where they have cells of their own and it lacks them.
fn with_sign_and_unit(alone: &Measure, text: &str, sign: Option<&str>, unit: Option<&str>) -> Option<String> {
    if alone.kind == Kind::Text {
        return None;
    }
    // 定量指标 and 正向 stand in the same column on some forms and are no signs.
    let sign = sign.filter(|sign| alone.comparator == Comparator::None && is_sign(sign)).unwrap_or_default();
    let unit = unit
        .filter(|unit| alone.kind == Kind::Quantity && alone.unit.is_none() && !is_placeholder(unit))
        .unwrap_or_default();
    if sign.is_empty() && unit.is_empty() {
        return None;
    }
    let text = strip_blanks(text);
    // 百分比 is a unit of its own; of `率（%）` and the like the brackets go.
    let unit = unit.trim().trim_matches(['(', ')', '（', '）']);
    Some(format!("{}{text}{unit}", sign.trim()))
}

fn is_sign(text: &str) -> bool {
    // Most columns of signs hold these; others are tried before a number.
    matches!(text, "≥" | "≤" | "＝" | "=" | ">" | "<")
        || !is_placeholder(text)
            && Measure::parse(&format!("{}1", text.trim()))
                .is_ok_and(|probe| probe.kind == Kind::Quantity && probe.comparator != Comparator::None)
}
