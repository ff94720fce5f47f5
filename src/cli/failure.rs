//! What ends a command at once, with exit code 2.

use std::io;
use std::path::{Path, PathBuf};

use super::settings_sentence;
use crate::check::CheckError;
use crate::report::{
    BaselineError, ImportError, Lang, Line, Tone, baseline_error, import_error, unreadable_line,
};
use crate::settings::SettingsError;

/// What ends a command at once.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command was not understood; the text says what to type.
    Usage(String),
    /// A file could not be read or saved.
    File(PathBuf, CheckError),
    /// A `--from` file holds no content.
    Import(PathBuf, ImportError),
    /// The settings cannot be gone by.
    Settings(PathBuf, SettingsError),
    /// A `--baseline` file is no earlier report.
    Baseline(PathBuf, BaselineError),
    /// The page cannot be served.
    #[cfg(feature = "page")]
    Page(io::Error),
    /// Nobody could receive the result.
    Stdout(io::Error),
    /// The program met something that it was not made for, beside all files.
    GaveUp,
}

impl Failure {
    /// A file could not be read or saved.
    pub(super) fn file(path: &Path) -> impl FnOnce(CheckError) -> Self {
        |error| Self::File(path.to_owned(), error)
    }

    /// A journal cannot be kept.
    pub(super) fn of(error: CheckError) -> Self {
        let path = match &error {
            CheckError::Save { path, .. }
            | CheckError::InUse { journal: path }
            | CheckError::OutputFolder { folder: path, .. } => path.clone(),
            _ => PathBuf::new(),
        };
        Self::File(path, error)
    }

    /// What the user reads.
    pub(super) fn line(&self, lang: Lang) -> Line {
        match self {
            Self::Usage(text) => Line::new(Tone::Error, 0, &format!("✗ {text}")),
            Self::File(path, error) => unreadable_line(path, error, lang),
            Self::Import(path, error) => of_file(path, &import_error(error, lang), error.code(), lang),
            Self::Settings(path, error) => {
                of_file(path, &settings_sentence::sentence(error, lang), error.code(), lang)
            }
            Self::Baseline(path, error) => of_file(path, &baseline_error(error, lang), error.code(), lang),
            Self::GaveUp => Line::new(
                Tone::Error,
                0,
                lang.choose(
                    "✗ 程序遇到意外，没有做完；请把用的命令和文件发给我们（F042）",
                    "✗ the program met something unexpected and did not finish; please send us the command and the files (F042)",
                ),
            ),
            #[cfg(feature = "page")]
            Self::Page(error) => {
                let text = lang.choose(
                    format!("✗ 网页打不开：系统没有给出本机端口（{error}）；请重试，或改用 ziping check"),
                    format!("✗ the page cannot be served: the system gives no local port ({error}); try again, or use ziping check"),
                );
                Line::new(Tone::Error, 0, &text)
            }
            Self::Stdout(error) => {
                let full = error.kind() == io::ErrorKind::StorageFull;
                let text = match full {
                    true => lang
                        .choose("✗ 磁盘空间不足，结果没有写完", "✗ the disk is full; the result is cut off"),
                    false => {
                        lang.choose("✗ 结果没有写完，请核对输出位置", "✗ the result could not be written out")
                    }
                };
                Line::new(Tone::Error, 0, text)
            }
        }
    }
}

/// Path, sentence, code.
fn of_file(path: &Path, sentence: &str, code: &str, lang: Lang) -> Line {
    let path = path.display();
    let text =
        lang.choose(format!("✗ {path}：{sentence}（{code}）"), format!("✗ {path}: {sentence} ({code})"));
    Line::new(Tone::Error, 0, &text)
}
