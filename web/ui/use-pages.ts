import { useState } from 'preact/hooks';
import { type Action, useAction } from './use-action.ts';
import { type Loaded, useLoad } from './use-load.ts';

interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** A list as far as it is shown. */
export interface Pages<First, Item> extends Loaded<First> {
  items: Item[];
  /** Undefined on the last page. */
  more: Action<[]> | undefined;
}

/** A list that grows page by page. It begins anew when one of `inputs` changes, and when it is reloaded. */
export function usePages<Item, First extends Page<Item>>(
  load: (from: { cursor?: string }, signal?: AbortSignal) => Promise<First & Page<Item>>,
  inputs: readonly unknown[],
): Pages<First, Item> {
  const first = useLoad((signal) => load({}, signal), inputs);
  const [later, setLater] = useState<{ of: unknown; pages: Page<Item>[] }>({ of: undefined, pages: [] });
  const pages = first.data ? [first.data, ...(later.of === first.data ? later.pages : [])] : [];
  const cursor = pages.at(-1)?.next_cursor;
  const more = useAction(async () => {
    if (!cursor) return;
    const page = await load({ cursor });
    setLater({ of: first.data, pages: [...pages.slice(1), page] });
  });
  return { ...first, items: pages.flatMap((page) => page.items), more: cursor ? more : undefined };
}
