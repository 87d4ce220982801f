// Builds the lab, if that is not done.
import { readyLab } from "./build/ready.ts";

const began = performance.now();
const cannot = await readyLab((line) => console.log(line));
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(cannot === null ? `lab: ready, after ${seconds} s` : `lab: it cannot be here: ${cannot}`);
process.exitCode = cannot === null ? 0 : 1;
