//! What the program asks of the system while it reads hostile files: no network, no other program, no file but its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::run::tool;
use super::{kinds, markup, ole, sheets, zips};

/// Calls that reach out, begin programs, or touch files.
const CALLS: &str = "trace=%network,execve,execveat,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,\
                     symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,truncate,chmod,fchmodat";

/// The calls of a run, one a line.
fn traced(folder: &Path, args: &[&str]) -> Option<Vec<String>> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut command = Command::new(tool("strace")?);
    command.args(["-f", "-qq", "-s", "4096", "-e", CALLS, "-o"]).arg(log.path());
    command
        .arg(env!("CARGO_BIN_EXE_ziping"))
        .args(args)
        .current_dir(folder)
        .env("TMPDIR", folder.join("临时"));
    let output = command.output().unwrap();
    assert!(output.status.code().is_some_and(|code| code <= 2), "{output:?}");
    let calls = fs::read_to_string(log.path()).unwrap();
    assert!(calls.contains("execve("), "strace works here: {output:?}");
    // Behind the number of the process.
    Some(
        calls
            .lines()
            .map(|line| line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned())
            .collect(),
    )
}

/// The texts between quotes, with strace's octal escapes undone.
fn quoted(call: &str) -> Vec<String> {
    call.split('"').skip(1).step_by(2).map(unescaped).collect()
}

fn unescaped(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((byte, more)) = rest.split_first() {
        let digits = if *byte == b'\\' {
            more.iter().take(3).take_while(|own| (b'0'..=b'7').contains(own)).count()
        } else {
            0
        };
        if digits > 0 {
            let number =
                more[..digits].iter().fold(0_u32, |number, digit| number * 8 + u32::from(digit - b'0'));
            bytes.push(u8::try_from(number).unwrap());
            rest = &more[digits..];
        } else {
            bytes.push(*byte);
            rest = more;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Why a call should not have been made.
fn objection(call: &str, written: &[&str]) -> Option<&'static str> {
    let name = call.split('(').next().unwrap_or_default();
    let paths = quoted(call);
    let is_own = |path: &String| path.ends_with("/ziping") || path == "/proc/self/exe";
    let may_write = |path: &String| {
        written.iter().any(|folder| path.starts_with(folder) || path.contains(&format!("/{folder}")))
            || path == "/dev/null"
            || path == "/dev/tty"
            || path.contains("/proc/self/")
    };
    match name {
        "execve" | "execveat" => (!paths.first().is_some_and(is_own)).then_some("begins another program"),
        "open" | "openat" | "openat2" => {
            let is_written =
                ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
            if paths.iter().any(|path| path.contains("passwd") || path.contains("srv")) {
                Some("opens what the file names")
            } else {
                (is_written && !paths.iter().all(may_write)).then_some("writes elsewhere")
            }
        }
        "creat" | "rename" | "renameat" | "renameat2" | "link" | "linkat" | "symlink" | "symlinkat"
        | "unlink" | "unlinkat" | "mkdir" | "mkdirat" | "truncate" | "chmod" | "fchmodat" => {
            (!paths.iter().all(may_write)).then_some("changes files elsewhere")
        }
        // A pair of its own, between it and its workers, reaches nobody.
        "socketpair" | "sendto" | "recvfrom" | "sendmsg" | "recvmsg" | "shutdown" => None,
        // What a signal or the end of a process says.
        own if own.starts_with(['+', '-', '<']) => None,
        _ => Some("reaches out"),
    }
}

#[test]
fn reaches_for_nothing_but_its_inputs_and_outputs() {
    let folder = tempfile::tempdir().unwrap();
    let forms = folder.path().join("表");
    for path in [&forms, &folder.path().join("临时")] {
        fs::create_dir(path).unwrap();
    }
    for (name, bytes) in [
        ("文件.xlsx", markup::external("file:///etc/passwd")),
        ("网址.xlsx", markup::external("http://127.0.0.1:9/x")),
        ("网络.xlsx", markup::external("\\\\srv\\x")),
        ("类型.xlsx", markup::external_type()),
        ("指令.xlsx", markup::instructions()),
        ("包外.xlsx", markup::led_out("../../../../../../etc/passwd")),
        ("外联.xlsm", kinds::with_everything()),
        ("取网页.xlsx", sheets::unworked("WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)")),
        ("命令.xlsx", sheets::unworked("cmd|'/c calc'!A1")),
        ("链接.xlsx", zips::link()),
        ("旧表.xls", ole::form()),
        ("环.xls", ole::circle()),
        ("好.xlsx", zips::whole()),
    ] {
        fs::write(forms.join(name), bytes).unwrap();
    }
    for args in [
        &["check", "表"][..],
        &["check", "表", "--report", "出/汇总.xlsx"],
        &["fix", "表", "--out-dir", "出"],
    ] {
        fs::create_dir_all(folder.path().join("出")).unwrap();
        let Some(calls) = traced(folder.path(), args) else { return };
        let objections: Vec<_> = calls
            .iter()
            .filter_map(|call| Some(format!("{}: {call}", objection(call, &["出", "临时"])?)))
            .collect();
        assert!(objections.is_empty(), "{args:?}:\n{}", objections.join("\n"));
    }
    let copies = fs::read_dir(folder.path().join("出")).unwrap().count();
    assert!(copies >= 2, "the good forms were corrected: {copies}");
}
