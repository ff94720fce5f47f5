//! The machine's own faults: no permission, no room, files that come and go. F050 to F063.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use super::run::{Ran, tool, ziping};
use super::zips::whole;

/// The program as a person who may not do everything: root reads and writes whatever it likes.
fn powerless(folder: &Path, args: &[&str]) -> Option<Command> {
    let probe = tempfile::NamedTempFile::new().unwrap();
    fs::set_permissions(probe.path(), Permissions::from_mode(0o000)).unwrap();
    if fs::read(probe.path()).is_err() {
        return Some(ziping(folder, args));
    }
    let mut command = Command::new(tool("setpriv")?);
    command.args(["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"]);
    command.arg(env!("CARGO_BIN_EXE_ziping")).args(args).current_dir(folder);
    Some(command)
}

/// Runs the program in a folder of which one disk is as small as this, mounted at `满`.
fn with_small_disk(folder: &Path, size: &str, args: &[&str]) -> Option<Ran> {
    let unshare = tool("unshare")?;
    fs::create_dir(folder.join("满")).unwrap();
    let script =
        format!("mount -t tmpfs -o size={size} tmpfs 满 && \"$@\"; code=$?; ls -A 满 >&2; exit $code");
    let mut command = Command::new(unshare);
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, "sh"]);
    command.arg(env!("CARGO_BIN_EXE_ziping")).args(args).current_dir(folder);
    Some(Ran::from(command.output().unwrap()))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("表.xlsx"), whole()).unwrap();
    folder
}

/// Sets what may be done with a path, and gives that back when it goes, so that the folder can be removed.
struct Mode<'p>(&'p Path);

impl<'p> Mode<'p> {
    fn set(path: &'p Path, mode: u32) -> Self {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        Self(path)
    }
}

impl Drop for Mode<'_> {
    fn drop(&mut self) {
        let _ = fs::set_permissions(self.0, Permissions::from_mode(0o755));
    }
}

/// It ends with 2, says this code, and in no words of Rust's.
fn refused(ran: &Ran, code: &str) {
    assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{}", ran.said());
    assert!(ran.err.contains(code), "{code}: {}", ran.err);
}

#[test]
fn a_file_that_is_gone() {
    let folder = folder();
    fs::write(folder.path().join("名单.txt"), "表.xlsx\n无.xlsx\n").unwrap();
    let ran = Ran::from(ziping(folder.path(), &["check", "@名单.txt"]).output().unwrap());
    refused(&ran, "F050");
    assert!(ran.err.contains("无.xlsx") && ran.err.contains("共 2 份"), "{}", ran.err);
}

#[test]
fn a_file_that_may_not_be_read() {
    let folder = folder();
    let path = folder.path().join("密.xlsx");
    fs::write(&path, whole()).unwrap();
    let _mode = Mode::set(&path, 0);
    let Some(mut command) = powerless(folder.path(), &["check", "密.xlsx", "表.xlsx"]) else { return };
    let ran = Ran::from(command.output().unwrap());
    refused(&ran, "F051");
    assert!(ran.err.contains("密.xlsx") && ran.err.contains("共 2 份"), "the other is checked: {}", ran.err);
}

#[test]
fn a_folder_that_may_not_be_listed() {
    let folder = folder();
    let path = folder.path().join("夹");
    fs::create_dir(&path).unwrap();
    let _mode = Mode::set(&path, 0);
    let Some(mut command) = powerless(folder.path(), &["check", "夹", "表.xlsx"]) else { return };
    let ran = Ran::from(command.output().unwrap());
    refused(&ran, "F051");
    assert!(ran.err.contains("夹"), "{}", ran.err);
}

#[test]
fn a_folder_that_may_not_be_written_to() {
    let folder = folder();
    let path = folder.path().join("只读");
    fs::create_dir(&path).unwrap();
    let _mode = Mode::set(&path, 0o555);
    for args in [
        &["fix", "表.xlsx", "-o", "只读/出.xlsx"][..],
        &["fix", "表.xlsx", "--out-dir", "只读"],
        &["check", "表.xlsx", "--report", "只读/汇总.xlsx"],
        &["new", "--profile", "national-project", "-o", "只读/新.xlsx"],
    ] {
        let Some(mut command) = powerless(folder.path(), args) else { return };
        let ran = Ran::from(command.output().unwrap());
        assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{args:?}: {}", ran.said());
        assert!(ran.err.contains("F062") || ran.err.contains("F063"), "{args:?}: {}", ran.err);
    }
    assert_eq!(fs::read_dir(&path).unwrap().count(), 0);
}

#[test]
fn no_room_on_the_disk() {
    for args in [
        &["fix", "表.xlsx", "-o", "满/出.xlsx"][..],
        &["fix", "表.xlsx", "--out-dir", "满"],
        &["check", "表.xlsx", "--report", "满/汇总.xlsx"],
        &["new", "--profile", "national-project", "-o", "满/新.xlsx"],
    ] {
        let folder = folder();
        let Some(ran) = with_small_disk(folder.path(), "4k", args) else { return };
        assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{args:?}: {}", ran.said());
        assert!(ran.err.contains("F063") && ran.err.contains("磁盘空间不足"), "{args:?}: {}", ran.err);
        // The last lines are what the disk holds; a run of many files keeps its journal to go on by.
        let left: Vec<_> =
            ran.err.lines().filter(|line| line.ends_with(".xlsx") && !line.contains('：')).collect();
        assert!(left.is_empty(), "half a file: {left:?}");
    }
}

#[test]
fn an_output_that_is_no_file() {
    let folder = folder();
    let ran =
        Ran::from(ziping(folder.path(), &["fix", "表.xlsx", "-o", "/dev/full", "--force"]).output().unwrap());
    refused(&ran, "F066");
    fs::write(folder.path().join("档"), "x").unwrap();
    let ran = Ran::from(ziping(folder.path(), &["fix", "表.xlsx", "-o", "档/出.xlsx"]).output().unwrap());
    refused(&ran, "F062");
    let ran = Ran::from(ziping(folder.path(), &["fix", "表.xlsx", "-o", "无/出.xlsx"]).output().unwrap());
    refused(&ran, "F062");
}

/// A full disk behind the standard output ends the run with words, not with a panic.
#[test]
fn nobody_takes_what_is_printed() {
    let folder = folder();
    for format in ["text", "json", "csv"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = ziping(folder.path(), &["check", "表.xlsx", "--format", format]);
        let ran = Ran::from(command.stdout(full).output().unwrap());
        assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{format}: {}", ran.said());
    }
}
