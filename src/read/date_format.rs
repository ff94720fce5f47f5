//! Dates and times through an Excel format code: `yyyy"年"m"月"d"日"` and its kin.

/// A point in time, as a cell's serial number stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour, from 0.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];

/// One piece of a date format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text as it stands.
    Literal(String),
    /// A run of one letter: `yyyy`, `m`, `dd`, `hh`, `ss`, `aaaa`.
    Run(char, usize),
    /// `AM/PM` or 上午/下午.
    HalfDay,
}

/// The pieces of one date format, minutes told from months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DatePattern {
    pieces: Vec<Piece>,
    half_days: bool,
}

impl DatePattern {
    pub(super) fn new(mut pieces: Vec<Piece>) -> Self {
        let runs: Vec<usize> =
            (0..pieces.len()).filter(|at| matches!(pieces.get(*at), Some(Piece::Run(..)))).collect();
        let letter = |pieces: &[Piece], at: Option<&usize>| match at.and_then(|at| pieces.get(*at)) {
            Some(Piece::Run(letter, _)) => Some(*letter),
            _ => None,
        };
        for (order, at) in runs.iter().enumerate() {
            let before = order.checked_sub(1).and_then(|order| letter(&pieces, runs.get(order)));
            let after = letter(&pieces, runs.get(order + 1));
            // `m` beside hours or seconds is minutes; `M` marks them from here on.
            if let Some(Piece::Run(own, _)) = pieces.get_mut(*at)
                && *own == 'm'
                && (before == Some('h') || after == Some('s'))
            {
                *own = 'M';
            }
        }
        let half_days = pieces.contains(&Piece::HalfDay);
        // The short forms of Windows' own locale: a Chinese Excel shows 2022/7/31 for them.
        let is = |letters: &[(char, usize)]| {
            runs.iter().map(|at| pieces.get(*at)).eq(letters
                .iter()
                .map(|(letter, length)| Some(Piece::Run(*letter, *length)))
                .collect::<Vec<_>>()
                .iter()
                .map(Option::as_ref))
        };
        let day = [('y', 4), ('m', 1), ('d', 1)];
        let time = [('h', 1), ('M', 2)];
        if is(&[('m', 2), ('d', 2), ('y', 2)]) {
            pieces = joined(&day, "/");
        } else if is(&[('m', 1), ('d', 1), ('y', 2), ('h', 1), ('M', 2)]) {
            pieces = joined(&day, "/");
            pieces.push(Piece::Literal(" ".to_owned()));
            pieces.extend(joined(&time, ":"));
        }
        Self { pieces, half_days }
    }

    pub(super) fn show(&self, moment: Moment) -> String {
        let mut shown = String::with_capacity(16);
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => shown.push_str(text),
                Piece::HalfDay => shown.push_str(if moment.hour < 12 { "上午" } else { "下午" }),
                Piece::Run(letter, length) => self.show_run(*letter, *length, moment, &mut shown),
            }
        }
        shown
    }

    fn show_run(&self, letter: char, length: usize, moment: Moment, shown: &mut String) {
        let hour = if self.half_days { (moment.hour + 11) % 12 + 1 } else { moment.hour };
        let number = match letter {
            'y' if length <= 2 => return push_number(shown, u16::from(two_digits(moment.year)), 2),
            'y' => return push_number(shown, moment.year, 4),
            'm' if length >= 3 => {
                let name =
                    MONTHS.get(usize::from(moment.month).saturating_sub(1)).copied().unwrap_or_default();
                return shown.push_str(match length {
                    3 => name.get(..3).unwrap_or(name),
                    4 => name,
                    _ => name.get(..1).unwrap_or(name),
                });
            }
            'd' | 'a' if length >= 3 => {
                shown.push_str(if length == 3 { "周" } else { "星期" });
                return shown.push_str(weekday(moment));
            }
            'm' => moment.month,
            'd' => moment.day,
            'h' => hour,
            'M' => moment.minute,
            's' => moment.second,
            _ => return,
        };
        push_number(shown, u16::from(number), length.min(2));
    }
}

fn joined(runs: &[(char, usize)], separator: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(runs.len() * 2);
    for (letter, length) in runs {
        if !pieces.is_empty() {
            pieces.push(Piece::Literal(separator.to_owned()));
        }
        pieces.push(Piece::Run(*letter, *length));
    }
    pieces
}

fn two_digits(year: u16) -> u8 {
    u8::try_from(year % 100).unwrap_or_default()
}

fn push_number(shown: &mut String, number: u16, width: usize) {
    let digits = number.to_string();
    shown.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
    shown.push_str(&digits);
}

/// Sakamoto's method.
fn weekday(moment: Moment) -> &'static str {
    const SHIFT: [u16; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if moment.month < 3 { moment.year.saturating_sub(1) } else { moment.year };
    let shift = SHIFT.get(usize::from(moment.month).saturating_sub(1)).copied().unwrap_or_default();
    let day = year + year / 4 - year / 100 + year / 400 + shift + u16::from(moment.day);
    WEEKDAYS.get(usize::from(day % 7)).copied().unwrap_or_default()
}

/// `2022年7月31日`: for a date whose format says nothing of its own.
pub(super) fn plain_date(moment: Moment) -> String {
    format!("{}年{}月{}日", moment.year, moment.month, moment.day)
}
