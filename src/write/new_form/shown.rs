//! What a cell holds so that it shows a given text: the number and its format, or the text itself.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::value::{Amount, Kind, Measure, parse_number, shown_decimals, trimmed};
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
    let text = text.trim();
    as_number(text).unwrap_or_else(|| Shown::text(text))
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
    fn amounts_have_two_decimals() {
        let cell = amount("855.6");
        assert_eq!((cell.as_number(), cell.format.as_deref()), (Some(dec!(855.6)), Some("0.00")));
        assert_eq!(amount("1.2345").format.as_deref(), Some("0.0000"));
        assert_eq!(amount("—"), Shown::text("—"));
    }
}
