/** `rdump rsure ...`: the same command as `rsure`. */
export { main } from "rsure";
