/**
 * Parts of Node that take long to load in each thread, and that many runs do not need: an update of an unchanged tree
 * hashes nothing.
 */
const late = <T>(load: () => T): (() => T) => {
  let loaded: T | undefined;
  return () => (loaded ??= load());
};

export const cryptoModule = late(() => process.getBuiltinModule("node:crypto"));
export const childProcessModule = late(() => process.getBuiltinModule("node:child_process"));
