//! WEB-09: who is not the page, and who means ill.

use std::io::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use super::server::{Reply, Server};

/// What the page itself would say.
const OWN: &str = "Host: 127.0.0.1:PORT\r\nX-Ziping-Token: TOKEN\r\nContent-Type: application/octet-stream\r\n\
                   X-Ziping-Name: a\r\nConnection: close\r\n";

#[test]
fn answers_nobody_but_its_own_page() {
    let server = Server::start();
    let old = server.token.chars().rev().collect::<String>();
    let check = "POST /api/check HTTP/1.1";
    let empty = "Content-Length: 0\r\n";
    for (what, request, status) in [
        ("the page", format!("GET / HTTP/1.1\r\n{OWN}"), 200),
        ("by its name", format!("GET / HTTP/1.1\r\n{}", OWN.replace("127.0.0.1", "localhost")), 200),
        ("a check", format!("{check}\r\n{OWN}{empty}"), 200),
        ("our origin", format!("{check}\r\n{OWN}{empty}Origin: http://127.0.0.1:PORT\r\n"), 200),
        (
            "wrong host",
            format!("{check}\r\n{}{empty}", OWN.replace("127.0.0.1:PORT", "evil.example:PORT")),
            403,
        ),
        ("another port", format!("{check}\r\n{}{empty}", OWN.replace("127.0.0.1:PORT", "127.0.0.1:1")), 403),
        (
            "a dot more",
            format!("{check}\r\n{}{empty}", OWN.replace("127.0.0.1:PORT", "localhost.:PORT")),
            403,
        ),
        ("no host", format!("{check}\r\n{}{empty}", OWN.replace("Host: 127.0.0.1:PORT\r\n", "")), 403),
        ("no host, old", "GET / HTTP/1.0\r\n".to_owned(), 403),
        ("two hosts", format!("{check}\r\n{OWN}{empty}Host: evil.example\r\n"), 403),
        ("whole address", format!("GET http://127.0.0.1:PORT/ HTTP/1.1\r\n{OWN}"), 403),
        ("as a proxy", format!("GET http://evil.example/ HTTP/1.1\r\n{OWN}"), 403),
        ("foreign origin", format!("{check}\r\n{OWN}{empty}Origin: https://evil.example\r\n"), 403),
        ("no origin at all", format!("{check}\r\n{OWN}{empty}Origin: null\r\n"), 403),
        ("foreign site", format!("GET / HTTP/1.1\r\n{OWN}Sec-Fetch-Site: cross-site\r\n"), 403),
        ("same site", format!("{check}\r\n{OWN}{empty}Sec-Fetch-Site: same-site\r\n"), 403),
        ("no token", format!("{check}\r\n{}{empty}", OWN.replace("X-Ziping-Token: TOKEN\r\n", "")), 403),
        ("old token", format!("{check}\r\n{}{empty}", OWN.replace("TOKEN", &old)), 403),
        (
            "rules, no token",
            "GET /api/rules HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n".into(),
            403,
        ),
        ("get on post", format!("GET /api/check HTTP/1.1\r\n{OWN}"), 405),
        ("get on fix", format!("GET /api/fix HTTP/1.1\r\n{OWN}"), 405),
        ("get on folder", format!("GET /api/folder HTTP/1.1\r\n{OWN}"), 405),
        ("post on get", format!("POST / HTTP/1.1\r\n{OWN}{empty}"), 405),
        ("asked beforehand", format!("OPTIONS /api/check HTTP/1.1\r\n{OWN}"), 405),
        ("up and away", format!("GET /../etc/passwd HTTP/1.1\r\n{OWN}"), 404),
        ("up, encoded", format!("GET /%2e%2e/etc/passwd HTTP/1.1\r\n{OWN}"), 404),
        ("down the api", format!("GET /api/rules/../../etc/passwd HTTP/1.1\r\n{OWN}"), 404),
        ("a file", format!("GET /index.html HTTP/1.1\r\n{OWN}"), 404),
        ("no name", format!("{check}\r\n{}{empty}", OWN.replace("X-Ziping-Name: a\r\n", "")), 400),
        (
            "a form's kind",
            format!("{check}\r\n{}{empty}", OWN.replace("application/octet-stream", "text/plain")),
            400,
        ),
        ("folder by form", format!("POST /api/folder HTTP/1.1\r\n{OWN}{empty}"), 400),
        ("no http", "\u{16}\u{3}\u{1}".to_owned(), 400),
    ] {
        let reply = server.say(&format!("{request}\r\n"));
        assert_eq!(reply.status, status, "{what}: {} {}", reply.head, reply.text());
        assert!(!reply.head.contains("access-control-"), "{what}: {}", reply.head);
        if matches!(status, 403..=405) {
            let told = reply.json();
            assert!(told["code"].as_str().is_some_and(|code| code.starts_with('P')), "{what}: {told}");
            assert!(told["message"].as_str().is_some_and(|text| text.contains('，') || text.contains('；')));
        }
    }
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let server = Server::start();
    let page = server.say(&format!("GET / HTTP/1.1\r\n{OWN}\r\n"));
    let foreign = server.say("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    for reply in [&page, &foreign] {
        for header in [
            "content-security-policy: default-src 'none'; script-src '",
            "x-content-type-options: nosniff",
            "cache-control: no-store",
            "referrer-policy: no-referrer",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(reply.head.contains(header), "{header}: {}", reply.head);
        }
        assert!(!reply.head.contains("unsafe") && !reply.head.contains('*'), "{}", reply.head);
    }
    assert!(page.head.contains("frame-ancestors 'none'") && page.head.contains("style-src 'sha256-"));
    assert!(!foreign.text().contains("<html"));
}

