//! Target and actual values from random text and back.

use proptest::prelude::*;
use rust_decimal::Decimal;
use ziping::value::{Amount, Comparator, Kind, Measure, PartialDate, Points, Rate};

/// A value as it can be read, of every kind but words.
fn value() -> impl Strategy<Value = Measure> {
    let units = proptest::sample::select(vec![
        "",
        "%",
        "次",
        "人次",
        "万元",
        "亿元",
        "万",
        "平方米",
        "㎡",
        "m2",
        "个百分点",
        "‰",
        "台(套)",
        "元/人",
        "TB",
        "工作日",
        "天",
        "年",
    ]);
    let signs = proptest::sample::select(vec![
        Comparator::AtLeast,
        Comparator::MoreThan,
        Comparator::AtMost,
        Comparator::LessThan,
        Comparator::Equal,
        Comparator::None,
    ]);
    (0_u8..4, signs, units, -1_000_000_i64..=1_000_000, 0_i64..=1_000, 0_u32..=4, date()).prop_map(
        |(sort, comparator, unit, number, more, scale, date)| {
            let number = Decimal::new(number, scale);
            let unit_text = (!unit.is_empty()).then(|| unit.to_owned());
            let plain = Measure {
                kind: if unit == "%" { Kind::Percent } else { Kind::Quantity },
                comparator,
                number: Some(number.normalize()),
                to: None,
                date: None,
                unit: unit_text,
            };
            match sort {
                0 | 1 => plain,
                2 => {
                    let to = Some((number + Decimal::new(more, scale)).normalize());
                    Measure { kind: Kind::Range, comparator: Comparator::None, to, ..plain }
                }
                _ => {
                    // A month alone behind a sign may be a number of months.
                    let comparator = match (comparator, date) {
                        (Comparator::AtMost | Comparator::Equal | Comparator::None, _) => comparator,
                        (_, PartialDate { year: None, day: None, .. }) => Comparator::AtMost,
                        (other, _) => other,
                    };
                    Measure {
                        kind: Kind::Date,
                        comparator,
                        number: None,
                        unit: None,
                        date: Some(date),
                        ..plain
                    }
                }
            }
        },
    )
}

fn date() -> impl Strategy<Value = PartialDate> {
    (1900_u16..=2199, 1_u8..=12, 1_u8..=28, 0_u8..5).prop_map(|(year, month, day, parts)| {
        let (year, month, day) = (Some(year), Some(month), Some(day));
        match parts {
            0 => PartialDate { year, month, day },
            1 => PartialDate { year, month, day: None },
            2 => PartialDate { year, month: None, day: None },
            3 => PartialDate { year: None, month, day },
            _ => PartialDate { year: None, month, day: None },
        }
    })
}

/// Each printable ASCII character by its full-width twin.
fn widened(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).expect("full-width forms"),
            other => other,
        })
        .collect()
}

/// Numbers that look like years belong to the calendar.
fn is_year(measure: &Measure) -> bool {
    let years = Decimal::from(1900)..=Decimal::from(2199);
    measure.kind != Kind::Date
        && measure.unit.as_deref().is_none_or(|unit| unit == "年")
        && measure.number.is_some_and(|number| years.contains(&number))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_back(measure in value()) {
        prop_assume!(!is_year(&measure));
        let printed = measure.to_string();
        prop_assert_eq!(Measure::parse(&printed), Ok(measure), "{}", printed);
    }

    #[test]
    fn full_width_text_reads_as_half_width(measure in value()) {
        let printed = measure.to_string();
        prop_assert_eq!(Measure::parse(&widened(&printed)), Measure::parse(&printed), "{}", printed);
    }

    #[test]
    fn any_text_is_read_or_left(text in any::<String>(), typed in "[≥≤><=0-9０-９.,，%％‰万亿元年月日号前底至到~—（）()\\[\\]余多以上内含 一二十〇-]{0,24}") {
        for text in [&text, &typed] {
            for wide in [text.clone(), widened(text)] {
                let read = Measure::parse(&wide).ok();
                let (_, _, _) = (wide.parse::<Points>(), wide.parse::<Rate>(), Amount::parse_in(&wide, "元"));
                // What was understood is understood again in its own spelling.
                if let Some(measure) = read.filter(|measure| measure.kind != Kind::Text) {
                    prop_assert!(Measure::parse(&measure.to_string()).is_ok(), "{wide}");
                }
            }
        }
    }
}

#[test]
fn a_long_text_is_words_at_once() {
    for part in ["9", "9-", "(含", "≥", "年", "以上", "万", "1,"] {
        let start = std::time::Instant::now();
        let long = part.repeat(10_000);
        for _ in 0..100 {
            let read = Measure::parse(&long).expect("not blank");
            assert_eq!(read.kind, Kind::Text, "{part}");
        }
        assert!(start.elapsed().as_secs() < 2, "{part}: {:?}", start.elapsed());
    }
}
