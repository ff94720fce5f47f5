//! Where a form is in a run.

/// The file's place in the run and the form's among the file's: in half the room, as a run keeps many of each form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FormPlace {
    file: u32,
    form: u32,
}

impl FormPlace {
    /// No run has four thousand million files, and no file as many forms.
    pub(super) fn new(file: usize, form: usize) -> Self {
        let short = |place| u32::try_from(place).expect("fewer files than a u32 counts");
        Self { file: short(file), form: short(form) }
    }

    /// The file's place in the run.
    pub(super) fn file(self) -> usize {
        usize::try_from(self.file).expect("was one")
    }

    /// The form's place among the file's.
    pub(super) fn form(self) -> usize {
        usize::try_from(self.form).expect("was one")
    }
}
