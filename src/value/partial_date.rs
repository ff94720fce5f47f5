//! Dates of which parts may be missing: `7月31日前`, `2021年12月`.

use std::borrow::Cow;
use std::fmt;

/// A date of which the year, or the day, may be missing; shown as the ISO 8601 parts it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    /// The year, where written.
    pub year: Option<u16>,
    /// The month, where written.
    pub month: Option<u8>,
    /// The day of the month, where written.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Whether `self` is no later than `deadline`; `None` where their written parts do not decide it.
    ///
    /// A deadline without a day runs to the end of its month, one without a month to the end of its year.
    pub fn no_later_than(self, deadline: Self) -> Option<bool> {
        if let (Some(own), Some(limit)) = (self.year, deadline.year)
            && own != limit
        {
            return Some(own < limit);
        }
        let Some(limit_month) = deadline.month else { return Some(true) };
        let own_month = self.month?;
        if own_month != limit_month {
            return Some(own_month < limit_month);
        }
        let Some(limit_day) = deadline.day else { return Some(true) };
        self.day.map(|own_day| own_day <= limit_day)
    }

    /// As a form writes it: `2022年12月30日`.
    pub(super) fn on_form(self) -> String {
        let part = |number: Option<u16>, sign: char| number.map(|n| format!("{n}{sign}")).unwrap_or_default();
        let (month, day) = (self.month.map(u16::from), self.day.map(u16::from));
        format!("{}{}{}", part(self.year, '年'), part(month, '月'), part(day, '日'))
    }

    /// Whether the calendar has it; 29 February stands without a year.
    fn exists(self) -> bool {
        let is_leap =
            |year: u16| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let last = match self.month {
            Some(2) if self.year.is_some_and(|year| !is_leap(year)) => 28,
            Some(2) => 29,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        self.day.is_none_or(|day| day <= last)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut dash = "";
        if let Some(year) = self.year {
            write!(f, "{year:04}")?;
            dash = "-";
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "{dash}{part:02}")?;
            dash = "-";
        }
        Ok(())
    }
}

/// Reads `2022年12月30日`, `7月31日前`, `12月底之前完成`, `2022-12-30`, `二〇二二年十二月`: the date, and whether it is a
/// deadline.
pub(super) fn read_date(text: &str) -> Option<(PartialDate, bool)> {
    let western = with_digits(text)?;
    let (date, rest) = date_parts(&western)?;
    let rest = rest.strip_prefix(['底', '末']).unwrap_or(rest);
    let is_deadline = match rest {
        "" | "完成" | "已完成" => false,
        "前" | "之前" | "以前" | "前完成" | "之前完成" | "以前完成" | "内" | "内完成" => {
            true
        }
        _ => return None,
    };
    date.exists().then_some((date, is_deadline))
}

/// The date a text begins with, and the rest.
fn date_parts(text: &str) -> Option<(PartialDate, &str)> {
    let mut date = PartialDate { year: None, month: None, day: None };
    let (first, mut rest) = whole_number(text)?;
    if let Some(after) = rest.strip_prefix('年').filter(|_| (1900..=2199).contains(&first)) {
        date.year = Some(first);
        rest = after.strip_prefix('度').unwrap_or(after);
        if let Some((month, after)) = whole_number(rest) {
            let after = after.strip_prefix('月')?;
            date.month = month_number(month);
            date.month?;
            rest = after;
        }
    } else if let Some(after) = rest.strip_prefix('月') {
        date.month = month_number(first);
        date.month?;
        rest = after;
    } else if (1900..=2199).contains(&first) && rest.starts_with(['-', '/', '.']) {
        return iso_date(first, rest);
    } else {
        return None;
    }
    if date.month.is_some() {
        rest = rest.strip_prefix('份').unwrap_or(rest);
        if let Some((day, after)) = whole_number(rest) {
            rest = after.strip_prefix(['日', '号'])?;
            date.day = day_number(day);
            date.day?;
        }
    }
    Some((date, rest))
}

/// What follows the year in `2022-12-30`, `2022/6`, `2022.12.31日`: one separator throughout.
fn iso_date(year: u16, text: &str) -> Option<(PartialDate, &str)> {
    let separator = text.chars().next()?;
    let (month, mut rest) = whole_number(&text[separator.len_utf8()..])?;
    let mut date = PartialDate { year: Some(year), month: Some(month_number(month)?), day: None };
    if let Some(after) = rest.strip_prefix(separator) {
        let (day, after) = whole_number(after)?;
        date.day = Some(day_number(day)?);
        rest = after.strip_prefix('日').unwrap_or(after);
    } else if separator == '.' {
        // A number with two decimals.
        return None;
    }
    Some((date, rest))
}

/// Chinese numerals before 年, 月 and 日 as digits: `二〇二二年十二月` is `2022年12月`.
fn with_digits(text: &str) -> Option<Cow<'_, str>> {
    if !text.starts_with(|c| numeral(c).is_some()) {
        return Some(Cow::Borrowed(text));
    }
    let (mut western, mut rest) = (String::new(), text);
    while let Some(end) = rest.find(|c| numeral(c).is_none()).filter(|end| *end > 0) {
        let (numerals, after) = rest.split_at(end);
        let values: Vec<u16> = numerals.chars().filter_map(numeral).collect();
        let number = match (after.chars().next()?, values.as_slice()) {
            ('年', [a, b, c, d]) if values.iter().all(|value| *value < 10) => {
                a * 1000 + b * 100 + c * 10 + d
            }
            ('月' | '日' | '号', [10]) => 10,
            ('月' | '日' | '号', [ones]) => *ones,
            ('月' | '日' | '号', [10, ones]) if *ones < 10 => 10 + ones,
            ('月' | '日' | '号', [tens, 10]) if *tens < 10 => tens * 10,
            ('月' | '日' | '号', [tens, 10, ones]) if *tens < 10 && *ones < 10 => tens * 10 + ones,
            _ => return None,
        };
        western.push_str(&number.to_string());
        let sign = after.chars().next()?.len_utf8();
        western.push_str(&after[..sign]);
        rest = &after[sign..];
    }
    western.push_str(rest);
    Some(Cow::Owned(western))
}

fn numeral(c: char) -> Option<u16> {
    const NUMERALS: [char; 11] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    match c {
        '〇' | '○' => Some(0),
        _ => NUMERALS.iter().position(|own| *own == c).and_then(|at| u16::try_from(at).ok()),
    }
}

fn whole_number(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (1..=4).contains(&end).then(|| text[..end].parse().ok().map(|number| (number, &text[end..])))?
}

fn month_number(number: u16) -> Option<u8> {
    u8::try_from(number).ok().filter(|m| (1..=12).contains(m))
}

fn day_number(number: u16) -> Option<u8> {
    u8::try_from(number).ok().filter(|d| (1..=31).contains(d))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_dates_by_the_parts_they_have() {
        let date = |text: &str| read_date(text).expect("a date").0;
        for (actual, deadline, met) in [
            ("7月30日", "7月31日前", Some(true)),
            ("8月1日", "7月31日前", Some(false)),
            ("7月31日", "7月31日前", Some(true)),
            ("7月", "9月前", Some(true)),
            ("7月", "7月31日前", None),
            ("2023年1月5日", "2022年12月30日", Some(false)),
            ("2022年5月", "2022年", Some(true)),
        ] {
            assert_eq!(date(actual).no_later_than(date(deadline)), met, "{actual} {deadline}");
        }
    }
}
