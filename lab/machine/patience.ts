/** Waits until `look` gives a value; after `seconds`, fails with what `complaint` says. */
export async function until<T>(
  seconds: number,
  look: () => Promise<T | null> | T | null,
  complaint: () => string,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > end) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits for `promise`; after `seconds`, fails with what `complaint` says. */
export async function within<T>(seconds: number, promise: Promise<T>, complaint: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint())), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
