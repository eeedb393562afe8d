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
    const modal = dialog.current;
    modal?.showModal();
    return () => {
      // While it is open, nothing behind it takes the focus.
      modal?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="modal-title"
      // It is the page that closes it: what the browser had closed by itself would still count as drawn.
      onCancel={(event) => {
        event.preventDefault();
        if (!isBusy) onClose();
      }}
      // A browser closes it at a second Escape, whatever the page says of the first.
      onClose={() => dialog.current && (isBusy ? dialog.current.showModal() : onClose())}
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
