//! The engine: many files in work at a time, their results handed on in input order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{mem, thread};

use super::caught;

/// How many files a worker may be ahead of the one that all wait for, so that memory stays flat behind a slow file.
const AHEAD: usize = 64;

/// How often a [`Collector`] may look after things while it waits.
const PAUSE: Duration = Duration::from_millis(100);

/// How many results, or how much time, are reason enough to wake the thread that takes them: to wake it for each costs more than
/// some files do.
const ENOUGH: usize = 16;
const SOON: Duration = Duration::from_millis(5);

/// Takes the results of a run, in order, on the thread that runs it.
pub trait Collector<T> {
    /// What ends the run at once.
    type Error;

    /// Takes the result of the file at `place`.
    ///
    /// # Errors
    ///
    /// If there is no sense in going on.
    fn take(&mut self, place: usize, result: T) -> Result<(), Self::Error>;

    /// Called now and then while no result is ready.
    ///
    /// # Errors
    ///
    /// If there is no sense in going on.
    fn pause(&mut self) -> Result<(), Self::Error>;
}

/// Works on the files at `0..count`, `jobs` at a time, and gives the results to `collector` in order; says how many they were.
///
/// Fewer than `count` only if `stop` was set: no new file is begun then, and those in work are finished. A panic in `work` ends
/// no run: its file's result is what `gave_up` says.
///
/// # Errors
///
/// What the collector says; no new file is begun after it.
pub fn run<T: Send, C: Collector<T>>(
    count: usize,
    jobs: NonZeroUsize,
    stop: &AtomicBool,
    work: impl Fn(usize) -> T + Sync,
    gave_up: impl Fn(usize) -> T + Sync,
    collector: &mut C,
) -> Result<usize, C::Error> {
    let jobs = jobs.get().min(count);
    let line = Line { count, ahead: AHEAD * jobs, stop, state: Mutex::default(), moved: Condvar::new() };
    let results = Results::new();
    thread::scope(|scope| {
        for index in 0..jobs {
            let (results, line, work, gave_up) = (&results, &line, &work, &gave_up);
            let worker = move || {
                while let Some(place) = line.next() {
                    results.push(place, caught(|| work(place)).unwrap_or_else(|| gave_up(place)));
                }
                results.worker_ended();
            };
            results.worker_begun();
            let begun = thread::Builder::new().spawn_scoped(scope, worker);
            // Fewer threads than asked for only take longer.
            if index > 0 && begun.is_err() {
                results.worker_ended();
                break;
            }
            begun.expect("the system gives a thread");
        }
        let mut waiting = BTreeMap::new();
        let mut handed = 0;
        let ended = loop {
            let Some(new) = results.wait() else { break Ok(()) };
            let mut taken = if new.is_empty() { collector.pause() } else { Ok(()) };
            waiting.extend(new);
            while let Some(result) = waiting.remove(&handed) {
                taken = taken.and_then(|()| collector.take(handed, result));
                handed += 1;
            }
            if taken.is_err() {
                break taken;
            }
            line.hand_on(handed);
        };
        line.close();
        ended.map(|()| handed)
    })
}

/// The results on their way from the workers.
struct Results<T> {
    state: Mutex<Ready<T>>,
    moved: Condvar,
}

struct Ready<T> {
    results: Vec<(usize, T)>,
    workers: usize,
    /// When somebody was told of results.
    told: Instant,
}

impl<T> Results<T> {
    fn new() -> Self {
        let ready = Ready { results: Vec::new(), workers: 0, told: Instant::now() };
        Self { state: Mutex::new(ready), moved: Condvar::new() }
    }

    fn push(&self, place: usize, result: T) {
        let mut state = self.state();
        state.results.push((place, result));
        if state.results.len() >= ENOUGH || state.told.elapsed() >= SOON {
            state.told = Instant::now();
            drop(state);
            self.moved.notify_one();
        }
    }

    fn worker_begun(&self) {
        self.state().workers += 1;
    }

    fn worker_ended(&self) {
        self.state().workers -= 1;
        self.moved.notify_one();
    }

    /// The results there are, after a while even if there are none; `None` once no worker is left to give any.
    fn wait(&self) -> Option<Vec<(usize, T)>> {
        let is_idle = |state: &mut Ready<T>| state.results.len() < ENOUGH && state.workers > 0;
        let state = self.state();
        // What came in while the others were taken is not waited for.
        let mut state = match state.results.is_empty() {
            true => self.moved.wait_timeout(state, PAUSE).unwrap_or_else(PoisonError::into_inner).0,
            false => {
                self.moved.wait_timeout_while(state, SOON, is_idle).unwrap_or_else(PoisonError::into_inner).0
            }
        };
        let is_over = state.results.is_empty() && state.workers == 0;
        (!is_over).then(|| mem::take(&mut state.results))
    }

