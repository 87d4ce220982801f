// A hashing thread from the sources: Node 20 does not hand the TypeScript loader on to threads.
import { register } from "tsx/esm/api";

register();
await import("../../src/scan/hash-worker.ts");
