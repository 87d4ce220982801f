export { type FleetOptions, fleetPage, hostPage, type Unreadable } from "./page.ts";
export { parseReport } from "./parse-report.ts";
