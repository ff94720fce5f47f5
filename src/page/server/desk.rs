//! What all requests share: who may ask, and what a check goes by.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

use super::body::ALL_BODIES_KB;
use crate::budget::Limits;
use crate::check::hex;
use crate::model::{Level, WaiverEntry};
use crate::rules::Request;
use crate::template::{Profile, by_id};

/// What a check goes by where the page says nothing else: the settings of the folder that the program was started in.
#[derive(Debug, Default)]
pub struct Defaults {
    /// The profile; detected where there is none.
    pub profile: Option<&'static Profile>,
    /// Levels of rules, by id.
    pub levels: BTreeMap<String, Level>,
    /// What people said of findings.
    pub waivers: Vec<WaiverEntry>,
    /// What a file may take.
    pub limits: Limits,
}

impl Defaults {
    /// What a check under this profile goes by; an empty id, or one that is not known, leaves it to the settings or the form.
    pub(super) fn request(&self, profile: &str) -> Request<'_> {
        Request {
            profile: by_id(profile).or(self.profile),
            levels: Some(&self.levels),
            waivers: &self.waivers,
            narrative: None,
        }
    }
}

/// What all requests share.
pub(super) struct Desk {
    pub(super) port: u16,
    pub(super) token: String,
    pub(super) defaults: Defaults,
    /// Room for all bodies in memory, in KB.
    pub(super) room: Arc<Semaphore>,
    asked: Mutex<Instant>,
}

impl Desk {
    pub(super) fn new(port: u16, defaults: Defaults) -> io::Result<Self> {
        let mut token = [0; 16];
        getrandom::fill(&mut token).map_err(io::Error::other)?;
        Ok(Self {
            port,
            token: hex(&token),
            defaults,
            room: Arc::new(Semaphore::new(ALL_BODIES_KB)),
            asked: Mutex::new(Instant::now()),
        })
    }

    /// The page's address; what stands behind `#` never leaves the browser by itself.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/#{}", self.port, self.token)
    }

    /// Notes that somebody asked for something.
    pub(super) fn note_request(&self) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// How long nobody has asked for anything.
    pub(super) fn quiet_for(&self) -> Duration {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }
}
