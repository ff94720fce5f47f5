//! Floor 6: findings → text, JSON, CSV; shared by all faces.
//!
//! Text comes out as [`Line`]s without colour or width, which a face paints; the other formats as finished strings.
//! `docs/schema/` holds the JSON Schemas of [`check_json`] and [`forms_json`].

mod baseline;
mod candidates;
mod catalogue;
mod changes;
mod check_document;
mod explain;
mod explain_archive;
mod explain_limit;
mod explain_read;
mod exported;
mod field_json;
mod finding_lines;
mod format;
mod forms_document;
mod head;
mod import;
mod inferred_line;
mod json_text;
mod lang;
mod line;
mod profile_page;
mod settings_page;
mod status;
mod summary;
mod table;
mod text;
mod unused_json;
mod verdict;
mod waived_lines;

pub use baseline::{Baseline, BaselineError};
pub use catalogue::{LevelInForce, level_word, rule_page, rules_json, severity_word};
pub use changes::{change_lines, diff_lines, remark_lines, revert_lines};
pub(crate) use check_document::{caused_by, rules_sha256, title};
pub use check_document::{check_json, check_ndjson};
pub use explain::{baseline_error, check_error, import_error};
pub(crate) use explain_limit::name as limit_name;
pub use format::Format;
pub use forms_document::{forms_json, forms_ndjson};
pub use import::{ImportError, read_content};
pub use lang::Lang;
pub use line::{Line, Tone, visible};
pub use profile_page::profile_lines;
pub(crate) use settings_page::threshold_name;
pub use settings_page::{InForce, settings_json, settings_lines};
pub use status::{Reason, Same, Status};
pub use summary::Summary;
pub use table::{check_csv, forms_csv};
pub use text::{checked_lines, form_lines, unreadable_line};
pub use verdict::Verdict;
pub use waived_lines::{reasonless_line, scope_text, unused_lines};
