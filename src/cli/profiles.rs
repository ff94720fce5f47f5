//! `ziping profiles`.

use super::args::ProfilesArgs;
use super::console::Console;
use super::failure::Failure;
use super::suggest;
use super::wrap::{pad, width};
use crate::report::{Lang, Line, Tone, profile_lines};
use crate::template::builtin;

pub(super) fn run(args: &ProfilesArgs, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let lines = match &args.id {
        Some(id) => profile_lines(suggest::profile(id, lang)?, lang),
        None => list(lang),
    };
    console.lines(&lines)?;
    Ok(0)
}

fn list(lang: Lang) -> Vec<Line> {
    let columns = builtin().iter().map(|profile| width(&profile.id)).max().unwrap_or(0);
    let mut lines: Vec<Line> = builtin()
        .iter()
        .map(|profile| {
            let name = lang.choose(&profile.name, &profile.name_en);
            Line::new(Tone::Plain, 0, &format!("{}  {name}", pad(&profile.id, columns)))
        })
        .collect();
    let hint = lang.choose(
        "分值、公式和依据：ziping profiles 编号",
        "points, formulas and what they rest on: ziping profiles ID",
    );
    lines.push(Line::new(Tone::Faint, 0, hint));
    lines
}
