#!/usr/bin/env bash
# The page as one file that needs nothing but a browser: target/page/自评表核对.html.
#
# Needs Rust, Node.js with npm, and a registry for each. The standard library for wasm comes from rustup; where that cannot give it, it
# is built from the `rust-src` of the same version, the toolchain's own or Debian's.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/target/page
mkdir -p "$out"

npm ci --prefix src/page/web --ignore-scripts --no-audit --no-fund --silent

# The standard library: its flags for cargo are empty where it is there already.
triple=wasm32-unknown-unknown
std=()
sysroot=$(rustc --print sysroot)
if [ ! -d "$sysroot/lib/rustlib/$triple/lib" ] && ! timeout 300 rustup target add "$triple"; then
    std=(-Zbuild-std=std,panic_abort)
    export RUSTC_BOOTSTRAP=1
    if [ ! -d "$sysroot/lib/rustlib/src/rust/library" ]; then
        version=$(rustc --version | cut -d ' ' -f 2)
        source=$out/rust-src-$version
        if [ ! -d "$source/library" ]; then
            # Whatever mirror this machine has for Debian; the suite that carries current versions of Rust.
            mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/*$')
            mkdir -p "$out/apt/lists/partial" "$out/apt/cache/archives/partial"
            echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie-backports main" >"$out/apt/sources.list"
            apt=(-o "Dir::Etc::SourceList=$out/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
                -o "Dir::State::Lists=$out/apt/lists" -o "Dir::Cache=$out/apt/cache" -o APT::Sandbox::User=root)
            apt-get "${apt[@]}" -q update
            (cd "$out/apt" && rm -f rust-src_*.deb && apt-get "${apt[@]}" -q download "rust-src=$version*")
            rm -rf "$out/apt/unpacked"
            dpkg -x "$out"/apt/rust-src_*.deb "$out/apt/unpacked"
            library=$(dirname "$(find "$out/apt/unpacked" -path '*/library/Cargo.lock' | head -n 1)")
            mv "$(dirname "$library")" "$source"
        fi
        # The toolchain's own folder stays as it is: one beside it has the source in addition.
        rm -rf "$out/sysroot"
        mkdir -p "$out/sysroot/lib/rustlib/src"
        ln -s "$sysroot"/lib/* "$out/sysroot/lib/" 2>/dev/null || true
        ln -s "$sysroot"/lib/rustlib/* "$out/sysroot/lib/rustlib/" 2>/dev/null || true
        ln -s "$source" "$out/sysroot/lib/rustlib/src/rust"
        printf '#!/bin/sh\nexec %q --sysroot %q "$@"\n' "$(command -v rustc)" "$out/sysroot" >"$out/rustc"
        chmod +x "$out/rustc"
        export RUSTC=$out/rustc
    fi
fi

# Memory has a ceiling (128 MB), so that no file can exhaust the browser.
RUSTFLAGS="-C link-arg=--max-memory=134217728" CARGO_TARGET_DIR=target/wasm \
    cargo rustc --locked --profile page --lib --crate-type cdylib --no-default-features --features wasm --target "$triple" "${std[@]}"

# The glue between JavaScript and the library has to be of the library's own version.
bindgen=$(sed -n '/^name = "wasm-bindgen"$/ { n; s/^version = "\(.*\)"$/\1/p }' Cargo.lock)
if [ "$(target/tools/bin/wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $bindgen" ]; then
    env -u RUSTC -u RUSTC_BOOTSTRAP CARGO_TARGET_DIR=target/tools/build CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
        cargo install --quiet wasm-bindgen-cli --version "$bindgen" --root target/tools
fi
target/tools/bin/wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section \
    --out-dir "$out/wasm" --out-name ziping "target/wasm/$triple/page/ziping.wasm"

node src/page/web/build.mjs --out "$out/自评表核对.html" --wasm "$out/wasm"
ls -l "$out/自评表核对.html"
