//! Reading .ods.
