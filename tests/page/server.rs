//! A running `ziping page`, talked to by hand.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use assert_cmd::cargo::CommandCargoExt as _;

/// Longer than the server waits for anybody.
const PATIENCE: Duration = Duration::from_secs(90);

/// A server that ends with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
}

/// What the server said.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let mut command = Command::cargo_bin("ziping").unwrap();
        command.args(["page", "--no-open", "--no-config"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").expect("an address");
        let (port, token) = address.split_once("/#").expect("a token");
        Self { child, port: port.parse().unwrap(), token: token.to_owned() }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes and nothing more; `PORT` and `TOKEN` stand for the server's own.
    pub(crate) fn say(&self, text: &str) -> Reply {
        let text = text.replace("PORT", &self.port.to_string()).replace("TOKEN", &self.token);
        self.send(text.as_bytes())
    }

    pub(crate) fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // A server that has heard enough may close before all is sent.
        let _ = stream.write_all(bytes);
        Reply::read(&mut stream)
    }

    /// Asks as the page does.
    pub(crate) fn post(&self, path: &str, kind: &str, name: &str, body: &[u8]) -> Reply {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Ziping-Token: {}\r\nContent-Type: {kind}\r\n\
             X-Ziping-Name: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            self.token,
            encoded(name),
            body.len()
        );
        self.send(&[head.as_bytes(), body].concat())
    }

    pub(crate) fn file(&self, path: &str, name: &str, body: &[u8]) -> Reply {
        self.post(path, "application/octet-stream", name, body)
    }

    /// Has a folder looked through; the lines that come back.
    pub(crate) fn folder(&self, path: &Path, write: bool) -> Vec<serde_json::Value> {
        let task = serde_json::json!({ "path": path, "write": write }).to_string();
        let reply = self.post("/api/folder", "application/json", "", task.as_bytes());
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Reply {
    pub(crate) fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            return Self { status: 0, head: String::new(), body: bytes };
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap().to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = &bytes[end + 4..];
        let body = if head.contains("transfer-encoding: chunked") { joined(body) } else { body.to_vec() };
        Self { status, head, body }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A chunked body in one piece.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = chunks.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        whole.extend_from_slice(&chunks[end + 2..end + 2 + length]);
        chunks = &chunks[end + 4 + length..];
        if length == 0 {
            break;
        }
    }
    whole
}

/// As `encodeURIComponent` does, and a few letters more.
pub(crate) fn encoded(name: &str) -> String {
    name.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
