import { registerHooks } from 'node:module';
import { PLANTED } from './planted-faults.ts';

/** Loaded before the program. Replaces code with the fault that PLANT names, as the file is read. */
const name = process.env.PLANT ?? '';
const fault = PLANTED[name];
if (!fault) throw new Error(`There is no fault "${name}" to plant.`);
const { file, from, to } = fault;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/${file}`)) return loaded;
    const parts = String(loaded.source).split(from);
    if (parts.length !== 2) throw new Error(`"${from}" stands ${parts.length - 1} times in ${file}.`);
    return { ...loaded, source: parts.join(to) };
  },
});
