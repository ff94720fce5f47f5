//! Writes generated forms into a folder, and what is wrong with them into `truth.ndjson` beside them.
//!
//! `cargo run --release --example generate -- --forms 10000 --seed 1 --faults 0.5 目录`

#[path = "mod.rs"]
mod generator;

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Parser;
use rust_decimal::Decimal;

/// Writes varied 绩效自评表 with known mistakes.
#[derive(Parser)]
struct Args {
    /// How many forms.
    #[arg(long)]
    forms: u64,
    /// Another seed gives other forms.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The share of forms with mistakes, 0 to 1.
    #[arg(long, default_value = "0.5")]
    faults: Decimal,
    /// The folder to write into.
    out_dir: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Args { forms, seed, faults, out_dir } = Args::parse();
    fs::create_dir_all(&out_dir)?;
    let mut truth = BufWriter::new(File::create(out_dir.join("truth.ndjson"))?);
    let (mut bytes, mut indicators, mut mistakes) = (0, 0, 0);
    for number in 1..=forms {
        let form = generator::generate(seed, number, faults);
        fs::write(out_dir.join(&form.name), &form.bytes)?;
        for fault in &form.truth {
            serde_json::to_writer(&mut truth, fault)?;
            truth.write_all(b"\n")?;
        }
        bytes += form.bytes.len();
        indicators += form.indicators;
        mistakes += form.truth.len();
    }
    truth.flush()?;
    println!("{forms} forms, {bytes} bytes, {indicators} indicators, {mistakes} mistakes");
    Ok(())
}
