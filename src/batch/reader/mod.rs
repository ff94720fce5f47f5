//! Binary workbooks are parsed by a library that a hostile file can make take all memory or never end: in a process of its own
//! such a file costs no more than that process.
//!
//! A process is kept from file to file. One that dies, or works longer than a file may, is a file's result, and the next file
//! gets another. The process is this program itself, and its allocator is told how much there is for it to give.

mod answer;
mod process;

use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use self::answer::{Answer, Refusal};
use self::process::Process;
use super::caught;
use crate::budget::{self, Limit, Limits};
use crate::read::{ReadError, Workbook, read_workbook};

/// What makes this program read workbooks for another run of it, as its only argument.
pub const READER: &str = "read-binary";

/// Processes that read workbooks.
#[derive(Debug)]
pub struct Readers {
    program: PathBuf,
    /// Those that wait for a file.
    idle: Mutex<Vec<Process>>,
}

impl Readers {
    /// None yet; `program` is what they will run.
    pub fn new(program: PathBuf) -> Self {
        Self { program, idle: Mutex::default() }
    }

    /// Reads a workbook in a process of its own, within the budget that is open on this thread.
    ///
    /// # Errors
    ///
    /// What the reader says, or if no process can be started, or it dies or takes too long.
    pub fn read(&self, bytes: &[u8]) -> Result<Workbook, ReadError> {
        let limits = budget::limits();
        let waiting = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // One that was started under other limits is of no use.
        let waiting = waiting.filter(|process| process.takes(&limits));
        let mut process = match waiting {
            Some(process) => process,
            None => Process::start(&self.program, &limits).map_err(|_| ReadError::NoReader)?,
        };
        let answer = process.ask(bytes, budget::wall_time())?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(process);
        match answer {
            Answer::Workbook(workbook) => Ok(workbook),
            Answer::Refused(refusal) => Err(refusal.into()),
        }
    }
}

/// Reads one workbook after the other from `input`, as [`Readers`] asks for it.
///
/// # Errors
///
/// If the input breaks off or the output cannot be written.
pub fn serve(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    process::leave_nothing_behind();
    let mut head = String::new();
    input.read_line(&mut head)?;
    let limits: Limits = serde_json::from_str(&head)?;
    loop {
        let mut length = [0; 8];
        match input.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            read => read?,
        }
        let length = u64::from_le_bytes(length);
        if length > limits.most(Limit::File) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        input.by_ref().take(length).read_to_end(&mut bytes)?;
        let read = caught(|| budget::within(&limits, || read_workbook(&bytes)));
        let answer = match read {
            Some(Ok(workbook)) => Answer::Workbook(workbook),
            Some(Err(error)) => Answer::Refused(error.into()),
            None => Answer::Refused(Refusal::Died),
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader's process answers to these files.
    fn answers(files: &[&[u8]]) -> Vec<Result<Workbook, &'static str>> {
        let mut input = serde_json::to_vec(&Limits::default()).unwrap();
        input.push(b'\n');
        for file in files {
            input.extend((file.len() as u64).to_le_bytes());
            input.extend(*file);
        }
        let mut output = Vec::new();
        serve(input.as_slice(), &mut output).unwrap();
        let lines = output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines
            .map(|line| match serde_json::from_slice(line).unwrap() {
                Answer::Workbook(workbook) => Ok(workbook),
                Answer::Refused(refusal) => Err(ReadError::from(refusal).code()),
            })
            .collect()
    }

    #[test]
    fn a_workbook_comes_back_as_it_was_read_and_a_refusal_with_its_code() {
        let form = include_bytes!("../../../workbook-templates/national-project/example.xlsx");
        let half = &form[..form.len() / 2];
        let answers = answers(&[form, half, form]);
        assert_eq!(
            answers,
            [Ok(read_workbook(form).unwrap()), Err("F010"), Ok(read_workbook(form).unwrap())]
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_a_refusal() {
        let readers = Readers::new(PathBuf::from("no such program"));
        assert_eq!(readers.read(b"x").unwrap_err().code(), "F045");
    }

    #[cfg(unix)]
    #[test]
    fn a_process_that_dies_or_talks_nonsense_is_the_file_s_result() {
        use std::time::Instant;

        // The first takes its one argument for a file and ends at once; the second says without end what is no answer.
        for program in ["/bin/cat", "/usr/bin/yes"] {
            let readers = Readers::new(PathBuf::from(program));
            let began = Instant::now();
            let hasty = Limits::default().with(Limit::Time, 1);
            let refused = budget::within(&hasty, || readers.read(&[0; 1 << 20])).unwrap_err();
            assert_eq!(refused.code(), "F042", "{program}");
            assert!(began.elapsed().as_secs() < 60, "{program}");
            assert!(readers.idle.lock().unwrap().is_empty());
        }
    }
}
