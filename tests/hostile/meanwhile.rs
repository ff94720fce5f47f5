//! What others do while the program is at work: write to a file, take it or a folder away, kill one of its processes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rust_decimal::dec;
use rustix::process::{Pid, Signal, kill_process};

use super::run::{HUNG, Ran, tool, ziping};
use super::{binary, ole, sheets, zips};
use crate::generator;

/// How often to look whether something has come about.
const TICK: Duration = Duration::from_millis(2);

/// Waits until there is something.
fn once<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < HUNG, "it never came about");
        thread::sleep(TICK);
    }
}

/// The processes that a process has begun.
fn children(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().map(|id| id.parse().unwrap()).collect::<Vec<_>>()).collect()
}

/// Whether a process has the file open.
fn has_open(process: u32, file: &Path) -> bool {
    let open = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    open.filter_map(|link| fs::read_link(link.path()).ok()).any(|target| target == file)
}

/// Checks `表.xlsx` by a system that takes its time for those of its reads that `which` tells, and lets `others` have its path
/// while it is open.
fn checked_slowly(folder: &Path, which: &str, others: impl FnOnce(&Path)) -> Option<Ran> {
    let file = folder.canonicalize().unwrap().join("表.xlsx");
    let mut command = Command::new(tool("strace")?);
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=read"]);
    command.args(["-e", &format!("inject=read:delay_enter=600ms{which}")]).arg("-P").arg(&file);
    command.arg(env!("CARGO_BIN_EXE_ziping")).args(["check", "表.xlsx", "--format", "json"]);
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let strace = command.spawn().unwrap();
    once(|| children(strace.id()).into_iter().find(|process| has_open(*process, &file)));
    others(&file);
    Some(Ran::from(strace.wait_with_output().unwrap()))
}

/// One more form of the same kind, as another person would save it over the first.
fn other_form() -> Vec<u8> {
    sheets::number("20")
}

#[test]
fn a_file_that_is_saved_while_it_is_read_is_read_once_more() {
    let [desk, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    fs::write(desk.path().join("表.xlsx"), zips::whole()).unwrap();
    fs::write(other.path().join("表.xlsx"), other_form()).unwrap();
    let alone = Ran::from(ziping(other.path(), &["check", "表.xlsx", "--format", "json"]).output().unwrap());
    assert_eq!(alone.code, 1, "the other one has a mistake: {}", alone.said());
    let saved = |path: &Path| fs::write(path, other_form()).unwrap();
    let Some(ran) = checked_slowly(desk.path(), ":when=1", saved) else { return };
    assert_eq!((ran.code, ran.out), (alone.code, alone.out), "{}", ran.err);
}

#[test]
fn a_file_that_goes_on_changing_is_refused() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("表.xlsx"), zips::whole()).unwrap();
    let path = desk.path().join("表.xlsx");
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let writes = move |_: &Path| {
        thread::spawn(move || {
            let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
            while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
                file.write_all(b"+").unwrap();
                thread::sleep(TICK);
            }
        });
    };
    let ran = checked_slowly(desk.path(), "", writes);
    drop(stop);
    let Some(ran) = ran else { return };
    assert_eq!((ran.code, ran.breaches_of_data(b"null")), (2, Vec::new()), "{}", ran.said());
    assert!(ran.err.contains("F052") && ran.err.contains("它被改动了"), "{}", ran.err);
}

#[test]
fn a_file_that_vanishes_while_it_is_read_is_refused() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("表.xlsx"), zips::whole()).unwrap();
    let removed = |path: &Path| fs::remove_file(path).unwrap();
    let Some(ran) = checked_slowly(desk.path(), ":when=1", removed) else { return };
    assert_eq!((ran.code, ran.breaches_of_data(b"null")), (2, Vec::new()), "{}", ran.said());
    assert!(ran.err.contains("F050") && ran.err.contains("表.xlsx"), "{}", ran.err);
}

/// The workbooks in a folder by name, without what is only begun.
fn workbooks(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let whole = entries.filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'));
    whole.map(|path| (path.file_name().unwrap().into(), fs::read(path).unwrap())).collect()
}

