//! Where results go: never over the input, and never half a file.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use same_file::is_same_file;
use tempfile::NamedTempFile;

use super::disk::{Disk, System};
use super::error::CheckError;

/// The inputs of a run, none of which may be an output.
#[derive(Debug, Default)]
pub struct Inputs {
    paths: HashSet<PathBuf>,
    /// Two paths that lead to one file find it equally long, so that few need to be compared.
    by_length: HashMap<u64, Vec<PathBuf>>,
}

impl Inputs {
    /// All files that a run reads.
    pub fn new<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if let Some(length) = length(path) {
                inputs.by_length.entry(length).or_default().push(path.to_owned());
            }
            inputs.paths.insert(path.to_owned());
        }
        inputs
    }

    /// Whether the output is one of them, perhaps through a link.
    fn contain(&self, output: &Path) -> bool {
        let alike = || length(output).and_then(|length| self.by_length.get(&length));
        let is_same = |input: &PathBuf| is_same_file(input, output).unwrap_or(false);
        self.paths.contains(output) || alike().is_some_and(|inputs| inputs.iter().any(is_same))
    }
}

/// Whether two paths lead to one file.
pub fn is_same_path(one: &Path, other: &Path) -> bool {
    one == other || length(one).is_some() && is_same_file(one, other).unwrap_or(false)
}

/// A file's length; whatever is no file is compared by name, without opening it.
fn length(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
}

/// Makes sure, before anything is written, that `output` may be: it has its format's ending, is none of the `inputs`, no folder or
/// device, not there yet unless `force`, and its folder exists.
///
/// # Errors
///
/// If one of these does not hold.
pub fn guard(inputs: &Inputs, output: &Path, ending: &'static str, force: bool) -> Result<(), CheckError> {
    let there = fs::symlink_metadata(output).ok();
    // The result is renamed into place: over a link or a file that is what `force` asks for, never over a device. Looked at
    // first, as comparing files opens them, and a pipe would wait for its other end.
    let is_special =
        |metadata: &fs::Metadata| !(metadata.is_file() || metadata.is_dir() || metadata.is_symlink());
    if there.as_ref().is_some_and(is_special) {
        return Err(CheckError::OutputIsDevice { path: output.to_owned() });
    }
    if inputs.contain(output) {
        return Err(CheckError::OutputIsInput { path: output.to_owned() });
    }
    if output.is_dir() {
        return Err(CheckError::OutputIsFolder { path: output.to_owned() });
    }
    if !output.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending)) {
        return Err(CheckError::OutputEnding { path: output.to_owned(), ending });
    }
    if there.is_some() && !force {
        return Err(CheckError::OutputExists { path: output.to_owned() });
    }
    let folder = folder_of(output);
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(folder_error(folder, io::ErrorKind::NotADirectory.into())),
        Err(source) => Err(folder_error(folder, source)),
    }
}

/// Makes the folder that results are to go into, where it is not there yet.
///
/// # Errors
///
/// If the system refuses.
pub fn make_folder(folder: &Path) -> Result<(), CheckError> {
    System.make_folder(folder).map_err(|source| folder_error(folder, source))
}

/// Writes `bytes` to `output`, complete or not at all: into a temporary file in the same folder, then renamed.
///
/// # Errors
///
/// If `output` is there and `force` is not given, or the system refuses.
pub fn save(bytes: &[u8], output: &Path, force: bool) -> Result<(), CheckError> {
    save_on(&System, bytes, output, force)
}

/// As [`save`], by the calls of another disk.
///
/// # Errors
///
/// As [`save`].
pub fn save_on(disk: &dyn Disk, bytes: &[u8], output: &Path, force: bool) -> Result<(), CheckError> {
    save_by(disk, output, force, |file| disk.write(file, bytes))
}

