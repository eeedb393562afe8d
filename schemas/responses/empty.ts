import { closedObject } from '../parts/objects.ts';

export const data = closedObject('Nothing: the delivery was received.', {});
