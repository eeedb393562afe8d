import { describe, expect, it } from 'vitest';
import { fill } from '../../libs/pages/fill.ts';
import { readSettings } from '../../libs/runtime/settings.ts';
import { ENVIRONMENT } from '../../testing/world.ts';

describe('the words of a page', () => {
  it('stand in each of their places, as text', () => {
    const words = { company: `<"A" & 'B'>`, host: 'https://a.example', demo: 'true' };
    const company = '&lt;&quot;A&quot; &amp; &#39;B&#39;&gt;';
    expect(fill('{company} {host} {demo} {company} {other}', words)).toBe(
      `${company} https://a.example true ${company} {other}`,
    );
  });
});

describe('the settings of the pages', () => {
  const environment = { ...ENVIRONMENT, DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' };
  const deployed = { ...environment, STAGE: 'dev', JWT_SECRET: 'a secret of a deployed stage, long enough' };

  it('have demo users in the stage local only', () => {
    expect(readSettings(environment).dashboard).toStrictEqual({ isDemo: true });
    expect(readSettings({ ...deployed, API_DOCS: 'true' }).dashboard).toStrictEqual({ isDemo: false });
  });

  it.each([
    'https://affiliates.example.com',
    'https://affiliates.example.com:8443',
    'https://xn--shne-5qa.example',
    'http://localhost:4000',
    'http://127.0.0.1:4000',
  ])('take %s for the origin that may embed the pages', (EMBED_ORIGIN) => {
    expect(readSettings({ ...deployed, EMBED_ORIGIN }).dashboard.embedOrigin).toBe(EMBED_ORIGIN);
  });

  it.each([
    'affiliates.example.com',
    'https://affiliates.example.com/',
    'https://affiliates.example.com/payouts',
    'https://affiliates.example.com:443',
    'https://Affiliates.example.com',
    'https://*.example.com',
    'https://pay_outs.example.com',
    '*',
    "'self'",
    'https://a.example https://b.example',
    'https://a.example,https://b.example',
    'https://a.example;script-src',
    'https://user@a.example',
    'http://affiliates.example.com',
    'http://localhost.example.com',
    'http://localhost@a.example',
    'https://',
    'null',
  ])('refuse %s', (EMBED_ORIGIN) => {
    expect(() => readSettings({ ...deployed, EMBED_ORIGIN })).toThrow(
      'EMBED_ORIGIN is not an https origin, such as https://affiliates.example.com',
    );
  });
});
