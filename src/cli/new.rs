//! `ziping new`.

use super::args::NewArgs;
use super::console::Console;
use super::failure::Failure;
use super::suggest;
use crate::check::{Input, Inputs, guard, new_form, save};
use crate::report::{Line, Tone, read_content};

pub(super) fn run(args: &NewArgs, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let output = &args.output;
    let profile = suggest::profile(&args.profile, lang)?;
    guard(&Inputs::new(args.from.as_deref()), output, "xlsx", args.force).map_err(Failure::file(output))?;
    let contents = match &args.from {
        Some(path) => {
            let input = Input::open(path).map_err(Failure::file(path))?;
            read_content(path, &input.bytes).map_err(|error| Failure::Import(path.clone(), error))?
        }
        None => Vec::new(),
    };
    let bytes = new_form(profile, &contents).map_err(Failure::file(output))?;
    save(&bytes, output, args.force).map_err(Failure::file(output))?;
    if !console.quiet {
        let (name, output) = (lang.choose(&profile.name, &profile.name_en), output.display());
        let text = lang.choose(format!("✓ 已新建 {output}：{name}"), format!("✓ made {output}: {name}"));
        console.message(&Line::new(Tone::Good, 0, &text));
    }
    Ok(0)
}
