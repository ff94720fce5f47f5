//! `ziping export`.

use super::args::{ExportArgs, ExportFormat};
use super::console::Console;
use super::failure::Failure;
use crate::check::read_file;
use crate::report::{forms_csv, forms_json, forms_ndjson, unreadable_line};

pub(super) fn run(args: &ExportArgs, console: &Console) -> Result<u8, Failure> {
    let files: Vec<_> = args.paths.iter().map(|path| read_file(path)).collect();
    let mut code = 0;
    for file in &files {
        if let Err(error) = &file.outcome {
            console.message(&unreadable_line(&file.path, error, console.lang));
            code = 2;
        }
    }
    let text = match args.format {
        ExportFormat::Json => forms_json(&files, console.lang),
        ExportFormat::Ndjson => forms_ndjson(&files, console.lang),
        ExportFormat::Csv => forms_csv(&files, console.lang),
    };
    console.data(&text)?;
    Ok(code)
}
