export { mailOf } from "./mail.ts";
export {
  type Memory,
  type Message,
  NOTHING,
  parseMemory,
  RECIPIENTS,
  type Recipient,
  type Unsent,
  withUnsent,
} from "./memory.ts";
export { newsOf, summaryOf, textOf, weekOf } from "./news.ts";
export { problemsOf, type RunEnd, type RunFault, withUndecided } from "./problems.ts";
export { ping, postMessage, publish } from "./web.ts";
