import { closedObject } from '../parts/objects.ts';
import { run } from '../parts/run.ts';

export const data = closedObject('One run.', { run });
