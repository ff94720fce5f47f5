//! A request's body, read whole within its limits of size and time.

use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Bytes, Incoming};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout, timeout_at};

use super::READ_PATIENCE;
use super::answer::Refusal;
use super::desk::Desk;

/// The largest file, in bytes.
const MOST: u64 = 20 << 20;
/// All bodies that are in memory at a time, in KB.
pub(super) const ALL_BODIES_KB: usize = 200 << 10;
/// How long a body may take as a whole, however steadily it drips.
const WHOLE: std::time::Duration = std::time::Duration::from_secs(60);

/// A body and the room it takes up.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// Given back when the body is done with.
    pub(super) _room: OwnedSemaphorePermit,
}

/// Reads a body.
pub(super) async fn read(mut body: Incoming, desk: &Desk) -> Result<Body, Refusal> {
    // The length it states, or the most there can be.
    let stated = body.size_hint().upper().unwrap_or(MOST);
    if stated > MOST {
        drain(body).await;
        return Err(Refusal::TooLarge);
    }
    let kilobytes = u32::try_from(stated / 1024 + 1).unwrap_or(u32::MAX);
    let room = std::sync::Arc::clone(&desk.room).acquire_many_owned(kilobytes).await;
    let room = room.map_err(|_| Refusal::TooSlow)?;
    let end = Instant::now() + WHOLE;
    let mut bytes = Vec::with_capacity(usize::try_from(stated.min(1 << 20)).unwrap_or(0));
    loop {
        let piece = timeout_at(end.min(Instant::now() + READ_PATIENCE), body.frame()).await;
        match piece.map_err(|_| Refusal::TooSlow)? {
            None => return Ok(Body { bytes, _room: room }),
            Some(piece) => {
                let piece: Bytes = piece.map_err(|_| Refusal::BrokenOff)?.into_data().unwrap_or_default();
                if u64::try_from(bytes.len() + piece.len()).is_ok_and(|length| length > MOST) {
                    drain(body).await;
                    return Err(Refusal::TooLarge);
                }
                bytes.extend_from_slice(&piece);
            }
        }
    }
}

/// Lets a body that is too large go by for a moment: a browser that is cut off in the middle of sending never reads the answer.
async fn drain(mut body: Incoming) {
    let go_by = async { while matches!(body.frame().await, Some(Ok(_))) {} };
    let _ = timeout(std::time::Duration::from_secs(2), go_by).await;
}
