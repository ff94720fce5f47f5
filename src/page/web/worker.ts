/** Runs the library in a worker: one call after the other, until one breaks it. */

import { inflateSync } from "fflate";
import * as library from "ziping-wasm";
import type { Answer, Call, Library } from "./call";
import type { Fixed } from "./checked";

function answer(message: Answer): void {
  self.postMessage(message);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function start(base64: string): void {
  try {
    library.initSync({ module: new WebAssembly.Module(inflateSync(bytesOf(base64)) as Uint8Array<ArrayBuffer>) });
    answer({ started: true });
  } catch (error) {
    answer({ unable: String(error) });
  }
}

function run({ id, name, args }: Call): void {
  try {
    const call = library[name] as (...args: unknown[]) => string | library.Fixed;
    const value = call(...args);
    answer({ id, value: typeof value === "string" ? JSON.parse(value) : taken(value) });
  } catch (error) {
    if (typeof error === "string") answer({ id, refusal: JSON.parse(error) });
    else answer({ id, trapped: String(error) });
  }
}

/** A workbook taken out of the library's memory. */
function taken(fixed: library.Fixed): Fixed {
  const { name, bytes, corrected } = fixed;
  fixed.free();
  return { name, bytes, corrected };
}

self.onmessage = ({ data }: MessageEvent<Library | Call>) => {
  if ("library" in data) start(data.library);
  else run(data);
};
