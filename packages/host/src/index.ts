export { calendarOf, cronTimeOf } from "./schedule/calendar.ts";
export { cronText } from "./schedule/cron.ts";
export { isOwnUnit, type Schedule, unitsOf } from "./schedule/units.ts";
