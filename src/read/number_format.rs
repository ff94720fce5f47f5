//! What a number format makes of a number: 0.666 as `66.6%`, 90 as `≥90次`.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::date_format::{DatePattern, Moment, Piece, plain_date};
use super::format_code::{Token, split};
use super::number_pattern::{Pattern, general_text, pattern};

/// An Excel number format, parsed.
///
/// Padding (`_x`, `*x`) and colours are dropped; what is too exotic for a form (fractions, scientific, conditions,
/// elapsed time) shows as General.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberFormat {
    /// Sections for numbers: positive, negative, zero, as many as there are; never none.
    sections: Vec<Section>,
    /// The section for text, where it says more than `@`.
    text: Option<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Section {
    General { prefix: String, suffix: String },
    Number(Pattern),
    Date(DatePattern),
}

impl NumberFormat {
    /// Parses a format code such as `0.00%` or `#,##0;[Red]-#,##0`.
    pub fn parse(code: &str) -> Self {
        let mut sections = Vec::new();
        let mut text = None;
        // Excel's own limit for a code is 255 characters.
        let code = if code.is_empty() || code.len() > 1024 { "General" } else { code };
        for tokens in split(code) {
            if tokens.iter().any(|token| matches!(token, Token::Text)) {
                let (prefix, suffix) = around(&tokens, |token| matches!(token, Token::Text));
                if !(prefix.is_empty() && suffix.is_empty()) {
                    text = Some((prefix, suffix));
                }
            } else if sections.len() < 3 {
                sections.push(section(&tokens));
            }
        }
        if sections.is_empty() {
            sections.push(general());
        }
        Self { sections, text }
    }

    /// What a cell of this format shows for `number`.
    pub fn number(&self, number: Decimal) -> String {
        let (section, signed) = match self.sections.as_slice() {
            [_, _, zero] if number.is_zero() => (zero, false),
            [_, negative, ..] if number.is_sign_negative() && !number.is_zero() => (negative, false),
            [first, ..] => (first, true),
            [] => return general_text(number),
        };
        let minus = signed && number.is_sign_negative() && !number.is_zero();
        match section {
            Section::Number(pattern) => pattern.show(number.abs(), minus),
            Section::General { prefix, suffix } => {
                let number = if signed { number } else { number.abs() };
                let shown = general_text(number);
                if prefix.is_empty() && suffix.is_empty() {
                    shown
                } else {
                    format!("{prefix}{shown}{suffix}")
                }
            }
            Section::Date(_) => general_text(number),
        }
    }

    /// What it shows for a date; `2022年7月31日` where the format is none for dates.
    pub fn date(&self, moment: Moment) -> String {
        match self.sections.first() {
            Some(Section::Date(pattern)) => pattern.show(moment),
            _ => plain_date(moment),
        }
    }

    /// What it shows for a text.
    pub fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match &self.text {
            None => Cow::Borrowed(text),
            Some((prefix, suffix)) => Cow::Owned(format!("{prefix}{text}{suffix}")),
        }
    }

    /// Whether it shows 0.95 as `95%`.
    pub fn is_percent(&self) -> bool {
        matches!(self.sections.first(), Some(Section::Number(pattern)) if pattern.percents > 0)
    }

    /// Whether it shows numbers as dates or times.
    pub(super) fn is_date(&self) -> bool {
        matches!(self.sections.first(), Some(Section::Date(_)))
    }

    /// How many decimals it shows at most; `None` for General and dates, which show what there is.
    pub fn decimals(&self) -> Option<u32> {
        match self.sections.first() {
            Some(Section::Number(pattern)) => Some(pattern.most),
            _ => None,
        }
    }
}

fn general() -> Section {
    Section::General { prefix: String::new(), suffix: String::new() }
}

fn around(tokens: &[Token], is_core: impl Fn(&Token) -> bool) -> (String, String) {
    let literal = |token: &Token| if let Token::Literal(c) = token { Some(*c) } else { None };
    let first = tokens.iter().position(&is_core).unwrap_or(tokens.len());
    let before = tokens.iter().take(first).filter_map(literal).collect();
    let after = tokens.iter().skip(first + 1).filter_map(literal).collect();
    (before, after)
}

fn section(tokens: &[Token]) -> Section {
    let has = |test: fn(&Token) -> bool| tokens.iter().any(test);
    if has(|token| matches!(token, Token::Condition(_) | Token::Exotic)) {
        return general();
    }
    if has(|token| matches!(token, Token::General)) {
        let (prefix, suffix) = around(tokens, |token| matches!(token, Token::General));
        return Section::General { prefix, suffix };
    }
    if has(|token| matches!(token, Token::Date(_))) {
        return Section::Date(DatePattern::new(tokens.iter().filter_map(date_piece).collect()));
    }
    pattern(tokens).map_or_else(general, Section::Number)
}

