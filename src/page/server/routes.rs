//! Which request is answered by what.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use hyper::{Method, Request};
use percent_encoding::percent_decode_str;
use tokio::task::spawn_blocking;

use super::answer::{Answer, Refusal, of_json, of_page, of_reason, of_workbook};
use super::body::{self, Body};
use super::desk::Desk;
use super::{folder, gate};
use crate::batch::caught;
use crate::budget;
use crate::check::CheckError;
use crate::page;
use crate::report::{Lang, Reason};

/// Answers a request.
pub(super) async fn answer(request: Request<Incoming>, desk: Arc<Desk>) -> Answer {
    desk.note_request();
    let (parts, body) = request.into_parts();
    routed(&parts, body, desk).await.unwrap_or_else(Answer::from)
}

async fn routed(parts: &Parts, body: Incoming, desk: Arc<Desk>) -> Result<Answer, Refusal> {
    if !gate::is_from_here(parts, desk.port) {
        return Err(Refusal::Foreign);
    }
    let path = parts.uri.path();
    let method = match path {
        "/" | "/api/rules" | "/api/profiles" => Method::GET,
        "/api/check" | "/api/fix" | "/api/folder" => Method::POST,
        _ => return Err(Refusal::NoSuchPath),
    };
    if parts.method != method {
        return Err(Refusal::Method(if method == Method::GET { "GET" } else { "POST" }));
    }
    if path == "/" {
        return Ok(of_page());
    }
    if !gate::has_token(parts, &desk) {
        return Err(Refusal::NoToken);
    }
    match path {
        "/api/rules" => Ok(of_json(page::rules())),
        "/api/profiles" => Ok(of_json(page::profiles())),
        "/api/folder" => {
            require_kind(parts, "application/json")?;
            let body = body::read(body, &desk).await?;
            folder::answer(&body.bytes, desk)
        }
        _ => {
            require_kind(parts, "application/octet-stream")?;
            let name =
                header(parts, "x-ziping-name")?.filter(|name| !name.is_empty()).ok_or(Refusal::Unclear)?;
            let profile = header(parts, "x-ziping-profile")?.unwrap_or_default();
            let body = body::read(body, &desk).await?;
            let is_fix = path == "/api/fix";
            let work = move || {
                if is_fix { fix(&name, body, &profile, &desk) } else { check(&name, body, &profile, &desk) }
            };
            // A panic is caught below, and the runtime ends with the program.
            spawn_blocking(work).await.map_err(|_| Refusal::BrokenOff)
        }
    }
}

fn check(name: &str, body: Body, profile: &str, desk: &Desk) -> Answer {
    let request = desk.defaults.request(profile);
    let checked =
        caught(|| budget::within(&desk.defaults.limits, || page::check(name, body.bytes, &request)));
    of_json(checked.unwrap_or_else(|| page::gave_up(name)))
}

fn fix(name: &str, body: Body, profile: &str, desk: &Desk) -> Answer {
    let request = desk.defaults.request(profile);
    let fixed = caught(|| budget::within(&desk.defaults.limits, || page::fix(name, body.bytes, &request)));
    match fixed.unwrap_or_else(|| Err(Reason::new(&CheckError::GaveUp, Lang::Zh))) {
        Ok(fixed) => of_workbook(fixed),
        Err(reason) => of_reason(&reason),
    }
}

/// A form on another site can send its own kinds only, without asking first.
fn require_kind(parts: &Parts, kind: &str) -> Result<(), Refusal> {
    let given = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let given = given.split(';').next().unwrap_or_default().trim();
    if given.eq_ignore_ascii_case(kind) { Ok(()) } else { Err(Refusal::Unclear) }
}

/// A header's value as it was before it was percent-encoded.
fn header(parts: &Parts, name: &str) -> Result<Option<String>, Refusal> {
    let Some(value) = parts.headers.get(name) else { return Ok(None) };
    let value = value.to_str().map_err(|_| Refusal::Unclear)?;
    let value = percent_decode_str(value).decode_utf8().map_err(|_| Refusal::Unclear)?;
    Ok(Some(value.into_owned()))
}
