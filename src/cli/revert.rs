//! `ziping revert`.

use std::path::{Path, PathBuf};

use super::args::RevertArgs;
use super::console::Console;
use super::failure::Failure;
use super::setup::Setup;
use super::usage;
use crate::budget;
use crate::check::{
    CheckError, Input, Inputs, Reverted, guard, make_folder, revert, reverted_beside, reverted_inside, save,
};
use crate::report::{Line, Tone, revert_lines, unreadable_line};

pub(super) fn run(args: &RevertArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    usage::one_output(args.output.as_deref(), args.paths.len(), lang)?;
    let inputs = Inputs::new(args.paths.iter().map(PathBuf::as_path));
    let limits = setup.settings.limits();
    let mut code = 0;
    let mut written: Vec<PathBuf> = Vec::new();
    for path in &args.paths {
        match budget::within(&limits, || revert_one(args, path, &inputs, &written)) {
            Ok((reverted, output)) => {
                let mut lines = vec![Line::new(Tone::Title, 0, &path.display().to_string())];
                lines.extend(revert_lines(&reverted, &output, lang));
                lines.push(Line::empty());
                console.lines(&lines)?;
                written.push(output);
            }
            Err(error) => {
                code = 2;
                console.message(&unreadable_line(path, &error, lang));
            }
        }
    }
    Ok(code)
}

fn revert_one(
    args: &RevertArgs,
    path: &Path,
    inputs: &Inputs,
    written: &[PathBuf],
) -> Result<(Reverted, PathBuf), CheckError> {
    let input = Input::open(path)?;
    let ending = input.copy_ending();
    let output = match (&args.output, &args.out_dir) {
        (Some(output), _) => output.clone(),
        (None, Some(folder)) => reverted_inside(folder, path, ending),
        (None, None) => reverted_beside(path, ending),
    };
    args.out_dir.as_deref().map(make_folder).transpose()?;
    guard(inputs, &output, ending, args.force && !written.contains(&output))?;
    let reverted = revert(&input)?;
    save(&reverted.bytes, &output, args.force)?;
    Ok((reverted, output))
}
