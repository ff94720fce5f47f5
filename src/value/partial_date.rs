//! Dates of which parts may be missing: `7月31日前`, `2021年12月`.

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

/// Reads `2022年12月30日`, `7月31日前`, `12月底之前完成`, `2022-12-30`, `2021年12月`: the date, and whether it is a
/// deadline.
pub(super) fn read_date(text: &str) -> Option<(PartialDate, bool)> {
    let mut date = PartialDate { year: None, month: None, day: None };
    let (first, mut rest) = whole_number(text)?;
    if let Some(after) = rest.strip_prefix('年').filter(|_| (1900..=2199).contains(&first)) {
        date.year = Some(first);
        rest = after;
        if let Some((month, after)) = whole_number(rest) {
            let after = after.strip_prefix('月')?;
            date.month = month_number(month);
            date.month?;
            rest = after;
        }
    } else if let Some(after) = rest.strip_prefix('月') {
        date.month = month_number(first);
        date.month?;
        rest = after.strip_prefix('份').unwrap_or(after);
    } else if (1900..=2199).contains(&first) && rest.starts_with(['-', '/', '.']) {
        return iso_date(first, rest);
    } else {
        return None;
    }
    if date.month.is_some()
        && let Some((day, after)) = whole_number(rest)
    {
        rest = after.strip_prefix(['日', '号'])?;
        date.day = day_number(day);
        date.day?;
    }
    let rest = rest.strip_prefix('底').unwrap_or(rest);
    let is_deadline = match rest {
        "" | "完成" | "已完成" => false,
        "前" | "之前" | "以前" | "前完成" | "之前完成" | "以前完成" | "内" | "内完成" => {
            true
        }
        _ => return None,
    };
    Some((date, is_deadline))
}

fn iso_date(year: u16, text: &str) -> Option<(PartialDate, bool)> {
    let mut parts = text[1..].split(['-', '/', '.']);
    let month = month_number(parts.next()?.parse().ok()?)?;
    let day = match parts.next() {
        Some(day) => Some(day_number(day.trim_end_matches('前').parse().ok()?)?),
        None if text.starts_with('.') => return None,
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    Some((PartialDate { year: Some(year), month: Some(month), day }, text.ends_with('前')))
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
