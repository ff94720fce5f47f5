//! What is read from a file by its path: archives of forms and the journal of an earlier run.

use std::fs;
use std::path::Path;

use ziping::batch::{Done, FileRecord, Journal, Place, Records as _};
use ziping::check::{CheckError, FileOutcome, WaiversSeen};
use ziping::package::{Bundle, safe_path};
use ziping::report::{Lang, Summary, Verdict};

/// Reads bytes as an archive of forms, and as the name of a file in one.
pub(crate) fn names(data: &[u8]) {
    if let Ok(name) = std::str::from_utf8(data)
        && let Some(path) = safe_path(name)
    {
        assert!(
            path.is_relative()
                && path.components().all(|part| !matches!(part, std::path::Component::ParentDir))
        );
    }
    in_folder(|folder| {
        let path = folder.join("包.zip");
        fs::write(&path, data).expect("a folder of its own");
        let Ok(bundle) = Bundle::open(&path) else { return };
        let _ = bundle.is_document();
        for index in 0..bundle.names().count() {
            let _ = bundle.read(index);
        }
    });
}

/// Goes on with a run whose journal is these bytes or, where the first of them is not 0, holds them as what became of a file.
pub(crate) fn journal(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    in_folder(|folder| {
        let place = Place::File(folder.join("汇总.xlsx"));
        let bytes = match choice {
            0 => rest.to_vec(),
            _ => line_of(&place, rest),
        };
        fs::write(place.journal(), bytes).expect("a folder of its own");
        let Ok((mut journal, kept)) = Journal::open(&place, None, "", true) else { return };
        // The fuzzer's lines name this file and content.
        if let Some(line) = kept.find("a.xlsx", "aa") {
            let _ = line.wrote("bb");
            let recalled = journal.recall(line);
            journal.keep(line);
            let _ = (journal.get(0), recalled.map(|done| journal.push(&kept.line(&done))));
        }
        let _ = journal.flush();
    });
}

/// A line for the options that a run has here: the hash that it begins with is the program's to tell.
fn line_of(place: &Place, done: &[u8]) -> Vec<u8> {
    let (_, kept) = Journal::open(place, None, "", false).expect("a folder of its own");
    let refused = FileOutcome::refused(Path::new("a.xlsx"), CheckError::GaveUp);
    let own = Done {
        record: FileRecord::of(&refused, Lang::En),
        verdict: Verdict::default(),
        summary: Summary::default(),
        waivers: WaiversSeen::default(),
        stdout: String::new(),
        clues: None,
        messages: Vec::new(),
        output_sha256: None,
    };
    let line = kept.line(&own);
    let mark = b"\"done\":";
    let head =
        line.windows(mark.len()).position(|own| own == mark).expect("a line says what was done") + mark.len();
    [&line[..head], done, b"}\n"].concat()
}

fn in_folder(work: impl FnOnce(&Path)) {
    let folder = tempfile::tempdir().expect("the system gives a folder");
    work(folder.path());
}
