import type { Subject } from "../subject.ts";

/** Facts for several rules are computed once for each config. */
export function once<T>(find: (subject: Subject) => T): (subject: Subject) => T {
  const found = new WeakMap<Subject, T>();
  return (subject) => {
    const known = found.get(subject);
    if (known !== undefined) return known;
    const fresh = find(subject);
    found.set(subject, fresh);
    return fresh;
  };
}
