/**
 * Parts of Node that take long to load, in each thread anew, and that many a run has no need of: an update of a tree that
 * did not change hashes nothing.
 */
const late = <T>(load: () => T): (() => T) => {
  let loaded: T | undefined;
  return () => (loaded ??= load());
};

export const cryptoModule = late(() => process.getBuiltinModule("node:crypto"));
export const childProcessModule = late(() => process.getBuiltinModule("node:child_process"));
