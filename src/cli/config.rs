//! `ziping config`.

use super::args::{ConfigArgs, RulesFormat};
use super::console::Console;
use super::failure::Failure;
use super::setup::{Setup, shown};
use crate::report::{InForce, settings_json, settings_lines};

pub(super) fn run(args: &ConfigArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let in_force = InForce {
        file: setup.file.as_deref().map(shown),
        is_named: setup.is_named,
        settings: &setup.settings,
        lang_by_flag: console.lang_by_flag,
    };
    match args.format {
        RulesFormat::Text => console.lines(&settings_lines(&in_force, console.lang))?,
        RulesFormat::Json => console.data(&settings_json(&in_force, console.lang))?,
    }
    Ok(0)
}
