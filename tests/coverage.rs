//! Every rule on every profile: each one speaks where a sound form is broken its way, and docs/coverage.md says where.
//!
//! A sound form is a profile's own example, with its safe fixes written. A *break* changes it so that one rule has
//! something to say; where it cannot be made, a reason is given, and the reason has to be true. After a change that is
//! meant, write the page anew and read the difference:
//!
//! ```sh
//! ZIPING_WRITE_COVERAGE=1 cargo test --test coverage
//! ```

mod support;

mod coverage {
    mod amounts;
    mod breaks;
    mod edit;
    mod explanations;
    mod fixtures;
    mod inputs;
    mod page;
    mod reason;
    mod report;
    mod scores;
    mod sound;
    mod table;
    mod texts;
    mod totals;
    mod values;
    mod weights;
}
