//! What a cell holds so that it shows a given text: the number and its format, or the text itself.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::value::{Amount, Kind, Measure, parse_number, round, shown_decimals, trimmed};
use crate::write::drawn::Content;

/// A cell's content and its number format; `None` is General.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) content: Content,
    pub(super) format: Option<Arc<str>>,
}

impl Shown {
    /// Nothing.
    pub(super) fn blank() -> Self {
        Self { content: Content::Blank, format: None }
    }

    /// Text as it is.
    pub(super) fn text(text: &str) -> Self {
        let content = if text.is_empty() { Content::Blank } else { Content::Text(text.to_owned()) };
        Self { content, format: None }
    }

    /// A number through a format.
    pub(super) fn number(number: Decimal, format: Option<&str>) -> Self {
        Self { content: Content::Number(number), format: format.map(Arc::from) }
    }

    /// The number in the cell, if it holds one.
    pub(super) fn as_number(&self) -> Option<Decimal> {
        match self.content {
            Content::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// A target, actual value, rate or number of points: a number whose format adds sign and unit (`≥90%` is 0.9 through
/// `"≥"0%`), so that formulas can read it; words, dates and ranges stay text. The cell shows `text`, letter for letter.
pub(super) fn shown(text: &str) -> Shown {
    let words = || Shown::text(if text.trim().is_empty() { "" } else { text });
    as_number(text.trim()).unwrap_or_else(words)
}

/// What a form states in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    pub(super) shown: Shown,
    /// Read from a form: what it leaves blank stays blank.
    is_read: bool,
}

impl Statement {
    /// Typed by hand: the form works out what is left blank.
    pub(super) fn typed(text: &str) -> Self {
        Self { shown: shown(text), is_read: false }
    }

    /// Read from a form, with its exact number.
    pub(super) fn read(text: &str, number: Option<Decimal>) -> Self {
        Self { shown: exactly(text, number), is_read: true }
    }

    /// Nothing, whether by hand or on a form.
    pub(super) fn is_blank(&self) -> bool {
        self.shown.content == Content::Blank
    }

    /// Whether the form is to work out what is blank.
    pub(super) fn may_be_filled(&self) -> bool {
        !self.is_read
    }
}

/// A cell that was read from a form: the same text, and the same exact number, which may have more digits than are
/// shown (rates and percentages in percent). Where no number format gives both, the text alone.
pub(super) fn exactly(text: &str, number: Option<Decimal>) -> Shown {
    let found = as_number(text).and_then(|shown| Some((shown.as_number()?, number?, shown)));
    let Some((own, number, shown)) = found else { return Shown::text(text) };
    let is_percent = text.contains('%');
    let hundredth = number / Decimal::ONE_HUNDRED;
    if own == hundredth || !is_percent && own == number {
        return shown;
    }
    let decimals = shown_decimals(text);
    let digits = if is_percent { decimals + 2 } else { decimals };
    let stored = [number, hundredth]
        .into_iter()
        .skip(usize::from(is_percent))
        .find(|stored| round(*stored, digits) == own);
    match stored {
        Some(stored) => {
            let plain = || pattern("0", decimals).as_str().into();
            Shown { content: Content::Number(stored), format: Some(shown.format.unwrap_or_else(plain)) }
        }
        None => Shown::text(text),
    }
}

/// A text of no known type, as a number where it reads as one.
pub(super) fn as_typed(text: &str) -> Shown {
    as_number(text).unwrap_or_else(|| Shown::text(text))
}

/// The same for an amount of money; two decimals have the format that amounts have.
pub(super) fn exact_amount(text: &str, number: Option<Decimal>) -> Shown {
    let shown = exactly(text, number);
    if shown.format.is_none() && shown.as_number().is_some() && shown_decimals(text) >= 2 {
        return Shown { format: Some(pattern("0", shown_decimals(text)).as_str().into()), ..shown };
    }
    shown
}

/// An amount of money: at least two decimals, without unit.
pub(super) fn amount(text: &str) -> Shown {
    match text.trim().parse::<Amount>() {
        Ok(amount) => {
            let decimals = trimmed(amount.get()).scale().max(2);
            Shown::number(amount.get(), Some(&pattern("0", decimals)))
        }
        Err(_) => Shown::text(text.trim()),
    }
}

/// The format of a percentage with so many decimals.
pub(super) fn percent_format(decimals: u32) -> String {
    pattern("0", decimals) + "%"
}

fn as_number(text: &str) -> Option<Shown> {
    let measure = Measure::parse(text).ok()?;
    if !matches!(measure.kind, Kind::Quantity | Kind::Percent) || text.contains(['"', '\n', '\r', '\t']) {
        return None;
    }
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (prefix, digits, suffix) = (&text[..start], &rest[..end], &rest[end..]);
    let (prefix, negative) = if prefix == "-" { ("", true) } else { (prefix, false) };
    let size = parse_number(digits)?;
    let grouped = digits.contains(',');
    let number = if negative { -size } else { size };
    // Only what the format gives back letter for letter: no 007, no digits in the unit.
    if Some(number) != measure.number
        || suffix.contains(char::is_numeric)
        || !grouped && digits != size.to_string()
    {
        return None;
    }
    let whole = if grouped { "#,##0" } else { "0" };
    let digits_pattern = pattern(whole, shown_decimals(digits));
    let (number, tail) = if measure.kind == Kind::Percent {
        let (before, after) = suffix.split_once('%')?;
        (trimmed(number / Decimal::ONE_HUNDRED), format!("{}%{}", quoted(before), quoted(after)))
    } else {
        (number, quoted(suffix))
    };
    let code = format!("{}{digits_pattern}{tail}", quoted(prefix));
    // General shows these as they are.
    let general = code == digits_pattern && !grouped && trimmed(size).scale() == size.scale();
    Some(Shown::number(number, (!general).then_some(code.as_str())))
}

fn pattern(whole: &str, decimals: u32) -> String {
    let mut code = whole.to_owned();
    if decimals > 0 {
        code.push('.');
        code.extend((0..decimals).map(|_| '0'));
    }
    code
}

fn quoted(literal: &str) -> String {
    if literal.is_empty() { String::new() } else { format!("\"{literal}\"") }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn numbers_carry_sign_and_unit_in_their_format() {
        for (text, number, format) in [
            ("≥90%", dec!(0.9), Some("\"≥\"0%")),
            ("66.60%", dec!(0.666), Some("0.00%")),
            ("-26.00%", dec!(-0.26), Some("0.00%")),
            ("66.6", dec!(66.6), None),
            ("7.40", dec!(7.40), Some("0.00")),
            ("10", dec!(10), None),
            ("1次", dec!(1), Some("0\"次\"")),
            ("≥12.50万元", dec!(12.50), Some("\"≥\"0.00\"万元\"")),
            ("≥1,234户", dec!(1234), Some("\"≥\"#,##0\"户\"")),
            ("不低于12种", dec!(12), Some("\"不低于\"0\"种\"")),
            ("95%以上", dec!(0.95), Some("0%\"以上\"")),
            ("10分", dec!(10), Some("0\"分\"")),
        ] {
            let cell = shown(text);
            assert_eq!((cell.as_number(), cell.format.as_deref()), (Some(number), format), "{text}");
        }
    }

    #[test]
    fn words_dates_and_odd_spellings_stay_text() {
        for text in ["良好", "7月31日前", "3-5天", "９５％", "007", "95％", "—", "2022-12-30", "100%覆盖"]
        {
            assert_eq!(shown(text), Shown::text(text), "{text}");
        }
        assert_eq!(shown(" "), Shown::blank());
    }

    #[test]
    fn a_number_keeps_the_digits_that_are_not_shown() {
        for (text, number, stored, format) in [
            ("278.44", dec!(278.4449), dec!(278.4449), "0.00"),
            ("97.5%", dec!(97.4999), dec!(0.974999), "0.0%"),
            ("67", dec!(66.6), dec!(66.6), "0"),
            ("≥3次", dec!(3.2), dec!(3.2), "\"≥\"0\"次\""),
        ] {
            let cell = exactly(text, Some(number));
            assert_eq!((cell.as_number(), cell.format.as_deref()), (Some(stored), Some(format)), "{text}");
        }
        assert_eq!(exactly("0.666", Some(dec!(66.6))).as_number(), Some(dec!(0.666)));
        assert_eq!(exactly("10", None), Shown::text("10"), "a number would be read where the text was not");
        assert_eq!(exactly("10%", Some(dec!(0.1))), Shown::text("10%"));
        assert_eq!(exactly(" 10 ", Some(dec!(10))).as_number(), Some(dec!(10)));
        assert_eq!(exact_amount("855.66", Some(dec!(855.66))).format.as_deref(), Some("0.00"));
        assert_eq!(exact_amount("880", Some(dec!(880))).format, None);
    }

    #[test]
    fn amounts_have_two_decimals() {
        let cell = amount("855.6");
        assert_eq!((cell.as_number(), cell.format.as_deref()), (Some(dec!(855.6)), Some("0.00")));
        assert_eq!(amount("1.2345").format.as_deref(), Some("0.0000"));
        assert_eq!(amount("—"), Shown::text("—"));
    }
}
