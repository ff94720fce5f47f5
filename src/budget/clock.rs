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
#[cfg(not(any(unix, target_family = "wasm")))]
pub(super) fn worked() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// A browser gives the library no clock; the page can end the worker that it runs in.
#[cfg(target_family = "wasm")]
pub(super) fn worked() -> Duration {
    Duration::ZERO
}
