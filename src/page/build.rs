//! Puts the page where the program can embed it.
//!
//! The page is bundled by esbuild, which `npm ci` in `src/page/web` installs. Without it everything else is built all the same, and
//! `ziping page` shows how to get the page.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=src/page/build.rs");
    if env::var_os("CARGO_FEATURE_PAGE").is_none() {
        return;
    }
    let web = Path::new("src/page/web");
    let page = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("page.html");
    if !web.join("node_modules/esbuild").is_dir() {
        // The folder as a whole: what `npm ci` puts there is noticed.
        watch(web);
        watch(Path::new("src/page/server/not_built.html"));
        fs::copy("src/page/server/not_built.html", &page).expect("the page can be written");
        return;
    }
    for entry in fs::read_dir(web).expect("the folder is there") {
        let source = entry.expect("a readable entry").path();
        if source.is_file() {
            watch(&source);
        }
    }
    watch(&web.join("node_modules/esbuild/package.json"));
    let bundled = Command::new("node").arg(web.join("build.mjs")).arg("--out").arg(&page).status();
    assert!(bundled.is_ok_and(|status| status.success()), "node src/page/web/build.mjs failed");
}

fn watch(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}
