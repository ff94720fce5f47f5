//! Dates and times as OpenDocument writes them → serial numbers.

use rust_decimal::Decimal;

use crate::read::date_format::Moment;

const DAY: u32 = 86_400;

/// `2022-07-31` or `2022-07-31T08:30:00`, with its serial number.
pub(super) fn date(iso: &str) -> Option<(Moment, Decimal)> {
    let (day, time) = iso.trim().split_once('T').unwrap_or((iso.trim(), "00:00:00"));
    let mut parts = day.split('-');
    let (year, month, day) =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let mut clock = time.split(':');
    let hour = clock.next()?.parse().ok()?;
    let minute = clock.next()?.parse().ok()?;
    // Fractions of a second are no business of a form.
    let second = clock.next().unwrap_or("0").split('.').next()?.parse().ok()?;
    let is_real = parts.next().is_none()
        && year <= 9999
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    let moment = Moment { year, month, day, hour, minute, second };
    is_real.then(|| {
        let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        (moment, Decimal::from(days(moment)) + of_a_day(seconds))
    })
}

/// `PT08H30M00S`, with its serial number; durations of more than a day count on.
pub(super) fn time(iso: &str) -> Option<(String, Decimal)> {
    let mut rest = iso.trim().strip_prefix("PT")?;
    let mut parts = [0_u32; 3];
    for (part, unit) in parts.iter_mut().zip(['H', 'M', 'S']) {
        if let Some((number, after)) = rest.split_once(unit) {
            *part = number.split(['.', ',']).next()?.parse().ok().filter(|number| *number < 1_000_000)?;
            rest = after;
        }
    }
    let [hours, minutes, seconds] = parts;
    let shown = format!("{hours:02}:{minutes:02}:{seconds:02}");
    rest.is_empty().then(|| {
        let serial = Decimal::from(u64::from(hours) * 3600 + u64::from(minutes) * 60 + u64::from(seconds))
            / Decimal::from(DAY);
        (shown, serial.round_dp(10).normalize())
    })
}

fn of_a_day(seconds: u32) -> Decimal {
    (Decimal::from(seconds) / Decimal::from(DAY)).round_dp(10).normalize()
}

/// Days since 30 December 1899, as spreadsheets count them.
fn days(moment: Moment) -> i64 {
    // The year begins in March, so that the leap day is its last; 719,468 and 25,569 lead to 1970 and from there to 1899.
    let month = i64::from(moment.month);
    let year = i64::from(moment.year) - i64::from(month < 3);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(moment.day) - 1;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468 + 25_569
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn counts_days_as_spreadsheets_do() {
        for (iso, serial) in [
            ("1899-12-30", Some(dec!(0))),
            ("1900-03-01", Some(dec!(61))),
            ("2022-07-31", Some(dec!(44773))),
            ("2024-02-29T12:00:00", Some(dec!(45351.5))),
            ("2024-02-29T06:00:00.250", Some(dec!(45351.25))),
            ("2022-13-01", None),
            ("2022-07", None),
            ("2022-07-31T25:00:00", None),
            ("999999-01-01", None),
            ("", None),
        ] {
            assert_eq!(date(iso).map(|(_, serial)| serial), serial, "{iso}");
        }
        for (iso, serial) in [
            ("PT12H00M00S", Some(dec!(0.5))),
            ("PT36H00M00.000000000S", Some(dec!(1.5))),
            ("PT6H", Some(dec!(0.25))),
            ("PT99999999999H", None),
            ("8:30", None),
        ] {
            assert_eq!(time(iso).map(|(_, serial)| serial), serial, "{iso}");
        }
    }
}
