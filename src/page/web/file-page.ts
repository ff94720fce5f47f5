/** The page as one file, with the library inside. */

import { part } from "./dom";
import { Page } from "./page";
import { WasmHost } from "./wasm-host";

new Page(new WasmHost(part("wasm").textContent ?? ""));
