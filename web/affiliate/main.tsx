import '../ui/app.css';
import { render } from 'preact';
import { NotFound } from '../ui/not-found.tsx';
import { useRoute } from '../ui/route.ts';
import { Shell } from '../ui/shell.tsx';
import { WORDS } from '../words/en.ts';
import { Home } from './home.tsx';
import { PayoutPage } from './payout-page.tsx';
import { Payouts } from './payouts.tsx';

const TABS = { '': WORDS.tabs.home, payouts: WORDS.tabs.payouts };

function App() {
  const { path, query } = useRoute();
  const [place = '', id, ...rest] = path;
  return (
    <Shell tabs={TABS} place={place}>
      {place === '' ? (
        <Home />
      ) : place !== 'payouts' || rest.length > 0 ? (
        <NotFound />
      ) : id === undefined ? (
        <Payouts status={query.get('status')} />
      ) : (
        <PayoutPage key={id} id={id} />
      )}
    </Shell>
  );
}

render(<App />, document.body);
