import { quote } from '../../payouts/audit/report.ts';
import type { Store } from '../../store/engine/client.ts';
import { TABLES, type TableKey } from '../../store/engine/tables.ts';

/** The options of the commands that name these tables; none for tables with the names of `prod`. */
export function optionsFor(tables: Store['tables']): string[] {
  const entries = Object.entries(tables) as [TableKey, string][];
  return entries
    .filter(([key, name]) => name !== TABLES[key].name)
    .flatMap(([key, name]) => [`--${key}-table`, quote(name)]);
}
