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
mod layout;
mod operand;
mod points;
mod qualitative;
mod row_name;
mod total;

pub use comparison::{Attainment, Comparison, Obstacle, compare, compare_with, less_may_be_better};
pub use detection::{Candidate, Selection, select};
pub use deviation::{Deviation, deviation, shortfall, shortfall_excel};
pub use execution::{
    budget_weight, execution_base, execution_rate, execution_rate_excel, execution_score,
    execution_score_excel, execution_target, row_rate, step_reached, steps_excel,
};
pub use grade::{grade, grade_excel};
pub use indicator::{Formula, Outcome, outcome, outcome_of};
pub use layout::{Misfit, level1_name, misfits, same_group};
pub use operand::Operand;
pub use points::{
    all_or_nothing, all_or_nothing_excel, at_least, at_least_excel, inverse_ratio, inverse_ratio_excel,
    linear_overrun, linear_overrun_excel, per_point, per_point_excel,
};
pub use qualitative::{Tier, TierPoints, bands, tier, tier_named};
pub use row_name::own_name;
pub use total::{total, total_excel};
