export { resticProvider } from "./provider.ts";
