//! How long a thread has worked.

use std::time::Duration;

/// How long this thread has worked: it does not count what others do on the computer meanwhile.
#[cfg(unix)]
pub(super) fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// How long this thread may have worked: the time on the wall, as the system tells nothing better.
#[cfg(not(unix))]
pub(super) fn worked() -> Duration {
    passed()
}

/// The time on the wall, which is quickly told: no thread works longer.
#[cfg(not(target_family = "wasm"))]
pub(super) fn passed() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// What tells the time in a browser, which gives the library no clock.
#[cfg(target_family = "wasm")]
static CLOCK: std::sync::OnceLock<fn() -> Duration> = std::sync::OnceLock::new();

/// The time by the clock that was handed in; without one none passes.
#[cfg(target_family = "wasm")]
pub(super) fn passed() -> Duration {
    CLOCK.get().map_or(Duration::ZERO, |clock| clock())
}

/// Tells the time by `clock` from now on: how long it has run. The first one named holds.
#[cfg(target_family = "wasm")]
pub fn tell_time_by(clock: fn() -> Duration) {
    let _ = CLOCK.set(clock);
}
