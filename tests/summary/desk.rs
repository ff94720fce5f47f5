//! A run's records written to a summary and read back.

use std::path::Path;

use ziping::batch::summary::{About, Sums};
use ziping::batch::{FileRecord, Records as _, Signal, Spool};
use ziping::report::Lang;
use ziping::settings::Thresholds;

static USUAL: std::sync::LazyLock<Thresholds> = std::sync::LazyLock::new(Thresholds::default);

pub(crate) fn about() -> About<'static> {
    About { options: "check 收", settings: None, thresholds: &USUAL }
}

pub(crate) fn spool(records: &[FileRecord]) -> Spool {
    let mut spool = Spool::new().unwrap();
    records.iter().for_each(|record| spool.push(record).unwrap());
    spool
}

pub(crate) fn saved(spool: &mut Spool, signals: &[Signal], about: &About<'_>, path: &Path) {
    let mut sums = Sums::default();
    for place in 0..spool.len() {
        sums.see(place, &spool.get(place).unwrap());
    }
    sums.write(spool, |_| Ok(signals.to_vec()), about, Lang::Zh, path, false).unwrap();
}
