import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { WORDS } from '../words/en.ts';

interface ModalProps {
  title: string;
  /** What goes on behind it should be seen to its end: it stays open. */
  isBusy?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** A dialog above the page: it is open while it is drawn, and Escape closes it. */
export function Modal({ title, isBusy = false, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => opener instanceof HTMLElement && opener.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="modal-title"
      onCancel={(event) => isBusy && event.preventDefault()}
      // A browser closes it at a second Escape, whatever the page says of the first.
      onClose={() => (isBusy ? dialog.current?.showModal() : onClose())}
    >
      <div class="form">
        <div class="heading">
          <h2 id="modal-title">{title}</h2>
          <button
            type="button"
            class="button text"
            aria-disabled={isBusy}
            onClick={() => isBusy || onClose()}
          >
            {WORDS.close}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
