//! Ctrl-C: the first one ends a run cleanly, a second one at once.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a run that was stopped.
pub(super) const EXIT: u8 = 130;

static STOPPED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// Listens from now on; what is given back tells whether the run is to stop.
pub(super) fn listen() -> &'static AtomicBool {
    LISTENING.call_once(|| {
        // Where there is no way to listen, Ctrl-C ends the program as the system does.
        let _ = ctrlc::set_handler(|| {
            if STOPPED.swap(true, Ordering::Relaxed) {
                process::exit(i32::from(EXIT));
            }
        });
    });
    &STOPPED
}
