/** A WebAssembly module of `assembly/`: what it exports. */
export interface WasmKernel {
  readonly memory: KernelMemory;
}

/** The memory of a kernel. It never shrinks: kernels work on a few rows at a time. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

// Neither the types of Node nor those of the language have WebAssembly; those of a browser have too much.
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
};
declare const atob: (base64: string) => string;

let allowed = true;

/** Switches the kernels off or on again, for tests and measurements: without them everything is computed by the TypeScript that they follow. */
export function allowKernels(yes: boolean): void {
  allowed = yes;
}

/**
 * A kernel that is compiled when it is first asked for.
 * @param base64 of a generated module
 * @returns a function that gives the kernel, or undefined where WebAssembly or its SIMD is missing or forbidden (by a page's security policy)
 */
export function wasmKernel<K extends WasmKernel>(base64: string): () => K | undefined {
  let opened: K | 'impossible' | undefined;
  return () => {
    if (!allowed) return undefined;
    opened ??= open<K>(base64) ?? 'impossible';
    return opened === 'impossible' ? undefined : opened;
  };
}

function open<K extends WasmKernel>(base64: string): K | undefined {
  try {
    const binary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports as unknown as K;
  } catch {
    return undefined; // The TypeScript does the work.
  }
}
