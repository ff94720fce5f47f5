//! What the server says, with the headers that every answer carries.

use std::convert::Infallible;

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body, Bytes};
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::assets::page;
use crate::page::{Fixed, json};
use crate::report::Reason;

/// An answer, whole or coming line by line.
pub(super) type Answer = Response<UnsyncBoxBody<Bytes, Infallible>>;

/// What a file name in a header may hold as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It was made by somebody else than the page.
    Foreign,
    /// It lacks the token of the page's address.
    NoToken,
    /// There is nothing at its path.
    NoSuchPath,
    /// Its path is asked in another way.
    Method(&'static str),
    /// It is not what its path takes.
    Unclear,
    /// Its body broke off.
    BrokenOff,
    /// Its body did not come in time.
    TooSlow,
    /// Its body is larger than any form.
    TooLarge,
}

#[derive(Serialize)]
struct Told<'t> {
    code: &'t str,
    message: &'t str,
}

impl Refusal {
    fn told(self) -> (StatusCode, Told<'static>) {
        let (status, code, message) = match self {
            Self::Foreign => (
                StatusCode::FORBIDDEN,
                "P403",
                "这个请求不是本程序的网页发来的，没有处理；请用程序给出的网址打开网页",
            ),
            Self::NoToken => (
                StatusCode::FORBIDDEN,
                "P401",
                "网址不完整，或程序已经重新启动；请关掉这一页，用程序这次给出的网址打开",
            ),
            Self::NoSuchPath => (StatusCode::NOT_FOUND, "P404", "没有这个地址；请用程序给出的网址打开网页"),
            Self::Method(_) => {
                (StatusCode::METHOD_NOT_ALLOWED, "P405", "这个地址不能这样打开；请从网页上操作")
            }
            Self::Unclear => (StatusCode::BAD_REQUEST, "P400", "请求的内容不对，没有处理；请刷新网页后再试"),
            Self::BrokenOff => (StatusCode::BAD_REQUEST, "P402", "文件没有传完，没有核对；请再拖放一次"),
            Self::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                "P408",
                "文件太久没有传完，没有核对；请先复制到本机硬盘，再拖放一次",
            ),
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "P413",
                "文件超过 20 MB，没有核对；自评表通常不到 1 MB，请删去图片和附件后再试",
            ),
        };
        (status, Told { code, message })
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let (status, told) = refusal.told();
        let mut answer = whole(status, "application/json", json(&told));
        if let Refusal::Method(method) = refusal {
            answer.headers_mut().insert(ALLOW, HeaderValue::from_static(method));
        }
        // What is left of the request must not be taken for the next one.
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        answer
    }
}

/// JSON.
pub(super) fn of_json(text: String) -> Answer {
    whole(StatusCode::OK, "application/json", text)
}

/// The page itself.
pub(super) fn of_page() -> Answer {
    whole(StatusCode::OK, "text/html; charset=utf-8", page().html)
}

/// A workbook to be saved.
pub(super) fn of_workbook(fixed: Fixed) -> Answer {
    let kind = if fixed.name.ends_with(".xlsm") {
        "application/vnd.ms-excel.sheet.macroEnabled.12"
    } else {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    };
    let name = utf8_percent_encode(&fixed.name, PLAIN);
    let ending = fixed.name.rsplit('.').next().unwrap_or("xlsx");
    let disposition = format!("attachment; filename=\"checked.{ending}\"; filename*=UTF-8''{name}");
    let mut answer = whole(StatusCode::OK, kind, fixed.bytes);
    let headers = answer.headers_mut();
    headers.insert(CONTENT_DISPOSITION, disposition.parse().expect("percent-encoded"));
    headers.insert(HeaderName::from_static("x-ziping-corrected"), fixed.corrected.into());
    answer
}

/// Why a workbook cannot be corrected.
pub(super) fn of_reason(reason: &Reason) -> Answer {
    whole(StatusCode::UNPROCESSABLE_ENTITY, "application/json", json(reason))
}

/// An answer whose lines come one by one.
pub(super) fn of_lines(lines: impl Body<Data = Bytes, Error = Infallible> + Send + 'static) -> Answer {
    with_headers(StatusCode::OK, "application/x-ndjson", UnsyncBoxBody::new(lines))
}

fn whole(status: StatusCode, kind: &'static str, content: impl Into<Bytes>) -> Answer {
    with_headers(status, kind, Full::new(content.into()).boxed_unsync())
}

fn with_headers(status: StatusCode, kind: &'static str, body: UnsyncBoxBody<Bytes, Infallible>) -> Answer {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_SECURITY_POLICY, page().policy.clone());
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_letters_stays_one_header() {
        let name = "表\"; x=\r\n<b>'甲_已核.xlsx".to_owned();
        let answer = of_workbook(Fixed { name, bytes: Vec::new(), corrected: 2 });
        let told = answer.headers()[CONTENT_DISPOSITION].to_str().unwrap();
        let encoded = "%E8%A1%A8%22%3B%20x%3D%0D%0A%3Cb%3E%27%E7%94%B2_%E5%B7%B2%E6%A0%B8.xlsx";
        assert_eq!(told, format!("attachment; filename=\"checked.xlsx\"; filename*=UTF-8''{encoded}"));
        assert_eq!(answer.headers()["x-ziping-corrected"], "2");
    }
}
