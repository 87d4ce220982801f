/** Waits for a condition, at most one minute. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1200 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
}
