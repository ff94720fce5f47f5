//! Who may ask: only the page itself, told before anything else of a request is looked at.

use hyper::HeaderMap;
use hyper::header::{HOST, HeaderName, HeaderValue, ORIGIN};
use hyper::http::request::Parts;

use super::desk::Desk;

/// Whether the request was made for this server by its own page or by the address typed in, not by another site that the browser
/// has open or one whose name was made to lead here.
pub(super) fn is_from_here(parts: &Parts, port: u16) -> bool {
    let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
    let Some(host) = only(&parts.headers, &HOST) else { return false };
    let is_ours = hosts.iter().any(|own| own.as_bytes() == host);
    let is_plain = parts.uri.authority().is_none() && parts.uri.path().starts_with('/');
    let origin = parts.headers.get_all(ORIGIN).iter();
    let mut origins = origin.map(|origin| origin.as_bytes().strip_prefix(b"http://"));
    let site = HeaderName::from_static("sec-fetch-site");
    let mut sites = parts.headers.get_all(site).iter();
    is_ours
        && is_plain
        && origins.all(|origin| origin == Some(host))
        && sites.all(|site| matches!(site.as_bytes(), b"same-origin" | b"none"))
}

/// Whether the request carries the token that stands in the page's address.
pub(super) fn has_token(parts: &Parts, desk: &Desk) -> bool {
    let given = only(&parts.headers, &HeaderName::from_static("x-ziping-token")).unwrap_or_default();
    let own = desk.token.as_bytes();
    // Every byte is compared, so that the time taken tells nothing.
    given.len() == own.len()
        && given.iter().zip(own).fold(0, |differ, (one, other)| differ | (one ^ other)) == 0
}

/// The value of a header that stands there exactly once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h [u8]> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).map(HeaderValue::as_bytes)
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    #[test]
    fn only_the_page_itself_may_ask() {
        let own = ("host", "127.0.0.1:80");
        for (target, headers, is_let_in) in [
            ("/", &[own][..], true),
            ("/", &[("host", "localhost:80")], true),
            ("/", &[("host", "[::1]:80")], true),
            ("/", &[own, ("origin", "http://127.0.0.1:80"), ("sec-fetch-site", "same-origin")], true),
            ("/", &[own, ("sec-fetch-site", "none")], true),
            ("/", &[], false),
            ("/", &[own, own], false),
            ("/", &[("host", "127.0.0.1")], false),
            ("/", &[("host", "127.0.0.1:81")], false),
            ("/", &[("host", "127.0.0.1.:80")], false),
            ("/", &[("host", "localhost.:80")], false),
            ("/", &[("host", "LOCALHOST:80")], false),
            ("/", &[("host", "evil.example:80")], false),
            ("/", &[("host", "127.0.0.1:80.evil.example")], false),
            ("/", &[("host", "user@127.0.0.1:80")], false),
            ("http://127.0.0.1:80/", &[own], false),
            ("/", &[own, ("origin", "null")], false),
            ("/", &[own, ("origin", "http://localhost:80")], false),
            ("/", &[own, ("origin", "https://127.0.0.1:80")], false),
            ("/", &[own, ("origin", "http://127.0.0.1:80"), ("origin", "http://evil.example")], false),
            ("/", &[own, ("sec-fetch-site", "cross-site")], false),
            ("/", &[own, ("sec-fetch-site", "same-site")], false),
        ] {
            let mut request = Request::builder().uri(target);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(is_from_here(&parts, 80), is_let_in, "{target} {headers:?}");
        }
    }

    #[test]
    fn the_token_is_asked_for_once_and_whole() {
        let desk = Desk::new(80, crate::page::server::Defaults::default()).unwrap();
        let own = desk.token.clone();
        assert_eq!(own.len(), 32);
        let other = own.replace(|c: char| c.is_ascii_digit(), "x");
        for (tokens, is_known) in [
            (&[own.as_str()][..], true),
            (&[], false),
            (&[""], false),
            (&[&own[1..]], false),
            (&[other.as_str()], other == own),
            (&[own.as_str(), own.as_str()], false),
        ] {
            let mut request = Request::builder().uri("/");
            for token in tokens {
                request = request.header("X-Ziping-Token", *token);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(has_token(&parts, &desk), is_known, "{tokens:?}");
        }
    }
}
