export { FORMATS, type Imported, type ImportFormat, importConfig } from "./import/index.ts";
export { configOf, type InitialConfig } from "./init/config.ts";
export type { Facts, RepositoryWish, Wish } from "./init/facts.ts";
export { lookAtMachine } from "./init/look.ts";
export { newPassphrase } from "./init/passphrase.ts";
export { calendarOf, cronTimeOf } from "./schedule/calendar.ts";
export { cronText } from "./schedule/cron.ts";
export { isOwnUnit, type Schedule, unitsOf } from "./schedule/units.ts";
