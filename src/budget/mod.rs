//! Floor 0: what one file may take, in bytes, cells, depth, time and memory.
//!
//! A budget is opened for a file on the thread that works on it, by [`within`], and holds for all that is read there until the
//! work is done: readers ask [`most`] and count as they read, never by what a file declares. Who calls a reader without
//! opening one gets the usual limits.

mod clock;
mod exceeded;
mod limit;

use std::cell::Cell;
use std::time::Duration;

#[cfg(target_family = "wasm")]
pub use clock::tell_time_by;
pub use exceeded::Exceeded;
pub use limit::{Limit, Limits, Unit};

/// How many steps may pass between two looks at the clock, which takes as long as a hundred of them.
const STEPS: u32 = 256;

/// A build that is not optimised takes many times as long for the same work, and gets it.
const SLOWNESS: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

/// What the thread may take for the file it works on.
struct Budget {
    limits: Cell<Limits>,
    /// `None` while no file is worked on.
    until: Cell<Option<Until>>,
    /// Steps until the next look at the clock.
    steps: Cell<u32>,
}

/// When the thread will have worked long enough, and the time on the wall before which it cannot have.
#[derive(Clone, Copy)]
struct Until {
    worked: Duration,
    passed: Duration,
}

thread_local! {
    static BUDGET: Budget = const {
        Budget { limits: Cell::new(Limits::USUAL), until: Cell::new(None), steps: Cell::new(STEPS) }
    };
}

/// Gives the thread's earlier budget back, whatever happens meanwhile.
struct Earlier(Limits, Option<Until>);

impl Drop for Earlier {
    fn drop(&mut self) {
        BUDGET.with(|budget| {
            budget.limits.set(self.0);
            budget.until.set(self.1);
        });
    }
}

/// Does the work on one file within these limits; its time begins now.
///
/// Time is what the thread itself works, where the system tells it, so that a busy computer refuses no file.
pub fn within<T>(limits: &Limits, work: impl FnOnce() -> T) -> T {
    let time = Duration::from_millis(limits.most(Limit::Time)) * SLOWNESS;
    let _earlier = BUDGET.with(|budget| {
        let until = Until { worked: clock::worked() + time, passed: clock::passed() + time };
        Earlier(budget.limits.replace(*limits), budget.until.replace(Some(until)))
    });
    work()
}

/// Does the work within the budget that is open on this thread, or else within the usual one.
pub fn within_open<T>(work: impl FnOnce() -> T) -> T {
    let is_open = BUDGET.with(|budget| budget.until.get().is_some());
    if is_open { work() } else { within(&Limits::USUAL, work) }
}

/// The limits that hold on this thread.
pub fn limits() -> Limits {
    BUDGET.with(|budget| budget.limits.get())
}

/// How much of something a file may have: bytes, milliseconds or things.
pub fn most(limit: Limit) -> u64 {
    limits().most(limit)
}

/// As [`most`], of what is counted in memory.
pub fn most_of(limit: Limit) -> usize {
    usize::try_from(most(limit)).unwrap_or(usize::MAX)
}

/// How long the file may be worked on by the clock on the wall: what a process that works for this one is given.
pub fn wall_time() -> Duration {
    Duration::from_millis(most(Limit::Time)) * SLOWNESS
}

/// Makes sure that no more than the limit was met.
///
/// # Errors
///
/// If more was.
pub fn hold(limit: Limit, met: u64) -> Result<(), Exceeded> {
    if met > most(limit) { Err(Exceeded::new(limit, met)) } else { Ok(()) }
}

/// Makes sure that the file's time is not over.
///
/// # Errors
///
/// If it is.
pub fn in_time() -> Result<(), Exceeded> {
    let Some(until) = BUDGET.with(|budget| budget.until.get()) else { return Ok(()) };
    // To ask how long the thread has worked takes the system many times as long as the time on the wall.
    if clock::passed() < until.passed {
        return Ok(());
    }
    let over = clock::worked().saturating_sub(until.worked);
    if over.is_zero() {
        return Ok(());
    }
    let met = Duration::from_millis(most(Limit::Time)) + over / SLOWNESS;
    Err(Exceeded::new(Limit::Time, u64::try_from(met.as_millis()).unwrap_or(u64::MAX)))
}

/// Whether the file's time is over. Whoever stops for it leaves it to the caller to ask [`in_time`] and drop what was made.
pub fn is_over() -> bool {
    in_time().is_err()
}

/// One of many small steps: makes sure now and then that the file's time is not over.
///
/// # Errors
///
/// If it is.
#[inline]
pub fn step() -> Result<(), Exceeded> {
    let left = BUDGET.with(|budget| {
        let left = budget.steps.get().wrapping_sub(1);
        budget.steps.set(if left == 0 { STEPS } else { left });
        left
    });
    if left == 0 { in_time() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;
    use std::time::Instant;

    use super::*;

    #[test]
    fn holds_while_the_work_is_done_and_no_longer() {
        let few = Limits::default().with(Limit::Cells, 3);
        let met = |count| hold(Limit::Cells, count).map_err(|error| error.met);
        assert_eq!(within(&few, || (met(3), met(4))), (Ok(()), Err(4)));
        assert_eq!(within(&few, || within_open(|| met(4))), Err(4), "the one that is open holds");
        assert_eq!(within(&few, || within(&Limits::USUAL, || met(4))), Ok(()));
        assert!(catch_unwind(|| within(&few, || panic!("what a file may lead to"))).is_err());
        assert_eq!((met(200_000), met(200_001)), (Ok(()), Err(200_001)), "the usual ones again");
        assert!(!is_over(), "without a budget there is no clock");
    }

    #[test]
    fn time_is_over_once_it_was_worked_away() {
        let hasty = Limits::default().with(Limit::Time, 0);
        within(&hasty, || {
            let began = Instant::now();
            while !is_over() {
                assert!(began.elapsed().as_secs() < 10, "the clock goes");
            }
            let error = (0..=STEPS).find_map(|_| step().err()).expect("some step looks at the clock");
            assert_eq!((error.limit, error.limit.code()), (Limit::Time, "F042"));
        });
        assert!(within_open(|| (0..=STEPS).all(|_| step().is_ok())));
    }
}
