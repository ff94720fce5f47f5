//! Reading .xlsb.
