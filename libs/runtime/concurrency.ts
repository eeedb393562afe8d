/**
 * How many calls to the database run at once when there is much to do: enough to hide the wait, too few to be
 * throttled.
 */
const AT_ONCE = 10;

/** Runs the task for each item, so many at a time. @returns the results in the order of the items */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
  atOnce = AT_ONCE,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    // The iterator is shared, so each item is taken by one worker.
    for (const [index, item] of queue) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/**
 * The same, but items with the same key one after the other: transactions on one row would only wait for each
 * other.
 */
export async function inParallelByKey<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const groups = Map.groupBy(items.entries(), ([, item]) => keyOf(item));
  await inParallel([...groups.values()], async (group) => {
    for (const [index, item] of group) results[index] = await task(item);
  });
  return results;
}
