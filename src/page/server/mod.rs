//! The page from a server on this computer, for nobody else: loopback only, a random port, a token in the address's fragment.
//!
//! Nothing that is sent here is kept, in memory or on disk, beyond its answer; only `folder.rs` writes files, as `ziping fix` does.

mod answer;
mod assets;
mod body;
mod desk;
mod folder;
mod gate;
mod routes;

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;

pub use self::desk::Defaults;
use self::desk::Desk;

/// How many connections are open at a time; more wait for their turn.
const MOST_CONNECTIONS: usize = 64;
/// How long the head of a request may be, in bytes.
const LONGEST_HEAD: usize = 16 << 10;
/// How long the next piece of a request may take, and the next request of a connection.
const READ_PATIENCE: Duration = Duration::from_secs(10);
/// How long an answer may wait for its reader.
const WRITE_PATIENCE: Duration = Duration::from_secs(30);
/// After so long without a request the server ends.
const IDLE: Duration = Duration::from_secs(30 * 60);

/// Serves the page until nobody has used it for half an hour; `ready` is told its address first.
///
/// # Errors
///
/// If the system gives no port or no randomness, or `ready` fails.
pub fn serve(defaults: Defaults, ready: impl FnOnce(&str) -> io::Result<()>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        // `localhost` may mean either address; where there is no second one, nobody asks for it.
        let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok();
        let desk = Arc::new(Desk::new(port, defaults)?);
        let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        ready(&desk.address())?;
        for listener in [Some(listener), second].into_iter().flatten() {
            tokio::spawn(accept(listener, Arc::clone(&room), Arc::clone(&desk)));
        }
        unused(&room, &desk).await;
        Ok(())
    });
    // A check that is still at work has nobody left to tell.
    runtime.shutdown_background();
    served
}

async fn accept(listener: TcpListener, room: Arc<Semaphore>, desk: Arc<Desk>) {
    loop {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(converse(stream, Arc::clone(&desk), permit));
            }
            // The system is out of files, say.
            Err(_) => sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn converse(stream: TcpStream, desk: Arc<Desk>, _permit: OwnedSemaphorePermit) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_PATIENCE));
    let service = service_fn(move |request| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(routes::answer(request, desk).await) }
    });
    // Whoever breaks the connection off, or is too slow, has no answer to be told of.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(READ_PATIENCE)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .await;
}

/// Ends when nobody has asked for anything for [`IDLE`] and no connection is open.
async fn unused(room: &Semaphore, desk: &Desk) {
    loop {
        let left = IDLE.saturating_sub(desk.quiet_for());
        if left.is_zero() && room.available_permits() + LISTENING >= MOST_CONNECTIONS {
            return;
        }
        sleep(left.max(Duration::from_secs(1))).await;
    }
}

/// Each listener holds the permit of the connection it waits for.
const LISTENING: usize = 2;
