/**
 * What differs in a stage that only reads: its roles are denied every write, and nothing wakes its workers.
 * The functions refuse by themselves as well (`SHADOW`).
 */
export const shadow = {
  writes: { false: 'Allow', true: 'Deny' },
  wakes: { false: true, true: false },
};

/** The effect of a statement about writing. */
export const EFFECT_OF_WRITES = '${self:custom.shadow.writes.${param:shadow}}';

/** Whether a schedule or a stream invokes its function. */
export const WAKES = '${self:custom.shadow.wakes.${param:shadow}}';

/** A schedule, which is off in shadow. */
export function scheduled(rate: string, input?: object) {
  return { schedule: { rate: [rate], enabled: WAKES, ...(input && { input }) } };
}
