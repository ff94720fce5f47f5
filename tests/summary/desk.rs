//! A run's records written to a summary and read back.

use std::path::Path;

use ziping::batch::summary::{self, About};
use ziping::batch::{FileRecord, Signal, Spool};
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
    summary::write(spool, signals, about, Lang::Zh, path, false).unwrap();
}
