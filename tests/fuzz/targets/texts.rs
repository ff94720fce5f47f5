//! Texts that people write: values of a cell, profiles and settings, and the content of a new form.

use std::path::Path;

use ziping::check::new_form;
use ziping::read::{Moment, NumberFormat};
use ziping::report::{Baseline, read_content};
use ziping::settings::{Known, Settings};
use ziping::template::{Profile, by_id, parse_all};
use ziping::value::{ActualValue, Amount, Block, CellRef, Points, Rate, TargetValue, parse_number};

/// Reads a text as each kind of value.
pub(crate) fn value(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let target = text.parse::<TargetValue>();
    let actual = text.parse::<ActualValue>();
    if let (Ok(target), Ok(actual)) = (&target, &actual) {
        let _ = (target.0.in_unit_of(&actual.0), target.0.ends_in_unit_of(&actual.0));
    }
    let _ = (text.parse::<CellRef>(), Block::parse(text));
    let _ = (text.parse::<Points>(), text.parse::<Rate>(), text.parse::<Amount>());
    // A format and a number in one: `0.00%|0.666`.
    let (code, number) = text.split_once('|').unwrap_or((text, "0.666"));
    let format = NumberFormat::parse(code);
    if let Some(number) = parse_number(number) {
        let _ = (format.number(number), format.decimals());
        let part = |most: u16| {
            let rest = number.mantissa().unsigned_abs() % u128::from(most);
            u16::try_from(rest).expect("a remainder is below its divisor")
        };
        let small = |most: u16| u8::try_from(part(most)).expect("below 60");
        let moment = Moment {
            year: part(10_000),
            month: small(12) + 1,
            day: small(31) + 1,
            hour: small(24),
            minute: small(60),
            second: small(60),
        };
        let _ = format.date(moment);
    }
    let _ = format.text(number);
}

/// Reads a text as a profile, as one that extends another, and as settings.
pub(crate) fn profile(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = Profile::parse(text);
    let national = include_str!("../../../workbook-templates/national-project/profile.toml");
    let _ = parse_all([national, text]);
    let known = Known { rules: &["score-disagrees"], profiles: &["national-project"] };
    if let Ok(settings) = Settings::parse(text, "ziping.toml", &known) {
        let _ = (settings.levels(), settings.thresholds(), settings.waivers());
    }
}

/// Reads bytes as the content of new forms and draws them; the first byte says whether they are JSON or CSV.
pub(crate) fn import(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let name = if *choice == 0 { "表.csv" } else { "表.json" };
    let _ = Baseline::parse(rest);
    if let Ok(contents) = read_content(Path::new(name), rest) {
        let profile = by_id("national-project").expect("a profile of this program");
        let _ = new_form(profile, &contents);
    }
}
