//! Reading .xls.
