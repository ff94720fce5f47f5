//! Floor 2: the formulas, pure functions picked by the profile's names.
//!
//! Each formula is one item: the exact Rust function and, beside it, the Excel text of the same formula; a test lets
//! LibreOffice work out the text and compares. Results are exact; [`value::round`](crate::value::round) is applied
//! once, where a score is compared or written.

mod comparison;
mod detection;
mod deviation;
mod execution;
mod grade;
mod indicator;
mod operand;
mod points;
mod qualitative;
mod total;

pub use comparison::{Attainment, Comparison, Obstacle, compare};
pub use detection::{Selection, level1_name, same_group, select};
pub use deviation::{Deviation, deviation, shortfall, shortfall_excel};
pub use execution::{
    ExecutionScore, execution_rate, execution_rate_excel, execution_score, execution_score_excel,
    execution_target,
};
pub use grade::{grade, grade_excel};
pub use indicator::{Formula, Outcome, outcome};
pub use operand::Operand;
pub use points::{
    at_least, at_least_excel, inverse_ratio, inverse_ratio_excel, linear_overrun, linear_overrun_excel,
};
pub use qualitative::{Tier, tier, tier_named};
pub use total::{total, total_excel};
