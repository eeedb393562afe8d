import '../ui/app.css';
import './admin.css';
import './runs.css';
import './today.css';
import { render } from 'preact';
import { NotFound } from '../ui/not-found.tsx';
import { type Route, useRoute } from '../ui/route.ts';
import { Shell } from '../ui/shell.tsx';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { AffiliatePage } from './affiliate-page.tsx';
import { Find } from './find.tsx';
import { PayoutPage } from './payout-page.tsx';
import { Payouts } from './payouts.tsx';
import { RunPage } from './run-page.tsx';
import { Runs } from './runs.tsx';
import { SelectionProvider } from './selection.tsx';
import { Today } from './today.tsx';

const { tabs } = ADMIN_WORDS;
const TABS = { '': tabs.today, payouts: tabs.payouts, runs: tabs.runs };

function App() {
  const route = useRoute();
  return (
    <Shell tabs={TABS} place={route.path[0] ?? ''} isForAdmins>
      <SelectionProvider>
        <Find />
        <Place {...route} />
      </SelectionProvider>
    </Shell>
  );
}

function Place({ path: [place = '', id, ...rest], query }: Route) {
  if (rest.length > 0) return <NotFound />;
  if (place === '') return <Today />;
  if (place === 'payouts')
    return id === undefined ? <Payouts query={query} /> : <PayoutPage key={id} id={id} />;
  if (place === 'runs') return id === undefined ? <Runs /> : <RunPage key={id} id={id} />;
  if (place === 'affiliates' && id !== undefined) return <AffiliatePage key={id} id={id} />;
  return <NotFound />;
}

render(<App />, document.body);
