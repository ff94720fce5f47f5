//! What the summary of ten thousand forms costs; run by hand in release: `cargo test --release --test summary -- --ignored`.

use std::time::Instant;

use rust_decimal::Decimal;
use ziping::batch::{Records as _, Spool};
use ziping::model::Severity;

use super::desk::{about, saved};
use super::records::{file, finding, indicator, totals, with};

#[test]
#[ignore = "a measurement, not a check"]
fn ten_thousand_forms() {
    let mut spool = Spool::new().unwrap();
    for number in 0_u32..10_000 {
        let record = with(file(&format!("收/第{:03}批/自评表{number:05}.xlsx", number % 100)), |form| {
            form.unit_name = Some(format!("第{:03}单位", number % 300));
            form.findings = (0..number % 3 + 3)
                .map(|row| {
                    let severity = [Severity::Error, Severity::Warning, Severity::Info][(row % 3) as usize];
                    finding(severity, &format!("H{}", row + 12))
                })
                .collect();
            form.indicators =
                (0..20).map(|row| indicator(row + 12, &format!("第{row}项指标完成数"))).collect();
            totals(form, (Decimal::from(90), "优"), (Decimal::from(90 - number % 13), "良"));
        });
        spool.push(&record).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("汇总.xlsx");
    let began = Instant::now();
    for place in 0..spool.len() {
        spool.get(place).unwrap();
    }
    println!("reading once: {:.3} s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    saved(&mut spool, &[], &about(), &path);
    println!("summary: {:.3} s, {} KB", began.elapsed().as_secs_f64(), path.metadata().unwrap().len() / 1024);
}
