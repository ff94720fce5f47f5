//! The first word: a command, a file (`ziping 表.xlsx` means `check`), or neither.

use std::ffi::OsString;
use std::path::Path;

/// The commands.
pub(super) const COMMANDS: &[&str] = &[
    "check",
    "fix",
    "revert",
    "new",
    "export",
    "rules",
    "profiles",
    "config",
    "worker",
    #[cfg(feature = "page")]
    "page",
];

/// Options of every command, with their value.
const VALUED: [&str; 3] = ["--lang=", "--color=", "--config="];

/// What the arguments begin with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// No command and no file.
    Nothing,
    /// A word that is neither.
    Unknown(String),
    /// Arguments with a command in front, or those that need none (`--help`).
    Arguments(Vec<OsString>),
}

/// Looks at the first word and puts the missing `check` before a file.
pub(super) fn lead(mut args: Vec<OsString>) -> Lead {
    let mut index = 1;
    while let Some(arg) = args.get(index) {
        let word = arg.to_string_lossy().into_owned();
        match word.as_str() {
            "--lang" | "--color" | "--config" => index += 2,
            "-q" | "--quiet" | "--no-config" => index += 1,
            "-h" | "--help" | "-V" | "--version" => return Lead::Arguments(args),
            "help" => {
                args[index] = "--help".into();
                return Lead::Arguments(args);
            }
            option if VALUED.iter().any(|start| option.starts_with(start)) => index += 1,
            command if COMMANDS.contains(&command) => return Lead::Arguments(args),
            option if option.starts_with('-') && option.len() > 1 => {
                args.insert(index, "check".into());
                return Lead::Arguments(args);
            }
            path if is_path(path, Path::new(arg)) => {
                args.insert(index, "check".into());
                return Lead::Arguments(args);
            }
            _ => return Lead::Unknown(word),
        }
    }
    Lead::Nothing
}

fn is_path(word: &str, path: &Path) -> bool {
    word.starts_with('@') || word.contains(['.', '/', '\\', '*', '?', '[']) || path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_check_before_a_file() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        for (given, meant) in [
            ("ziping 表.xlsx", "ziping check 表.xlsx"),
            ("ziping --lang en 表.xlsx -q", "ziping --lang en check 表.xlsx -q"),
            ("ziping --config 甲.toml 表.xlsx", "ziping --config 甲.toml check 表.xlsx"),
            ("ziping --format json 表.xlsx", "ziping check --format json 表.xlsx"),
            ("ziping fix 表.xlsx", "ziping fix 表.xlsx"),
            ("ziping @名单", "ziping check @名单"),
            ("ziping -h", "ziping -h"),
            ("ziping help", "ziping --help"),
        ] {
            assert_eq!(lead(words(given)), Lead::Arguments(words(meant)), "{given}");
        }
        assert_eq!(lead(words("ziping chekc 表.xlsx")), Lead::Unknown("chekc".to_owned()));
        assert_eq!(lead(words("ziping --color never")), Lead::Nothing);
    }
}
