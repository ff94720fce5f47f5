//! A number format that shows a value as its cell does.
//!
//! The cell's own format stands among the file's styles, in a language of its own. What it shows is known, and a code
//! that shows the same is what a redrawn cell needs.

use rust_decimal::Decimal;

use crate::read::date_format::Moment;
use crate::read::number_format::NumberFormat;

/// Excel takes no longer code.
const LONGEST: usize = 255;

/// What a date in a cell looks like, the longer before those that they contain.
const DATES: [&str; 19] = [
    "yyyy-mm-dd hh:mm:ss",
    "yyyy/m/d h:mm:ss",
    "yyyy-mm-dd hh:mm",
    "yyyy/m/d h:mm",
    PLAIN_DATE,
    "yyyy\"年\"mm\"月\"dd\"日\"",
    "yyyy-mm-dd",
    "yyyy-m-d",
    "yyyy/mm/dd",
    "yyyy/m/d",
    "yyyy.mm.dd",
    "yyyy.m.d",
    "yyyy\"年\"m\"月\"",
    "yyyy\"年\"mm\"月\"",
    "yyyy-mm",
    "m\"月\"d\"日\"",
    "hh:mm:ss",
    "hh:mm",
    "h:mm",
];

/// For dates written in any other way: still a date.
const PLAIN_DATE: &str = "yyyy\"年\"m\"月\"d\"日\"";

/// A code through which the number shows as `text`; `None` if General does, or no code was found.
pub(super) fn number_code(number: Decimal, text: &str) -> Option<String> {
    let shows = |code: &str| NumberFormat::parse(code).number(number) == text;
    let start = text.find(|c: char| c.is_ascii_digit()).filter(|_| !shows("General"))?;
    let (before, digits) = text.split_at_checked(start)?;
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(digits.len());
    let digits = digits.get(..end)?.trim_end_matches(['.', ',']);
    let after = text.get(start + digits.len()..)?;
    let (whole, decimals) = digits.split_once('.').map_or((digits, 0), |(whole, part)| (whole, part.len()));
    let whole = match whole {
        _ if whole.contains(',') => "#,##0".to_owned(),
        // 007 keeps its zeros.
        _ if whole.starts_with('0') => "0".repeat(whole.len()),
        _ => "0".to_owned(),
    };
    let point = if decimals > 0 { "." } else { "" };
    let (percent, after) = after.strip_prefix('%').map_or(("", after), |after| ("%", after));
    let core = format!("{whole}{point}{}{percent}", "0".repeat(decimals));
    let with = |before: &str| Some(format!("{}{core}{}", literal(before)?, literal(after)?));
    let candidates = [
        // Excel sets the minus itself, except where a section of its own says how a negative looks.
        with(&before.replacen('-', "", 1)),
        with(before),
        with(before).map(|negative| format!("{core};{negative}")),
    ];
    candidates.into_iter().flatten().find(|code| code.len() <= LONGEST && shows(code))
}

/// A code through which the moment shows as `text`, or at least as a date.
pub(super) fn date_code(moment: Moment, text: &str) -> String {
    let codes = DATES.iter().filter_map(|code| {
        let shown = NumberFormat::parse(code).date(moment);
        let (before, after) = text.split_once(&shown)?;
        Some(format!("{}{code}{}", literal(before)?, literal(after)?))
    });
    let shows = |code: &String| code.len() <= LONGEST && NumberFormat::parse(code).date(moment) == text;
    codes.into_iter().find(shows).unwrap_or_else(|| PLAIN_DATE.to_owned())
}

/// Words inside a code.
fn literal(words: &str) -> Option<String> {
    match words {
        "" => Some(String::new()),
        _ if words.contains('"') => None,
        _ => Some(format!("\"{words}\"")),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn finds_the_code_behind_a_number() {
        for (number, text, code) in [
            (dec!(615.33), "615.33", None),
            (dec!(680), "680.00", Some("0.00")),
            (dec!(0.6666), "0.67", Some("0.00")),
            (dec!(1234.5), "1,234.50", Some("#,##0.00")),
            (dec!(-1234.5), "-1,234.50", Some("#,##0.00")),
            (dec!(-5), "(5.0)", Some("0.0;\"(\"0.0\")\"")),
            (dec!(0.666), "66.60%", Some("0.00%")),
            (dec!(0.9), "≥90%", Some("\"≥\"0%")),
            (dec!(12), "≥12处", Some("\"≥\"0\"处\"")),
            (dec!(7), "007", Some("000")),
            (dec!(5), "¥5.00", Some("\"¥\"0.00")),
            (dec!(5), "\"5\"", None),
            (dec!(5), "五", None),
            (dec!(100000), "1.00E+05", None),
        ] {
            assert_eq!(number_code(number, text).as_deref(), code, "{text}");
        }
    }

    #[test]
    fn finds_the_code_behind_a_date() {
        let moment = Moment { year: 2022, month: 7, day: 31, hour: 8, minute: 30, second: 0 };
        for (text, code) in [
            ("2022年7月31日", PLAIN_DATE),
            ("2022年7月", "yyyy\"年\"m\"月\""),
            ("2022-07-31", "yyyy-mm-dd"),
            ("2022/7/31 8:30", "yyyy/m/d h:mm"),
            ("08:30", "hh:mm"),
            ("2022年7月31日前", "yyyy\"年\"m\"月\"d\"日\"\"前\""),
            ("二〇二二年七月", PLAIN_DATE),
        ] {
            assert_eq!(date_code(moment, text), code, "{text}");
        }
    }
}
