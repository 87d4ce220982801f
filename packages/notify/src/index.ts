export { mailOf } from "./mail.ts";
export { type Memory, type Message, NOTHING, parseMemory, type Recipient, type Unsent, withUnsent } from "./memory.ts";
export { newsOf } from "./news.ts";
export { problemsOf, type RunEnd } from "./problems.ts";
export { ping, postMessage } from "./web.ts";
