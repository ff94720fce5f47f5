//! `ziping fix`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::FixArgs;
use super::check::report_text;
use super::console::Console;
use super::failure::Failure;
use super::setup::{Setup, tell_unused};
use super::suggest;
use super::usage;
use crate::check::{CheckError, Fixed, Input, WaiverUse, beside, fix, guard, inside, make_folder, save};
use crate::report::{
    Line, Tone, Verdict, change_lines, diff_lines, form_lines, reasonless_line, remark_lines, unreadable_line,
};
use crate::rules::Request;

pub(super) fn run(args: &FixArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let started = Instant::now();
    let lang = console.lang;
    usage::one_output(args.output.as_deref(), &args.paths, lang)?;
    let profile = setup.profile(args.profile.as_deref(), lang)?;
    let accepted = args
        .accept_review
        .iter()
        .map(|word| Ok(suggest::rule(word, lang)?.id.to_owned()))
        .collect::<Result<Vec<_>, Failure>>()?;
    let narrative = report_text(args.report_text.as_deref(), args.paths.len(), console)?;
    setup.announce(console);
    let (levels, waivers) = (setup.settings.levels(), setup.settings.waivers());
    let request =
        Request { profile, levels: Some(&levels), waivers: &waivers, narrative: narrative.as_ref() };
    let mut waiver_use = WaiverUse::new(&waivers);
    let mut verdict = Verdict::default();
    let mut written: Vec<PathBuf> = Vec::new();
    for path in &args.paths {
        match fix_one(args, path, &request, &accepted, &written) {
            Ok((fixed, output)) => {
                let forms = if args.dry_run { &fixed.before } else { &fixed.after };
                let failed = verdict.count(forms, setup.fail_on());
                waiver_use.see(path, &fixed.before, &fixed.marks);
                if !args.dry_run {
                    verdict.corrected += fixed.corrected();
                    written.push(output.clone());
                }
                if failed || !fixed.changes.is_empty() || !console.quiet {
                    console.lines(&lines(args, path, &output, &fixed, console))?;
                }
                if let Some(line) = reasonless_line(path, &fixed.marks.without_reason, lang) {
                    console.message(&line);
                }
            }
            Err(error) => {
                verdict.unreadable += 1;
                console.message(&unreadable_line(path, &error, lang));
            }
        }
    }
    tell_unused(&waiver_use.unused(), console);
    console.verdict(&verdict, started.elapsed());
    Ok(verdict.exit_code())
}

fn output_of(args: &FixArgs, path: &Path, ending: &str) -> PathBuf {
    match (&args.output, &args.out_dir) {
        (Some(output), _) => output.clone(),
        (None, Some(folder)) => inside(folder, path, ending),
        (None, None) => beside(path, ending),
    }
}

fn fix_one(
    args: &FixArgs,
    path: &Path,
    request: &Request<'_>,
    accepted: &[String],
    written: &[PathBuf],
) -> Result<(Fixed, PathBuf), CheckError> {
    let input = Input::open(path)?;
    let ending = if args.redraw { "xlsx" } else { input.copy_ending() };
    let output = output_of(args, path, ending);
    if !args.dry_run {
        args.out_dir.as_deref().map(make_folder).transpose()?;
        // Two inputs of one name from two folders: the second must not replace the first's result, even by force.
        guard(&args.paths, &output, ending, args.force && !written.contains(&output))?;
    }
    let fixed = fix(&input, request, accepted, args.redraw)?;
    if !args.dry_run {
        save(&fixed.bytes, &output, args.force)?;
    }
    Ok((fixed, output))
}

fn lines(args: &FixArgs, path: &Path, output: &Path, fixed: &Fixed, console: &Console) -> Vec<Line> {
    let lang = console.lang;
    let (path, output, count) = (path.display(), output.display(), fixed.corrected());
    let mut lines = vec![Line::new(Tone::Title, 0, &path.to_string())];
    let headline = if args.dry_run {
        lang.choose(
            format!("试运行：将更正 {count} 格，没有写文件"),
            format!("dry run: {count} cells would change; nothing is written"),
        )
    } else if fixed.is_copy {
        lang.choose(
            format!("没有要更正的内容，已原样复制到 {output}"),
            format!("nothing to correct; copied as it is to {output}"),
        )
    } else if count == 0 {
        lang.choose(
            format!("没有要更正的格子，核对结果写入 {output}"),
            format!("nothing to correct; the results are saved as {output}"),
        )
    } else {
        lang.choose(
            format!("已更正 {count} 格，写入 {output}"),
            format!("{count} cells corrected, saved as {output}"),
        )
    };
    lines.push(Line::new(Tone::Plain, 2, &headline));
    if fixed.is_redrawn && !args.redraw && !args.dry_run {
        let note = lang.choose(
            "版面按读到的内容重新绘制，字体、行高等与原件不尽相同",
            "the form is drawn again from what was read; fonts and heights differ from the input's",
        );
        lines.push(Line::new(Tone::Faint, 2, note));
    }
    match args.dry_run {
        true => lines.extend(diff_lines(&fixed.changes, lang)),
        false => lines.extend(change_lines(&fixed.changes, lang)),
    }
    lines.extend(remark_lines(&fixed.remarks, lang));
    if count > 0 {
        let remaining = match args.dry_run {
            true => lang.choose("更正后将是：", "with these corrections:"),
            false => lang.choose("更正后的核对结果：", "after the corrections:"),
        };
        lines.push(Line::new(Tone::Plain, 2, remaining));
    }
    lines.extend(form_lines(&fixed.after, lang));
    lines.push(Line::empty());
    lines
}
