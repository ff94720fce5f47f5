//! Floor 1: one form as typed rows, and what is found on it.

mod content;
mod field;
mod finding;
mod form;
mod narrative;
mod oddity;
mod waiver_entry;

pub use content::{
    FormContent, FundingContent, GradePlace, IndicatorContent, Origin, ReadCells, TotalOrigin,
};
pub use field::{Field, Stored};
pub use finding::{
    Applicability, Cause, Finding, Fix, FixValue, Level, NotChecked, Severity, Waiver, WaiverKind, Wording,
};
pub use form::{
    Column, EvaluationForm, FormKind, FormPlan, FundingColumn, FundingRow, Goal, GuessedColumn, HeaderEntry,
    Hidden, IndicatorRow, OtherColumn, Task, Total,
};
pub use narrative::{Narrative, Paragraph, Quote};
pub use oddity::{Active, Odd, Oddity, Unseen};
pub use waiver_entry::{Scope, WaiverEntry};
