export { rsureProvider } from "./provider.ts";