/// As [`save`], for what is too large to be held in memory: `write` fills the temporary file.
///
/// # Errors
///
/// As [`save`], or if `write` fails.
pub fn save_with(
    output: &Path,
    force: bool,
    write: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> Result<(), CheckError> {
    save_by(&System, output, force, write)
}

fn save_by(
    disk: &dyn Disk,
    output: &Path,
    force: bool,
    write: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> Result<(), CheckError> {
    let folder = folder_of(output);
    let mut file = disk.create(folder).map_err(|source| folder_error(folder, source))?;
    write(file.as_file_mut()).map_err(|source| CheckError::Save { path: output.to_owned(), source })?;
    put_on(disk, file, output, force)
}

/// A file to write a result of this folder to before it gets its name; it goes if it gets none.
#[cfg(feature = "parquet")]
pub(crate) fn temporary(folder: &Path) -> Result<NamedTempFile, CheckError> {
    System.create(folder).map_err(|source| folder_error(folder, source))
}

/// Gives a file that is written to its end the name of its output.
#[cfg(feature = "parquet")]
pub(crate) fn put(file: NamedTempFile, output: &Path, force: bool) -> Result<(), CheckError> {
    put_on(&System, file, output, force)
}

fn put_on(disk: &dyn Disk, file: NamedTempFile, output: &Path, force: bool) -> Result<(), CheckError> {
    let failed = |source| CheckError::Save { path: output.to_owned(), source };
    disk.sync(file.as_file()).map_err(failed)?;
    disk.name(file, output, force).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists if !force => CheckError::OutputExists { path: output.to_owned() },
        _ => failed(source),
    })
}

fn folder_of(output: &Path) -> &Path {
    output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn folder_error(folder: &Path, source: io::Error) -> CheckError {
    CheckError::OutputFolder { folder: folder.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_no_name_that_belies_the_content() {
        let folder = tempfile::tempdir().unwrap();
        for (name, code) in [("果.xls", "F067"), ("果.txt", "F067"), ("果", "F067"), ("果.XLSX", "")] {
            let refused = guard(&Inputs::default(), &folder.path().join(name), "xlsx", true).err();
            assert_eq!(refused.map_or("", |error| error.code()), code, "{name}");
        }
    }

    #[test]
    fn replaces_only_by_force_and_never_the_input() {
        let folder = tempfile::tempdir().unwrap();
        let (input, output) = (folder.path().join("表.xlsx"), folder.path().join("果.xlsx"));
        fs::write(&input, "in").unwrap();
        let inputs = Inputs::new([input.as_path()]);
        fs::write(&output, "old").unwrap();
        let code = |result: Result<(), CheckError>| result.map_err(|error| error.code());
        assert_eq!(code(guard(&inputs, &output, "xlsx", false)), Err("F060"));
        assert_eq!(code(save(b"new", &output, false)), Err("F060"));
        assert_eq!(code(guard(&inputs, &output, "xlsx", true)), Ok(()));
        assert_eq!(code(save(b"new", &output, true)), Ok(()));
        assert_eq!(fs::read(&output).unwrap(), b"new");
        assert_eq!(code(guard(&inputs, &folder.path().join("./表.xlsx"), "xlsx", true)), Err("F061"));
        let link = folder.path().join("硬.xlsx");
        fs::hard_link(&input, &link).unwrap();
        assert_eq!(code(guard(&inputs, &link, "xlsx", true)), Err("F061"));
        assert_eq!(code(guard(&inputs, folder.path(), "xlsx", true)), Err("F065"));
        assert_eq!(
            code(guard(&Inputs::default(), &folder.path().join("无/果.xlsx"), "xlsx", false)),
            Err("F062")
        );
        assert_eq!(code(save(b"new", &folder.path().join("无/果.xlsx"), false)), Err("F062"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file stays");
    }

    #[cfg(unix)]
    #[test]
    fn never_replaces_what_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("果.xlsx");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let input = folder.path().join("表.xlsx");
        fs::write(&input, "in").unwrap();
        for force in [false, true] {
            let refused =
                guard(&Inputs::new([input.as_path()]), &socket, "xlsx", force).map_err(|error| error.code());
            assert_eq!(refused, Err("F066"), "force {force}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn waits_for_no_pipe() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, output) = (folder.path().join("管.xlsx"), folder.path().join("果.xlsx"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        fs::write(&output, "old").unwrap();
        let code = |result: Result<(), CheckError>| result.map_err(|error| error.code());
        assert_eq!(code(guard(&Inputs::new([output.as_path()]), &pipe, "xlsx", true)), Err("F066"));
        assert_eq!(code(guard(&Inputs::new([pipe.as_path()]), &output, "xlsx", true)), Ok(()));
    }
}
