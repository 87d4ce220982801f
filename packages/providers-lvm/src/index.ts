export { lvmProvider } from "./provider.ts";
