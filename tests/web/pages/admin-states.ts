import type { State } from './state.ts';
export const ADMIN_STATES: Record<string, State> = {};
