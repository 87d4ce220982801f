/** Loaded when a command begins: only this part of core is loaded with it. */
export { thisHost } from "@rdump/core";
