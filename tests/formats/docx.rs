//! Reading .docx.
