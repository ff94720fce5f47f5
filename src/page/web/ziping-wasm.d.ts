/** What wasm-bindgen gives for src/page; build.mjs says where it lies. */
declare module "ziping-wasm" {
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export function check(name: string, bytes: Uint8Array, profile: string): string;
  export class Fixed {
    readonly name: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly corrected: number;
    free(): void;
  }
  export function fix(name: string, bytes: Uint8Array, profile: string): Fixed;
  export function rules(): string;
  export function profiles(): string;
  export function gave_up(name: string): string;
}
