import { expect, it } from 'vitest';
import { benchAudit, benchAuditMemory } from '../../../bench/audit.ts';

it('reports what an audit reads and costs, and the memory that it takes', async () => {
  const [runs] = (await benchAudit([200])).tables;
  const { tables, promises } = await benchAuditMemory([1000], 20_000);
  const [memory] = tables;
  expect(runs?.rows.map(([payouts]) => payouts)).toStrictEqual(['200']);
  const [, units = '', , , perMillion = '', usd = ''] = runs?.rows[0] ?? [];
  // Payouts of some 250 bytes, at a unit for each 8 KB, twice; and an affiliate's record, and their row.
  expect(Number(units)).toBeGreaterThan(2 * 200 * (200 / 8192));
  expect(Number(units)).toBeLessThan(2 * 200 * (300 / 8192) + 2);
  expect(Number(perMillion)).toBeCloseTo(Number(units) * 5000, -3);
  expect(Number(usd)).toBeCloseTo((Number(perMillion) / 1_000_000) * 0.125, 2);
  expect(memory?.rows).toStrictEqual([['1000', expect.stringMatching(/^\d+$/)]]);
  expect(promises.at(-1)).toMatchObject({ text: expect.stringContaining('512 MB'), holds: true });
});