    fn state(&self) -> MutexGuard<'_, Ready<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files that wait for a worker.
struct Line<'s> {
    count: usize,
    ahead: usize,
    stop: &'s AtomicBool,
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: usize,
    handed: usize,
    is_closed: bool,
}

impl Line<'_> {
    /// The next file to work on, once it is near enough to those that were handed on.
    fn next(&self) -> Option<usize> {
        let mut state = self.state();
        loop {
            if state.next == self.count || state.is_closed || self.stop.load(Ordering::Relaxed) {
                return None;
            }
            if state.next < state.handed + self.ahead {
                state.next += 1;
                return Some(state.next - 1);
            }
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn hand_on(&self, handed: usize) {
        self.state().handed = handed;
        self.moved.notify_all();
    }

    fn close(&self) {
        self.state().is_closed = true;
        self.moved.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    #[derive(Default)]
    struct Taken {
        results: Vec<(usize, String)>,
        pauses: usize,
        enough: Option<usize>,
    }

    impl Collector<String> for Taken {
        type Error = &'static str;

        fn take(&mut self, place: usize, result: String) -> Result<(), Self::Error> {
            self.results.push((place, result));
            if self.enough == Some(self.results.len()) { Err("enough") } else { Ok(()) }
        }

        fn pause(&mut self) -> Result<(), Self::Error> {
            self.pauses += 1;
            Ok(())
        }
    }

    fn jobs(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    fn gave_up(place: usize) -> String {
        format!("{place} gave up")
    }

    #[test]
    fn results_come_in_order_whatever_a_file_does() {
        for count in [0, 1, 2, 300] {
            for workers in [1, 4] {
                let mut taken = Taken::default();
                let work = |place: usize| {
                    match place {
                        3 => thread::sleep(Duration::from_millis(250)),
                        5 => panic!("what a file may lead to"),
                        _ => {}
                    }
                    place.to_string()
                };
                let never = AtomicBool::new(false);
                let handed = run(count, jobs(workers), &never, work, gave_up, &mut taken);
                assert_eq!(handed, Ok(count));
                let wanted = |place: usize| if place == 5 { gave_up(5) } else { place.to_string() };
                let wanted: Vec<_> = (0..count).map(|place| (place, wanted(place))).collect();
                assert_eq!(taken.results, wanted, "{count} files, {workers} jobs");
                assert_eq!(taken.pauses > 0, count == 300, "it looks after things behind the slow file");
            }
        }
    }

    #[test]
    fn nobody_runs_far_ahead_of_a_slow_file() {
        let (begun, at_end_of_first) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |place: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if place == 0 {
                thread::sleep(Duration::from_millis(300));
                at_end_of_first.store(begun.load(Ordering::SeqCst), Ordering::SeqCst);
            }
            String::new()
        };
        let never = AtomicBool::new(false);
        assert_eq!(run(1000, jobs(2), &never, work, gave_up, &mut Taken::default()), Ok(1000));
        assert_eq!(at_end_of_first.load(Ordering::SeqCst), 2 * AHEAD, "as far as it goes, and no farther");
    }

    #[test]
    fn a_stop_finishes_what_is_begun_and_begins_no_more() {
        let stop = AtomicBool::new(false);
        let begun = AtomicUsize::new(0);
        let work = |place: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            stop.fetch_or(place == 20, Ordering::Relaxed);
            place.to_string()
        };
        let mut taken = Taken::default();
        let handed = run(1000, jobs(4), &stop, work, gave_up, &mut taken).unwrap();
        assert_eq!(handed, begun.load(Ordering::SeqCst));
        assert!((21..30).contains(&handed), "{handed}");
        assert_eq!(taken.results.len(), handed);
    }

    #[test]
    fn a_collector_that_gives_up_ends_the_run() {
        let begun = AtomicUsize::new(0);
        let work = |place: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            place.to_string()
        };
        let mut taken = Taken { enough: Some(7), ..Taken::default() };
        let never = AtomicBool::new(false);
        assert_eq!(run(10_000, jobs(2), &never, work, gave_up, &mut taken), Err("enough"));
        assert_eq!(taken.results.len(), 7);
        assert!(begun.load(Ordering::SeqCst) <= 7 + 3 * AHEAD, "{begun:?}");
    }
}