#[test]
fn a_target_folder_that_is_taken_away_leaves_no_half_copy_and_the_run_can_go_on() {
    let desk = tempfile::tempdir().unwrap();
    let desk = desk.path();
    fs::create_dir(desk.join("收")).unwrap();
    for number in 1..=40 {
        let form = generator::generate(5, number, dec!(0.5));
        fs::write(desk.join("收").join(form.name), form.bytes).unwrap();
    }
    let fix =
        |folder, more| ziping(desk, &["fix", "收", "--no-config", "-j", "1", "--out-dir", folder, more]);
    assert!(Ran::from(fix("整", "--quiet").output().unwrap()).code < 2);
    let whole = workbooks(&desk.join("整"));
    assert_eq!(whole.len(), 40);

    let mut command = fix("出", "--quiet");
    let run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    once(|| (workbooks(&desk.join("出")).len() > 2).then_some(()));
    fs::rename(desk.join("出"), desk.join("移走")).unwrap();
    let ran = Ran::from(run.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.breaches(&[])), (2, Vec::new()), "{}", ran.said());
    assert!(ran.err.contains("（F062）") || ran.err.contains("（F063）"), "{}", ran.err);
    let (taken, left) = (workbooks(&desk.join("移走")), workbooks(&desk.join("出")));
    assert!(taken.iter().chain(&left).all(|(name, bytes)| whole[name] == *bytes), "each copy is whole");
    // No more is missing than the one that was under way.
    assert!(taken.len() > 2 && taken.len() + left.len() >= 39, "{} and {}", taken.len(), left.len());

    let again = Ran::from(fix("出", "--resume").output().unwrap());
    assert!(again.code < 2, "{}", again.said());
    assert!(workbooks(&desk.join("出")) == whole);
}

/// `ziping worker`, a task a line in, a record a line out.
struct Worker {
    process: Child,
    tasks: ChildStdin,
    records: BufReader<ChildStdout>,
}

impl Worker {
    fn start(folder: &Path) -> Self {
        let mut command = ziping(folder, &["worker", "--no-config"]);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (tasks, records) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        Self { process, tasks, records: BufReader::new(records) }
    }

    fn ask(&mut self, name: &str) {
        writeln!(self.tasks, "{{\"path\":\"{name}\"}}").unwrap();
    }

    fn record(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.records.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// A file's record, and how long it took.
    fn check(&mut self, name: &str) -> (serde_json::Value, Duration) {
        let begun = Instant::now();
        self.ask(name);
        (self.record(), begun.elapsed())
    }

    /// The process that reads binary workbooks for it.
    fn reader(&self) -> Pid {
        let [reader] = children(self.process.id())[..] else { panic!("it keeps one reader") };
        Pid::from_raw(reader.try_into().unwrap()).unwrap()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_reader_that_is_killed_costs_its_own_file_and_no_other() {
    let desk = tempfile::tempdir().unwrap();
    for (name, bytes) in [("表.xls", ole::form()), ("表.et", ole::form()), ("表.xlsb", binary::form())] {
        fs::write(desk.path().join(name), bytes).unwrap();
        let mut worker = Worker::start(desk.path());
        let (sound, _) = worker.check(name);
        assert_eq!(sound["forms"].as_array().unwrap().len(), 1, "{sound}");
        let (_, warm) = worker.check(name);
        let reader = worker.reader();
        // It stands still, so that it is killed with the file in its hands.
        kill_process(reader, Signal::STOP).unwrap();
        worker.ask(name);
        thread::sleep(Duration::from_millis(50));
        kill_process(reader, Signal::KILL).unwrap();
        let refused = worker.record();
        assert_eq!((&refused["path"], &refused["reason"]["code"]), (&name.into(), &"F042".into()));
        let (next, took) = worker.check(name);
        assert_eq!(next, sound);
        assert_ne!(worker.reader(), reader);
        println!("{name}: {took:?} with a new reader, {warm:?} with one that waits");
    }
}
