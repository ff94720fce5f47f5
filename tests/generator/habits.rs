//! How a clerk draws and fills in a form; nothing here changes what it says.

use super::dice::Dice;
use super::layout::Layout;

/// How level cells that belong together are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Levels {
    Merged,
    Repeated,
    BlankBelow,
}

/// How a rate is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rates {
    /// 0.666 through a percent format.
    Format,
    /// `66.6%` as a text.
    Text,
    /// 66.6.
    Points,
}

/// Where the sheet of instructions stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guide {
    None,
    Before,
    After,
}

/// One clerk's ways.
pub(crate) struct Habits {
    pub(crate) left: u16,
    /// `附件2` above the title.
    pub(crate) has_attachment_line: bool,
    /// The year stands in the title rather than below it.
    pub(crate) has_year_in_title: bool,
    pub(crate) levels: Levels,
    /// `指标1：` before each name.
    pub(crate) numbers_names: bool,
    pub(crate) font: &'static str,
    pub(crate) font_size: f64,
    /// 执行率 in the head.
    pub(crate) rates: Rates,
    /// Percentages among the rows.
    pub(crate) has_text_percent: bool,
    /// The unit stands behind an actual value, too.
    pub(crate) repeats_units: bool,
    /// `=12次` rather than `12次`.
    pub(crate) writes_equal_sign: bool,
    /// Now and then a number is a text.
    pub(crate) is_untidy: bool,
    /// Sums and rates are live formulas.
    pub(crate) has_formulas: bool,
    pub(crate) amount_format: &'static str,
    pub(crate) score_format: &'static str,
    /// A part without money reads 0 rather than blank.
    pub(crate) writes_zeros: bool,
    pub(crate) dash: &'static str,
    pub(crate) guide: Guide,
    pub(crate) has_notes: bool,
    pub(crate) has_signature: bool,
    /// The grade stands right of the total rather than below it.
    pub(crate) has_grade_beside: bool,
    pub(crate) validates: bool,
    pub(crate) is_landscape: bool,
    pub(crate) sheet: &'static str,
}

impl Habits {
    /// Any clerk's for this layout.
    pub(crate) fn any(layout: &Layout, dice: &mut Dice) -> Self {
        let rates = match dice.between(1, 10) {
            ..=5 => Rates::Format,
            6..=8 => Rates::Text,
            _ => Rates::Points,
        };
        let levels = match dice.between(1, 10) {
            ..=7 => Levels::Merged,
            8..=9 => Levels::Repeated,
            _ => Levels::BlankBelow,
        };
        let guide = match dice.between(1, 10) {
            ..=6 => Guide::None,
            7..=8 => Guide::Before,
            _ => Guide::After,
        };
        let is_untidy = dice.chance(15);
        Self {
            left: u16::from(dice.chance(15)),
            has_attachment_line: dice.chance(35),
            has_year_in_title: dice.chance(35),
            levels,
            numbers_names: dice.chance(20),
            font: dice.pick(&["宋体", "宋体", "仿宋", "仿宋_GB2312"]),
            font_size: f64::from(u8::try_from(dice.between(9, 12)).expect("a font size")),
            rates,
            has_text_percent: dice.chance(40),
            repeats_units: dice.chance(60),
            writes_equal_sign: dice.chance(20),
            is_untidy,
            has_formulas: !is_untidy && dice.chance(40),
            amount_format: dice.pick(&["0.00", "#,##0.00", "General"]),
            score_format: dice.pick(&["General", "General", "0.00"]),
            writes_zeros: dice.chance(50),
            dash: dice.pick(&["—", "-"]),
            guide,
            has_notes: dice.chance(50),
            has_signature: dice.chance(40),
            has_grade_beside: dice.chance(30),
            validates: dice.chance(30),
            is_landscape: layout.is_department || dice.chance(50),
            sheet: dice.pick(&["Sheet1", "自评表", "绩效自评表", "附件2"]),
        }
    }
}