#[test]
fn a_body_is_held_to_its_limits() {
    let server = Server::start();
    let begin = Instant::now();
    let huge = server.say(&format!("POST /api/check HTTP/1.1\r\n{OWN}Content-Length: 10737418240\r\n\r\n"));
    assert_eq!(huge.status, 413);
    assert!(huge.json()["message"].as_str().unwrap().contains("20 MB"));
    assert!(begin.elapsed() < Duration::from_secs(5));
    let chunk = format!("100000\r\n{}\r\n", "x".repeat(0x10_0000));
    let chunks =
        format!("POST /api/check HTTP/1.1\r\n{OWN}Transfer-Encoding: chunked\r\n\r\n{}", chunk.repeat(21));
    assert_eq!(server.say(&chunks).status, 413);
    // As large as can be is read, and told for what it is.
    let full = server.file("/api/check", "大.xlsx", &vec![b'x'; 20 << 20]);
    assert_eq!((full.status, &full.json()["file"]["status"]), (200, &serde_json::json!("unreadable")));
}

#[test]
fn nobody_keeps_it_waiting() {
    let server = Server::start();
    let begin = Instant::now();
    thread::scope(|scope| {
        // Half a head, half a body, and a head that is all one long line.
        let head = scope.spawn(|| server.say("POST /api/check HTTP/1.1\r\nHost: 127."));
        let body = scope.spawn(|| {
            server.say(&format!("POST /api/check HTTP/1.1\r\n{OWN}Content-Length: 100\r\n\r\nhalf"))
        });
        let long = scope
            .spawn(|| server.say(&format!("GET / HTTP/1.1\r\n{OWN}X: {}\r\n\r\n", "x".repeat(17 << 10))));
        assert!(matches!(head.join().unwrap().status, 0 | 408));
        let body = body.join().unwrap();
        assert_eq!((body.status, &body.json()["code"]), (408, &serde_json::json!("P408")));
        assert!(matches!(long.join().unwrap().status, 0 | 400 | 431));
    });
    assert!(begin.elapsed() > Duration::from_secs(9) && begin.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_crowd_waits_for_its_turn() {
    let server = Server::start();
    let mut crowd: Vec<_> = (0..64).map(|_| server.connect()).collect();
    // The server has taken them all in once each has begun to say something.
    crowd.iter_mut().for_each(|stream| stream.write_all(b"GET / HT").unwrap());
    thread::sleep(Duration::from_millis(300));
    let mut late = server.connect();
    let request = format!("GET / HTTP/1.1\r\n{OWN}\r\n").replace("PORT", &server.port.to_string());
    late.write_all(request.as_bytes()).unwrap();
    late.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    assert_eq!(Reply::read(&mut late).status, 0, "64 at a time");
    drop(crowd);
    late.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    assert_eq!(Reply::read(&mut late).status, 200);
    // Nine hundred come and go.
    let many: Vec<_> = (0..9).flat_map(|_| (0..100).map(|_| server.connect()).collect::<Vec<_>>()).collect();
    drop(many);
    assert_eq!(server.say(&format!("GET / HTTP/1.1\r\n{OWN}\r\n")).status, 200);
}
