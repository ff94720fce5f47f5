//! `ziping page`.

use std::io;

use super::args::PageArgs;
use super::console::Console;
use super::failure::Failure;
use super::setup::Setup;
use crate::page::server::{Defaults, serve};
use crate::report::{Line, Tone};

pub(super) fn run(args: &PageArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let defaults = Defaults {
        profile: setup.profile(None, console.lang)?,
        levels: setup.settings.levels(),
        waivers: setup.settings.waivers(),
        limits: setup.settings.limits(),
    };
    setup.announce(console);
    let ready = |address: &str| {
        console.data(&format!("{address}\n")).map_err(|_| io::ErrorKind::BrokenPipe)?;
        let is_open = !args.no_open && open::that_detached(address).is_ok();
        console.message(&Line::new(Tone::Plain, 0, told(is_open, console)));
        Ok(())
    };
    serve(defaults, ready).map_err(Failure::Page)?;
    let ended = "半小时没有使用，网页已停止；要再用，重新运行即可";
    let ended = console.lang.choose(ended, "not used for half an hour: stopped; run it again to go on");
    console.message(&Line::new(Tone::Plain, 0, ended));
    Ok(0)
}

/// What to do with the address just printed.
fn told(is_open: bool, console: &Console) -> &'static str {
    if is_open {
        console.lang.choose(
            "网页已在浏览器中打开；只在本机，文件不外传。用完按 Ctrl-C 或关掉这个窗口",
            "open in the browser; only on this computer, no file leaves it. Ctrl-C ends it",
        )
    } else {
        console.lang.choose(
            "请在本机浏览器中打开上面的网址；文件不外传。用完按 Ctrl-C 或关掉这个窗口",
            "open the address above in a browser on this computer; no file leaves it. Ctrl-C ends it",
        )
    }
}
