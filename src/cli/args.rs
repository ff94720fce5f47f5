//! The commands and their options. The comments here are the English help; `chinese.rs` holds the Chinese one.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::{Arg, ArgAction, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::chinese;
use crate::report::Lang;

/// Checks the Excel 绩效自评表 (performance self-evaluation form) and gives back a corrected, scored workbook.
#[derive(Debug, Parser)]
#[command(
    name = "ziping",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "Exit: 0 nothing at error level; 1 findings at error level; 2 a file could not be checked, or wrong usage; 130 stopped by Ctrl-C."
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Language of everything printed: zh or en.
    #[arg(long, global = true, value_name = "LANG", default_value = "zh", hide_default_value = true)]
    lang: LangArg,
    /// Colour: auto, always or never.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: ColorArg,
    /// Go by this settings file instead of the nearest ziping.toml.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Go by no settings file.
    #[arg(long, global = true, conflicts_with = "config")]
    no_config: bool,
    /// Print nothing for files without problems.
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check forms and report what is wrong.
    Check(CheckArgs),
    /// Save a corrected, scored copy; the input stays as it is.
    Fix(FixArgs),
    /// Take the corrections of a corrected copy back.
    Revert(RevertArgs),
    /// Make a new form, blank or filled.
    New(NewArgs),
    /// Write what stands on the forms as JSON or CSV.
    Export(ExportArgs),
    /// List the rules, or show one rule's page.
    Rules(RulesArgs),
    /// List the scoring profiles, or show one.
    Profiles(ProfilesArgs),
    /// Show the settings in force and where they are from.
    Config(ConfigArgs),
    /// Check the file of each line on stdin for another program: ndjson in, ndjson out.
    Worker(WorkerArgs),
    /// Open a page in the browser: drop forms on it, see what is wrong, take the corrected workbooks home.
    #[cfg(feature = "page")]
    Page(PageArgs),
}

/// How many files a core has in work where each is written to disk.
const WAITING: NonZeroUsize = NonZeroUsize::new(2).expect("is not zero");

/// How many files are in work at a time.
#[derive(Debug, clap::Args)]
pub(super) struct JobsArgs {
    /// Files in work at a time; as many as there are cores unless given, twice as many where copies are written.
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

impl JobsArgs {
    /// How many.
    pub(super) fn count(&self) -> NonZeroUsize {
        self.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
    }

    /// How many where each is written to disk as well: half of them wait for the disk, and the processors are not to.
    pub(super) fn count_writing(&self) -> NonZeroUsize {
        self.jobs.unwrap_or_else(|| self.count().saturating_mul(WAITING))
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Forms, folders, zips, patterns or `@list.txt` to check; `-` reads a list from stdin.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Score by this profile instead of detecting one; see `ziping profiles`.
    #[arg(long, value_name = "ID")]
    pub(super) profile: Option<String>,
    /// How to print the result.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: CheckFormat,
    #[command(flatten)]
    pub(super) jobs: JobsArgs,
    /// Write a summary workbook of all forms, the worst on top.
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Write the tables forms, indicators and findings in Parquet into this folder.
    #[arg(long, value_name = "DIR")]
    pub(super) parquet: Option<PathBuf>,
    /// Replace existing outputs.
    #[arg(long)]
    pub(super) force: bool,
    /// Go on with a run that was cut off: what it kept beside its results is not done again.
    #[arg(long)]
    pub(super) resume: bool,
    /// The report (自评报告) that goes with the form, .docx or .txt: its names, values, scores and amounts are held against
    /// the form.
    #[arg(long, value_name = "FILE")]
    pub(super) report_text: Option<PathBuf>,
    /// The lowest level that makes the exit code 1; error unless the settings say otherwise.
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_on: Option<FailOn>,
    /// An earlier `check --format json`: what it has is not told again and does not count.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct FixArgs {
    /// Forms, folders, zips, patterns or `@list.txt` to correct; `-` reads a list from stdin.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Score by this profile instead of detecting one; see `ziping profiles`.
    #[arg(long, value_name = "ID")]
    pub(super) profile: Option<String>,
    /// The report (自评报告) that goes with the form, .docx or .txt: its names, values, scores and amounts are held against
    /// the form.
    #[arg(long, value_name = "FILE")]
    pub(super) report_text: Option<PathBuf>,
    /// The corrected copy; without it 表.xlsx gives 表_已核.xlsx beside it.
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir")]
    pub(super) output: Option<PathBuf>,
    /// The folder for the corrected copies.
    #[arg(long, value_name = "DIR")]
    pub(super) out_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(super) jobs: JobsArgs,
    /// Go on with a run that was cut off: copies that it finished in the folder are not made again.
    #[arg(long)]
    pub(super) resume: bool,
    /// Draw the form again in the tool's own look instead of correcting the workbook in place.
    #[arg(long)]
    pub(super) redraw: bool,
    /// Print the changes as a diff and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Also write the proposals of this rule, which a person has looked at; may be repeated.
    #[arg(long, value_name = "RULE")]
    pub(super) accept_review: Vec<String>,
    /// Replace an existing output.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct RevertArgs {
    /// Corrected copies.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The reverted copy; without it 表_已核.xlsx gives 表_还原.xlsx beside it.
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir")]
    pub(super) output: Option<PathBuf>,
    /// The folder for the reverted copies.
    #[arg(long, value_name = "DIR")]
    pub(super) out_dir: Option<PathBuf>,
    /// Replace an existing output.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// The form's profile; see `ziping profiles`.
    #[arg(long, value_name = "ID")]
    pub(super) profile: String,
    /// Content: a form's JSON, an export with one form, or a table of indicators as CSV.
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// The new workbook.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Replace an existing output.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// Forms, folders, zips, patterns or `@list.txt` to read; `-` reads a list from stdin.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// How to write them.
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: ExportFormat,
    #[command(flatten)]
    pub(super) jobs: JobsArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct WorkerArgs {
    /// Score by this profile instead of detecting one; see `ziping profiles`.
    #[arg(long, value_name = "ID")]
    pub(super) profile: Option<String>,
}

#[cfg(feature = "page")]
#[derive(Debug, Default, clap::Args)]
pub(super) struct PageArgs {
    /// Print the page's address only; open no browser.
    #[arg(long)]
    pub(super) no_open: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct RulesArgs {
    /// A rule's id or Chinese title.
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: RulesFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct ProfilesArgs {
    /// A profile's id.
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ConfigArgs {
    /// How to print it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: RulesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Text,
    Json,
    Ndjson,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    Json,
    Ndjson,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RulesFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    Never,
}

/// The whole command line with its help in one language.
pub(super) fn command(lang: Lang) -> clap::Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = Args::command()
        .arg(help.help("Print help").display_order(900))
        .arg(version.help("Print version").display_order(901));
    match lang {
        Lang::Zh => chinese::translate(command),
        Lang::En => command,
    }
}
