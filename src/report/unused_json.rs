//! A waiver that met no finding, as JSON.

use serde::Serialize;

use super::{Lang, scope_text};
use crate::check::Unused;
use crate::model::Waiver;

/// A waiver that met no finding.
#[derive(Serialize)]
pub(super) struct UnusedJson<'u> {
    rule: &'u str,
    #[serde(flatten)]
    waiver: &'u Waiver,
    scope: String,
    /// The workbook it stands in; absent for one of the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    file_checked: bool,
}

impl<'u> UnusedJson<'u> {
    pub(super) fn new(unused: &'u Unused, lang: Lang) -> Self {
        let entry = &unused.entry;
        Self {
            rule: &entry.rule,
            waiver: &entry.waiver,
            scope: scope_text(&entry.scope, lang),
            path: unused.path.as_ref().map(|path| path.display().to_string()),
            file_checked: unused.file_seen,
        }
    }
}
