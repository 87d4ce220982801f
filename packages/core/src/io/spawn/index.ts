export { spawn } from "./spawn.ts";
export { spawnPipeline } from "./spawn-pipeline.ts";
