//! The `ziping` command; `cli` lands with its own branch.
fn main() {}
