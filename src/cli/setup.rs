//! The settings in force: `ziping.toml`, found upward from the current folder or named by `--config`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::console::{Console, option};
use super::failure::Failure;
use super::suggest;
use crate::check::Unused;
use crate::model::Severity;
use crate::report::{Lang, Line, Tone, unused_lines};
use crate::rules::CATALOGUE;
use crate::settings::{FILE_NAME, Known, Language, Settings, SettingsError};
use crate::template::{Profile, builtin};

/// The settings of a run and the file they are from.
#[derive(Debug, Default)]
pub(super) struct Setup {
    /// The file; `None` if there is none, or none was wanted.
    pub(super) file: Option<PathBuf>,
    /// Whether `--config` named it.
    pub(super) is_named: bool,
    /// What it sets.
    pub(super) settings: Settings,
}

impl Setup {
    /// Reads the settings before anything else: the language of all messages may be among them.
    pub(super) fn load(args: &[OsString]) -> Result<Self, Failure> {
        if args.iter().any(|arg| arg == "--no-config") {
            return Ok(Self::default());
        }
        let named = option(args, "--config").map(PathBuf::from);
        let is_named = named.is_some();
        let Some(file) = named.or_else(find) else { return Ok(Self::default()) };
        match read(&file) {
            Ok(settings) => Ok(Self { file: Some(file), is_named, settings }),
            Err(error) => Err(Failure::Settings(file, error)),
        }
    }

    /// The language it sets.
    pub(super) fn lang(&self) -> Option<Lang> {
        self.settings.lang.map(|lang| match lang.value {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        })
    }

    /// The profile of the flag, or else of the settings.
    pub(super) fn profile(
        &self,
        flag: Option<&str>,
        lang: Lang,
    ) -> Result<Option<&'static Profile>, Failure> {
        let set = self.settings.profile.as_ref().map(|profile| profile.value.as_str());
        flag.or(set).map(|id| suggest::profile(id, lang)).transpose()
    }

    /// The lowest level that fails a run, unless a flag says otherwise.
    pub(super) fn fail_on(&self) -> Severity {
        self.settings.fail_on.map_or(Severity::Error, |level| level.value)
    }

    /// Says once by which file a run goes.
    pub(super) fn announce(&self, console: &Console) {
        if let Some(file) = self.file.as_ref().filter(|_| !console.quiet) {
            let file = shown(file);
            let text = console.lang.choose(format!("按 {file} 的设置"), format!("settings: {file}"));
            console.message(&Line::new(Tone::Faint, 0, &text));
        }
    }
}

/// Says which waivers of a run met nothing.
pub(super) fn tell_unused(unused: &[Unused], console: &Console) {
    if !console.quiet {
        unused_lines(unused, console.lang).iter().for_each(|line| console.message(line));
    }
}

/// The file's name where it is in the current folder, else its path.
pub(super) fn shown(file: &Path) -> String {
    let here = env::current_dir().ok();
    let name = here.and_then(|here| file.strip_prefix(here).ok());
    name.unwrap_or(file).display().to_string()
}

/// The nearest file in the current folder or one above it.
fn find() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

fn read(file: &Path) -> Result<Settings, SettingsError> {
    let bytes = match fs::metadata(file) {
        // A folder or a pipe holds no settings, and reading one might never end.
        Ok(metadata) if !metadata.is_file() => Err(io::ErrorKind::InvalidInput.into()),
        _ => fs::read(file),
    };
    let text = String::from_utf8(bytes.map_err(SettingsError::Read)?).map_err(|_| SettingsError::NotUtf8)?;
    let rules: Vec<&str> = CATALOGUE.iter().map(|rule| rule.id).collect();
    let profiles: Vec<&str> = builtin().iter().map(|profile| profile.id.as_str()).collect();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let text = text.trim_start_matches('\u{feff}');
    Settings::parse(text, &name, &Known { rules: &rules, profiles: &profiles })
}
