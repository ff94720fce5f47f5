//! The page, and which of its scripts and styles a browser may run: these and no others.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::header::HeaderValue;
use sha2::{Digest as _, Sha256};

/// The page as it is served.
pub(super) struct Page {
    pub(super) html: &'static str,
    /// Its Content-Security-Policy.
    pub(super) policy: HeaderValue,
}

/// The page that was built into the program.
pub(super) fn page() -> &'static Page {
    static PAGE: LazyLock<Page> = LazyLock::new(|| {
        let html = include_str!(concat!(env!("OUT_DIR"), "/page.html"));
        Page { html, policy: policy(html).parse().expect("hashes are ASCII") }
    });
    &PAGE
}

fn policy(html: &str) -> String {
    let (scripts, styles) = (hashes(html, "script"), hashes(html, "style"));
    format!(
        "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; connect-src 'self'; \
         worker-src blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The hashes of all elements of a name, which the page has inline; `'none'` if there are none.
fn hashes(html: &str, element: &str) -> String {
    let (start, end) = (format!("<{element}"), format!("</{element}>"));
    let mut hashes = String::new();
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once(&start) {
        let Some((content, behind)) = behind.split_once('>').and_then(|(_, inner)| inner.split_once(&end))
        else {
            break;
        };
        if !hashes.is_empty() {
            hashes.push(' ');
        }
        hashes.push_str(&format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content))));
        rest = behind;
    }
    if hashes.is_empty() { "'none'".to_owned() } else { hashes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_are_allowed_by_their_hash() {
        let html = "<style>a{}</style><p>字<script type=\"module\">1 < 2</script><script></script>";
        // By sha256sum and base64.
        assert_eq!(hashes(html, "style"), "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='");
        assert_eq!(
            hashes(html, "script"),
            "'sha256-T8Xibs7zV8KTQdRXjpKJTlizX17SudRlddrZKaeFg9E=' \
             'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
        assert_eq!(hashes(html, "object"), "'none'");
    }

    #[test]
    fn the_page_itself_is_built_in() {
        let built = page().html;
        assert!(built.contains("lang=\"zh-CN\""));
        // A program without it is a poor present; only a machine without Node.js may build one.
        if std::env::var("CI").is_ok_and(|ci| ci == "true") {
            assert!(!built.contains("网页还没有装进程序") && built.contains("<script"));
        }
    }
}
