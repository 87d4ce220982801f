export { type Assessment, assess } from "./assess.ts";
export type { PlanRequest } from "./context.ts";
export { plan } from "./planner.ts";
