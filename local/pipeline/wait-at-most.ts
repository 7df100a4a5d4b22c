/** The value of a promise, or undefined when it takes longer than `limitMs`. Leaves no timer behind. */
export async function waitAtMost<Value>(
  promise: Promise<Value>,
  limitMs: number,
): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limitMs, undefined);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
