import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { WORDS } from '../words/en.ts';
import { DEPLOYMENT, type DemoCaller, fetchDemoCallers } from './host.ts';
import { Typed } from './parts.tsx';
import { addressOf } from './route.ts';
import { type Session, SessionProvider, useSignIn } from './session.tsx';

interface ShellProps {
  /** The tabs: the first part of their address, and their name. */
  tabs: Record<string, string>;
  /** The first part of the address now. */
  place: string;
  isForAdmins?: boolean;
  children: ComponentChildren;
}

/**
 * What stands around every page: whose it is, who is signed in, the tabs; and how to sign in, if no one is.
 */
export function Shell({ tabs, place, isForAdmins = false, children }: ShellProps) {
  const { state, signIn } = useSignIn();
  const session = state.is === 'signed-in' ? state.session : undefined;
  const isAllowed = session && (session.isAdmin || !isForAdmins);
  return (
    <div class="shell">
      <header class="top">
        <span class="brand any">{DEPLOYMENT.company}</span>
        {session && <SignedInAs session={session} />}
      </header>
      {isAllowed ? (
        <SessionProvider value={session}>
          <Tabs tabs={tabs} place={place} />
          {/* Another user sees nothing of what the one before has loaded or typed. */}
          <main key={session.user}>{children}</main>
        </SessionProvider>
      ) : (
        <main>
          {session ? (
            <Outside title={WORDS.session.noAdmin} how={WORDS.session.noAdminHow} signIn={signIn} />
          ) : (
            <NotSignedIn is={state.is} signIn={signIn} />
          )}
        </main>
      )}
    </div>
  );
}

function SignedInAs({ session }: { session: Session }) {
  return (
    <span class="who small quiet any">
      {WORDS.session.signedInAs} <Typed>{session.user}</Typed>
    </span>
  );
}

function Tabs({ tabs, place }: Pick<ShellProps, 'tabs' | 'place'>) {
  return (
    <nav class="tabs" aria-label={WORDS.tabs.main}>
      {Object.entries(tabs).map(([path, name]) => (
        <a key={path} href={addressOf([path])} {...(path === place && { 'aria-current': 'page' })}>
          {name}
        </a>
      ))}
    </nav>
  );
}

interface SignInProps {
  signIn: (token: string) => void;
}

function NotSignedIn({ is, signIn }: SignInProps & { is: string }) {
  const { session } = WORDS;
  if (is === 'signing-in') return <p role="status">{session.signingIn}</p>;
  return is === 'over' ? (
    <Outside title={session.over} how={session.overHow} signIn={signIn} />
  ) : (
    <Outside title={session.signedOut} how={session.signedOutHow} signIn={signIn} />
  );
}

function Outside({ title, how, signIn }: SignInProps & { title: string; how: string }) {
  return (
    <section class="card">
      <h1>{title}</h1>
      <p class="quiet">{how}</p>
      {DEPLOYMENT.isDemo && <DemoUsers signIn={signIn} />}
    </section>
  );
}

/** The demo users of the service on this machine. No deployed stage has any. */
function DemoUsers({ signIn }: SignInProps) {
  const [callers, setCallers] = useState<DemoCaller[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    fetchDemoCallers(abort.signal).then(setCallers, () => {});
    return () => abort.abort();
  }, []);
  return (
    <div class="stack">
      <p>{WORDS.session.chooseDemo}</p>
      <div class="row">
        {callers.map(({ name, token }) => (
          <button key={name} type="button" class="button" onClick={() => signIn(token)}>
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
