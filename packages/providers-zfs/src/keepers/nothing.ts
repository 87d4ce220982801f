/** Of a proposal that makes and destroys no point. */
export const NOTHING = { once: null, reason: null, makes: null, destroys: [], readsTree: false } as const;
