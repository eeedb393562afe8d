import { useRef, useState } from 'preact/hooks';
import { useSession } from './session.tsx';

/** Something that a person does: whether it is under way, and why it failed. */
export interface Action<Input extends unknown[]> {
  isBusy: boolean;
  error?: unknown;
  run(...input: Input): Promise<void>;
  forget(): void;
}

/** Does one thing at a time: a second click while the first one is under way does nothing. */
export function useAction<Input extends unknown[]>(
  act: (...input: Input) => Promise<unknown>,
): Action<Input> {
  const { noteRefusal } = useSession();
  const [state, setState] = useState<{ isBusy: boolean; error?: unknown }>({ isBusy: false });
  const isBusy = useRef(false);
  const run = async (...input: Input) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setState({ isBusy: true });
    try {
      await act(...input);
      setState({ isBusy: false });
    } catch (error) {
      noteRefusal(error);
      setState({ isBusy: false, error });
    } finally {
      isBusy.current = false;
    }
  };
  return { ...state, run, forget: () => setState({ isBusy: false }) };
}
