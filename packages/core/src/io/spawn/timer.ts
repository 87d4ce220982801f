/** The longest time that a timer of Node can wait, in milliseconds: 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls back after any number of milliseconds. Returns a function that cancels the call. */
export function callAfter(milliseconds: number, call: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    const part = Math.min(left, LONGEST_TIMER);
    timer = setTimeout(() => (left > part ? wait(left - part) : call()), part);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}
