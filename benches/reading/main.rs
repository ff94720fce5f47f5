//! What reading a form costs by its size, layout by layout: `cargo bench --bench reading`.
//!
//! The floor is a line, fitted in the same run: a + b · cells, through the published department form's layout and the same
//! with ten times the rows. A layout that costs much more than its cells do stands out, and so would quadratic time.

#![allow(dead_code, reason = "the generator of tests/layouts is used in part")]

#[path = "../../tests/layouts/canvas.rs"]
mod canvas;
#[path = "../../tests/layouts/content.rs"]
mod content;
#[path = "../../tests/layouts/drawing.rs"]
mod drawing;
#[path = "../../tests/layouts/families.rs"]
mod families;
#[path = "../../tests/layouts/hubei.rs"]
mod hubei;
#[path = "../../tests/layouts/layout.rs"]
mod layout;
#[path = "../../tests/layouts/southwest.rs"]
mod southwest;
#[path = "../../tests/layouts/truth.rs"]
mod truth;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ziping::read::{read_forms, read_workbook};

use crate::layout::Layout;

/// How often each form is read; the fastest run counts, as everything else on the machine only adds.
const RUNS: usize = 40;

/// A form's bytes, its cells, and how long reading it takes at best.
struct Measured {
    cells: usize,
    micros: f64,
}

fn measure(bytes: &[u8], runs: usize) -> Measured {
    let cells = read_workbook(bytes).expect("a workbook").sheets.iter().map(|sheet| sheet.cells.len()).sum();
    let best = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let workbook = read_workbook(black_box(bytes)).expect("a workbook");
            black_box(read_forms(&workbook).expect("a form"));
            start.elapsed()
        })
        .min()
        .unwrap_or(Duration::ZERO);
    Measured { cells, micros: best.as_secs_f64() * 1e6 }
}

/// The layout with its first block's lines repeated so often.
fn times(layout: &Layout, factor: usize) -> Layout {
    let mut large = layout.clone();
    let lines = large.blocks[0].lines.clone();
    large.blocks[0].lines = lines.iter().cycle().take(lines.len() * factor).cloned().collect();
    large.one_score.clear();
    large
}

fn bytes(layout: &Layout) -> Vec<u8> {
    canvas::saved(&[layout.page()])
}

fn main() {
    let seed = families::zhengzhou();
    let (one, ten) = (measure(&bytes(&seed), RUNS), measure(&bytes(&times(&seed, 10)), RUNS));
    let cells = |measured: &Measured| f64::from(u32::try_from(measured.cells).expect("few cells"));
    let b = (ten.micros - one.micros) / (cells(&ten) - cells(&one));
    let a = one.micros - b * cells(&one);
    println!("floor: {a:.0} µs + {b:.3} µs a cell ({} and {} cells)\n", one.cells, ten.cells);
    println!(
        "{:<44} {:>6} {:>9} {:>8}   {:>6} {:>9} {:>8}",
        "layout", "cells", "µs", "÷ floor", "× 10", "µs", "÷ floor"
    );
    let mut worst = 0_f64;
    for layout in families::all() {
        let mut line = format!("{:<44}", layout.family);
        for factor in [1, 10] {
            let own = measure(&bytes(&times(&layout, factor)), RUNS);
            let ratio = own.micros / (a + b * cells(&own));
            worst = worst.max(ratio);
            line += &format!(" {:>6} {:>9.0} {ratio:>8.2}  ", own.cells, own.micros);
        }
        println!("{line}");
    }
    println!("\nworst layout: {worst:.2} × the floor");
    let rows = 5_000_usize.div_ceil(seed.blocks[0].lines.len());
    for layout in [seed, families::national()] {
        let large = measure(&bytes(&times(&layout, rows)), 5);
        println!("5,000 rows, {}: {:.1} ms", layout.family, large.micros / 1e3);
    }
}
