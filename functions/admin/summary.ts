import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { summarize } from '../../libs/workflows/summarize.ts';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getSummary',
  method: 'GET',
  path: '/admin/summary',
  access: 'admins',
  reads: 'nothing',
  summary: 'Says how much is scheduled, pending and processing, and what needs a person.',
  success: { status: 200, data: 'summary' },
  errors: [],
} as const satisfies Route;

/** What is open, by method, and what an admin should look at today. */
export const buildGetSummary = (dependencies: Dependencies) =>
  endpoint(dependencies, route, async (_, forThisCall) => ok({ summary: await summarize(forThisCall) }));

export const handler = deployed(buildGetSummary);
