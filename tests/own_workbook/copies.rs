//! The workbooks with their corrected copies, made once for all tests, and the copies as LibreOffice works them out anew.

use std::sync::LazyLock;

use super::book::Book;
use super::desk::{has_code, try_fixed};
use super::fixtures::{self, Fixture};
use super::office::Office;

/// A workbook and its corrected copy.
pub(crate) struct Copy {
    pub(crate) fixture: Fixture,
    pub(crate) bytes: Vec<u8>,
}

/// A workbook and what came of it: its copy, or what was said instead.
type Tried = (Fixture, Result<Vec<u8>, String>);

static TRIED: LazyLock<Vec<Tried>> = LazyLock::new(|| {
    let tried = |fixture: Fixture| {
        let copy = try_fixed(&fixture.file(), &fixture.bytes);
        (fixture, copy)
    };
    fixtures::all().into_iter().map(tried).collect()
});

static COPIES: LazyLock<Vec<Copy>> = LazyLock::new(|| {
    let made = TRIED.iter().filter_map(|(fixture, copy)| Some((fixture, copy.as_ref().ok()?)));
    made.map(|(fixture, bytes)| Copy { fixture: fixture.clone(), bytes: bytes.clone() }).collect()
});

/// Every copy there is.
pub(crate) fn copies() -> &'static [Copy] {
    &COPIES
}

/// The copy of one workbook.
pub(crate) fn copy(name: &str) -> &'static Copy {
    let refused = || panic!("{name} has no copy: {:?}", refusals());
    COPIES.iter().find(|copy| copy.fixture.name == name).unwrap_or_else(refused)
}

/// What was said of workbooks that were refused and must not be, or without a code.
pub(crate) fn refusals() -> Vec<String> {
    let said = |(fixture, copy): &Tried| {
        let said = copy.as_ref().err()?;
        let allowed = fixture.may_be_refused && has_code(said);
        (!allowed).then(|| format!("{}: {said}", fixture.name))
    };
    TRIED.iter().filter_map(said).collect()
}

/// The copies whose inputs LibreOffice reads, each as it saves them with every formula worked out anew.
pub(crate) fn recalculated() -> Option<&'static [Recalculated]> {
    RECALCULATED.as_deref()
}

/// A copy, and what another program saved of it.
type Recalculated = (&'static Copy, Vec<u8>);

static RECALCULATED: LazyLock<Option<Vec<Recalculated>>> = LazyLock::new(|| {
    let office = Office::find()?;
    let inputs: Vec<_> = copies().iter().map(|copy| (copy.fixture.name, &copy.fixture.bytes)).collect();
    let outputs: Vec<_> = copies().iter().map(|copy| (copy.fixture.name, &copy.bytes)).collect();
    let opened = office.converted(&inputs, "xlsx");
    let saved = office.converted(&outputs, "xlsx");
    let both = copies().iter().zip(opened).zip(saved);
    // LibreOffice shows an empty sheet where the case of a part's name is not that of what refers to it.
    let has_form = |copy: &Copy, bytes: &[u8]| Book::open(bytes).cell_at(copy.fixture.sheet, "A1").is_some();
    let readable =
        both.filter(|((copy, input), _)| input.as_ref().is_some_and(|input| has_form(copy, input)));
    let copies = readable.map(|((copy, _), output)| {
        (copy, output.unwrap_or_else(|| panic!("LibreOffice opens {} and not its copy", copy.fixture.name)))
    });
    Some(copies.collect())
});
