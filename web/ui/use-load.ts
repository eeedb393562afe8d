import { useCallback, useEffect, useState } from 'preact/hooks';
import { useSession } from './session.tsx';

/**
 * What is loaded: first nothing, then it, or why it could not be loaded. While it is renewed, the old stays.
 */
export interface Loaded<Data> {
  data?: Data;
  error?: unknown;
  isLoading: boolean;
  reload(): void;
}

/** Loads when the page is first shown, and again whenever one of `inputs` changes. */
export function useLoad<Data>(
  load: (signal: AbortSignal) => Promise<Data>,
  inputs: readonly unknown[],
): Loaded<Data> {
  const { noteRefusal } = useSession();
  const [state, setState] = useState<{ data?: Data; error?: unknown; isLoading: boolean }>({
    isLoading: true,
  });
  const [times, setTimes] = useState(0);
  const reload = useCallback(() => setTimes((before) => before + 1), []);

  // The caller says what the loading depends on. A renewed token is no reason to load again.
  useEffect(() => {
    const abort = new AbortController();
    setState(({ data }) => ({ ...(data !== undefined && { data }), isLoading: true }));
    load(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ data, isLoading: false }),
      (error) => {
        if (abort.signal.aborted) return;
        noteRefusal(error);
        setState({ error, isLoading: false });
      },
    );
    return () => abort.abort();
  }, [times, ...inputs]);

  return { ...state, reload };
}
