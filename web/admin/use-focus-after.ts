import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Where the focus goes if what had it before a dialog is gone after it. It must be on something, or the next
 * key begins at the top of the page.
 */
export function useFocusAfter<Element extends HTMLElement>(
  isClosed: boolean,
  ...inputs: unknown[]
): RefObject<Element | null> {
  const place = useRef<Element>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!isClosed) wasOpen.current = true;
    else if (wasOpen.current && document.activeElement === document.body) place.current?.focus();
  }, [isClosed, ...inputs]);
  return place;
}
