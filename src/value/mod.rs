//! Floor 0: what a cell can mean.
//!
//! Pure values without any file behind them: addresses, exact decimals, points, amounts, rates, and the typed
//! target and actual values of an indicator. Text becomes a value once, here, through `FromStr`; later stages
//! never parse text again.

mod block;
mod cell_ref;
mod decimal;
mod measure;
mod partial_date;
mod quantity;
mod unit;

pub use block::Block;
pub use cell_ref::{CellRef, ParseCellRefError};
pub use decimal::{exact, fold, parse_number, round, shown_decimals, strip_blanks, trimmed};
pub use measure::{ActualValue, Comparator, Kind, Measure, TargetValue};
pub use partial_date::PartialDate;
pub use quantity::{Amount, ParseValueError, Points, Rate, is_placeholder};
