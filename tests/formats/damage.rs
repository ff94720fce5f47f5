//! Files broken at random.

use std::time::{Duration, Instant};

use ziping::read::read_workbook;

/// Reads a file cut off at many lengths, and with bytes changed at random: all must end, soon, in any result.
pub(crate) fn survives_damage(file: &[u8]) {
    let begun = Instant::now();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % u64::try_from(below).unwrap()).unwrap()
    };
    let step = (file.len() / 200).max(1);
    for length in (0..file.len()).step_by(step) {
        _ = read_workbook(&file[..length]);
    }
    for _ in 0..2000 {
        let mut broken = file.to_vec();
        for _ in 0..=random(4) {
            let place = random(broken.len());
            broken[place] ^= u8::try_from(1 + random(255)).unwrap();
        }
        _ = read_workbook(&broken);
    }
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}