fn date_piece(token: &Token) -> Option<Piece> {
    match token {
        Token::Date(piece) => Some(piece.clone()),
        Token::Literal(c) => Some(Piece::Literal(c.to_string())),
        Token::Point => Some(Piece::Literal(".".to_owned())),
        Token::Comma => Some(Piece::Literal(",".to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn shows_numbers_as_excel_does() {
        for (code, number, shown) in [
            ("General", dec!(615.33), "615.33"),
            ("General", dec!(0.30000000000000004), "0.3"),
            ("General", dec!(0.333333333333333), "0.333333333"),
            ("General", dec!(33.3333333333333), "33.33333333"),
            ("General", dec!(387664.62), "387664.62"),
            ("General", dec!(99999999999), "99999999999"),
            ("General", dec!(123456789012), "1.23457E+11"),
            ("General", dec!(0.00001), "1E-05"),
            ("General", dec!(-7.40), "-7.4"),
            ("General\"次\"", dec!(3), "3次"),
            ("G/通用格式", dec!(66.6), "66.6"),
            ("0", dec!(2.5), "3"),
            ("0", dec!(-0.5), "-1"),
            ("0.00", dec!(1.005), "1.01"),
            ("0.00", dec!(10), "10.00"),
            ("0.##", dec!(1.50), "1.5"),
            ("0.0#", dec!(2), "2.0"),
            ("#", dec!(0), ""),
            ("000", dec!(7), "007"),
            ("#,##0", dec!(1234567), "1,234,567"),
            ("#,##0.00", dec!(855.66), "855.66"),
            ("#,##0.00", dec!(-12345.678), "-12,345.68"),
            ("#,##0,", dec!(1234567), "1,235"),
            ("0%", dec!(0.95), "95%"),
            ("0.0%", dec!(0.666), "66.6%"),
            ("0.00%", dec!(-0.26), "-26.00%"),
            ("\"≥\"0%", dec!(0.9), "≥90%"),
            ("0\"次\"", dec!(1), "1次"),
            ("0\\天", dec!(5), "5天"),
            ("0.00_ ", dec!(1), "1.00"),
            ("0.00_);(0.00)", dec!(-3), "(3.00)"),
            ("[Red]0.0;[Blue]-0.0", dec!(-3), "-3.0"),
            ("0;-0;\"-\"", dec!(0), "-"),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", dec!(0), "-"),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", dec!(1880), "1,880.00"),
            ("[$¥-804]#,##0.00", dec!(5), "¥5.00"),
            ("0.00E+00", dec!(1234.5), "1234.5"),
            ("# ?/?", dec!(0.5), "0.5"),
            ("[>1]0;0%", dec!(0.5), "0.5"),
            ("@", dec!(10), "10"),
            ("000-0000", dec!(5551234), "5551234"),
            (";;;", dec!(5), ""),
            ("\"unclosed", dec!(5), "unclosed"),
            ("\\", dec!(5), ""),
            ("", dec!(5), "5"),
        ] {
            assert_eq!(NumberFormat::parse(code).number(number), shown, "{code} of {number}");
        }
    }

    #[test]
    fn shows_dates_as_a_chinese_excel_does() {
        let moment = Moment { year: 2022, month: 7, day: 31, hour: 15, minute: 4, second: 5 };
        for (code, shown) in [
            ("yyyy\"年\"m\"月\"d\"日\"", "2022年7月31日"),
            ("[$-804]yyyy\"年\"m\"月\"", "2022年7月"),
            ("m月d日", "7月31日"),
            ("yyyy-mm-dd", "2022-07-31"),
            ("yyyy/m/d;@", "2022/7/31"),
            ("mm-dd-yy", "2022/7/31"),
            ("m/d/yy h:mm", "2022/7/31 15:04"),
            ("d-mmm-yy", "31-Jul-22"),
            ("h:mm:ss", "15:04:05"),
            ("h:mm AM/PM", "3:04 下午"),
            ("yyyy.mm.dd", "2022.07.31"),
            ("aaaa", "星期日"),
            ("General", "2022年7月31日"),
        ] {
            assert_eq!(NumberFormat::parse(code).date(moment), shown, "{code}");
        }
    }

    #[test]
    fn knows_percents_and_decimals() {
        for (code, percent, decimals) in [
            ("0.00%", true, Some(2)),
            ("\"≥\"0%", true, Some(0)),
            ("0\"%\"", false, Some(0)),
            ("0.0\\%", false, Some(1)),
            ("General", false, None),
            ("yyyy-mm-dd", false, None),
        ] {
            let format = NumberFormat::parse(code);
            assert_eq!((format.is_percent(), format.decimals()), (percent, decimals), "{code}");
        }
    }

    #[test]
    fn shows_text_through_the_text_section() {
        assert_eq!(NumberFormat::parse("0;-0;0;\"约\"@").text("十"), "约十");
        assert_eq!(NumberFormat::parse("@").text("十"), "十");
        assert_eq!(NumberFormat::parse("0.00").text("十"), "十");
    }
}
