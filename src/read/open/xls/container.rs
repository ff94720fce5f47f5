//! The workbook's stream out of its OLE container, and into one of our own.

use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use crate::budget::{self, Exceeded, Limit};
use crate::read::error::{ReadError, damaged};

/// The stream that holds the workbook, which Excel 95 called otherwise; and whether there are macros beside it.
///
/// # Errors
///
/// If the container's chains are broken, or the stream is larger than any form's.
pub(super) fn workbook_stream(bytes: &[u8]) -> Result<(Vec<u8>, bool), ReadError> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = if container.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    let opened = container.open_stream(name).map_err(damaged)?;
    let most = budget::most(Limit::Part);
    opened.take(most + 1).read_to_end(&mut stream).map_err(damaged)?;
    if stream.len() as u64 > most {
        return Err(Exceeded::of(Limit::Part, stream.len()).at(name.trim_start_matches('/')).into());
    }
    Ok((stream, container.is_storage("/_VBA_PROJECT_CUR")))
}

/// A sound container with nothing but the workbook.
///
/// # Errors
///
/// None that a file could cause.
pub(super) fn wrapped(stream: &[u8]) -> Result<Vec<u8>, ReadError> {
    // calamine takes a newer container without small streams for one without a root.
    let mut container =
        CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new())).map_err(damaged)?;
    let mut own = container.create_stream("/Workbook").map_err(damaged)?;
    own.write_all(stream).map_err(damaged)?;
    own.flush().map_err(damaged)?;
    drop(own);
    container.flush().map_err(damaged)?;
    Ok(container.into_inner().into_inner())
}
