//! One process that reads workbooks, seen from the one that started it.

use std::io::{self, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde::Deserialize as _;

use super::READER;
use super::answer::Answer;
use crate::budget::{Limit, Limits};
use crate::read::ReadError;

/// What a process takes before it reads anything, in kibibytes: the program's own pages.
const OWN: u64 = 12 << 10;

/// A process that waits for a file.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    limits: Limits,
}

impl Process {
    /// Starts one, with no more memory to give than a file may take.
    pub(super) fn start(program: &Path, limits: &Limits) -> io::Result<Self> {
        let memory = (limits.most(Limit::Memory) >> 10).saturating_sub(OWN).max(OWN);
        let mut command = Command::new(program);
        command
            .arg(READER)
            // The allocator takes this much once and then nothing more from the system.
            .env("MIMALLOC_RESERVE_OS_MEMORY", format!("{memory}K"))
            .env("MIMALLOC_DISALLOW_OS_ALLOC", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a dying process says is of no use to anybody.
            .stderr(Stdio::null());
        apart(&mut command);
        let mut child = command.spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (input, output) = (input.expect("stdin is piped"), output.expect("stdout is piped"));
        let mut process = Self { child, input, output: BufReader::new(output), limits: *limits };
        let mut head = serde_json::to_vec(limits)?;
        head.push(b'\n');
        // One that is dead already is found out when it is asked.
        let _ = process.input.write_all(&head);
        Ok(process)
    }

    /// Whether it reads by these limits.
    pub(super) fn takes(&self, limits: &Limits) -> bool {
        self.limits == *limits
    }

    /// Has a file read; a process that gives no answer in time is ended, and of no use after an error.
    pub(super) fn ask(&mut self, bytes: &[u8], time: Duration) -> Result<Answer, ReadError> {
        let Self { child, input, output, .. } = self;
        let (answered, waiting) = mpsc::channel::<()>();
        thread::scope(|scope| {
            let watch = move || {
                if waiting.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                    // It may be gone already.
                    let _ = child.kill();
                }
            };
            thread::Builder::new().spawn_scoped(scope, watch).map_err(|_| ReadError::NoReader)?;
            let answer = exchange(input, output, bytes).map_err(|_| ReadError::ReaderDied);
            drop(answered);
            answer
        })
    }
}

impl Drop for Process {
    /// Ends the process and sees to it that the system forgets it.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn exchange(input: &mut ChildStdin, output: &mut BufReader<ChildStdout>, bytes: &[u8]) -> io::Result<Answer> {
    input.write_all(&(bytes.len() as u64).to_le_bytes())?;
    input.write_all(bytes)?;
    input.flush()?;
    let mut answer = serde_json::Deserializer::from_reader(output);
    Ok(Answer::deserialize(&mut answer)?)
}

/// Keeps Ctrl-C from the process: what is begun is finished.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

/// Keeps Ctrl-C from the process, and a window of its own.
#[cfg(windows)]
fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const NEW_PROCESS_GROUP: u32 = 0x200;
    const NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(NEW_PROCESS_GROUP | NO_WINDOW);
}

#[cfg(not(any(unix, windows)))]
fn apart(_command: &mut Command) {}

/// A process that dies of a file is to leave no dump of it on the disk.
pub(super) fn leave_nothing_behind() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where the system refuses it keeps to its own settings.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}
