//! A number format's code as another process is sent it: cells share their codes, and each is sent its own.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serializer};

pub(super) fn serialize<S: Serializer>(code: &Option<Arc<str>>, to: S) -> Result<S::Ok, S::Error> {
    match code {
        Some(code) => to.serialize_some(&**code),
        None => to.serialize_none(),
    }
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Arc<str>>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(Arc::from))
}
