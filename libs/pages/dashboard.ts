import { brotliDecompressSync } from 'node:zlib';
import type { Answer } from '../http/envelope.ts';
import type { ApiEvent } from '../http/event.ts';
import type { Settings } from '../runtime/settings.ts';
import { type Asset, changing } from './asset.ts';
import { ASSETS } from './assets/dashboard.ts';
import { fill } from './fill.ts';
import { assetFor, headersWith } from './serve.ts';

type PageSettings = Pick<Settings, 'company' | 'dashboard'>;

/** The pages run only their own scripts and styles, call only this service, and never turn text into HTML. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "font-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** The file of the two pages at the path of a request; undefined if there is none. */
export type FileFor = (event: ApiEvent) => Answer | undefined;

/** The two pages, as the settings have them: whose they are, and who may embed them. */
export function openDashboard(settings: PageSettings): FileFor {
  const assets = ASSETS.map((asset) => (asset.isImmutable ? asset : filled(asset, settings)));
  const headers = headersWith(POLICY, settings.dashboard.embedOrigin);
  return (event) => assetFor(event, assets, headers);
}

function filled({ path, type, packed }: Asset, { company, dashboard }: PageSettings): Asset {
  const html = fill(brotliDecompressSync(packed).toString(), {
    company: company.name,
    host: dashboard.embedOrigin ?? '',
    demo: String(dashboard.isDemo),
  });
  return changing(path, type, Buffer.from(html));
}
