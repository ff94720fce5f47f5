//! What the single file's worker calls; a panic traps, and the page makes a new instance.

use std::time::Duration;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::budget::{self, Limits};
use crate::rules::Request;
use crate::template::by_id;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the worker began.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now() -> f64;
}

/// Gives the library its clock, before anything else is called.
#[wasm_bindgen(start)]
pub fn start() {
    budget::tell_time_by(|| Duration::try_from_secs_f64(now() / 1000.0).unwrap_or_default());
}

/// A corrected workbook, handed over to the page.
#[wasm_bindgen]
pub struct Fixed(super::Fixed);

#[wasm_bindgen]
impl Fixed {
    /// Its file name.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name.clone()
    }

    /// The workbook.
    #[wasm_bindgen(getter)]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.bytes.clone()
    }

    /// How many cells were corrected.
    #[wasm_bindgen(getter)]
    pub fn corrected(&self) -> usize {
        self.0.corrected
    }
}

/// A profile by its id; an empty one leaves it to the form.
fn request(profile: Option<&str>) -> Request<'static> {
    Request { profile: profile.and_then(by_id), ..Request::default() }
}

/// Checks a file: [`super::check()`].
#[wasm_bindgen]
pub fn check(name: &str, bytes: Vec<u8>, profile: Option<String>) -> String {
    budget::within(&Limits::USUAL, || super::check(name, bytes, &request(profile.as_deref())))
}

/// What is said of a file over which the instance before this one trapped.
#[wasm_bindgen]
pub fn gave_up(name: &str) -> String {
    super::gave_up(name)
}

/// Corrects a workbook: [`super::fix()`].
///
/// # Errors
///
/// The reason as JSON.
#[wasm_bindgen]
pub fn fix(name: &str, bytes: Vec<u8>, profile: Option<String>) -> Result<Fixed, JsValue> {
    budget::within(&Limits::USUAL, || super::fix(name, bytes, &request(profile.as_deref())))
        .map(Fixed)
        .map_err(|reason| super::json(&reason).into())
}

/// Every rule with its page.
#[wasm_bindgen]
pub fn rules() -> String {
    super::rules()
}

/// The profiles there are.
#[wasm_bindgen]
pub fn profiles() -> String {
    super::profiles()
}
