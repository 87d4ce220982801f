export { zfsProvider } from "./provider.ts";
