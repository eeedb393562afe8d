import { describe } from 'vitest';
import { adminWay } from './admin-way.ts';
import { affiliateWay } from './affiliate-way.ts';
import { findWay } from './find-way.ts';
import { looks } from './looks.ts';
import { odd } from './odd.ts';
import { once } from './once.ts';
import { runsWay } from './runs-way.ts';
import { usePages } from './use-pages.ts';

/** One service for all of them: to start it takes longer than most tests. */
const pages = usePages();

describe('the affiliate’s page', () => affiliateWay(pages));
describe('the admin’s page', () => adminWay(pages));
describe('the runs', () => runsWay(pages));
describe('the way to payouts', () => findWay(pages));
describe('a request', () => once(pages));
describe('what no page is made for', () => odd(pages));
describe('every state', () => looks(pages));
