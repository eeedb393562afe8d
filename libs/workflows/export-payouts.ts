import type { AdminPayoutView, PayoutView } from '../../schemas/parts/payout.ts';
import { BOM, type Cell, writeSpreadsheet } from '../csv/write-spreadsheet.ts';
import { type ListQuery, listRequestOf } from '../http/paging.ts';
import type { ListRequest } from '../payouts/filter.ts';
import type { Store } from '../store/engine/client.ts';

/** An export has no more rows. */
const ROWS_MAX = 10_000;

const PAGE_SIZE = 100;

/** Lambda refuses an answer of over 6 MB, as it writes it: in JSON, with the headers. */
const BYTES_MAX = 5_500_000;

/** What must be left of the invocation's time for one more page and the answer. */
const PAGE_MS = 5000;

const OF_ALL = [
  'payout_id',
  'requested_at',
  'status',
  'amount',
  'payment_method',
  'payment_email',
  'transaction_id',
  'processed_at',
  'scheduled_for',
  'failure_reason',
  'notes',
] as const;

/** The columns of an affiliate's own payouts. */
export const OWN_COLUMNS = [...OF_ALL, 'attention'] as const satisfies (keyof PayoutView)[];

/** The columns of the payouts of all affiliates. */
export const ADMIN_COLUMNS = [
  ...OF_ALL,
  'affiliate_id',
  'processed_by',
  'destination_changed',
  'warnings',
  'provider_status',
  'provider_batch_id',
  'provider_item_id',
  'run_id',
] as const satisfies (keyof AdminPayoutView)[];

/**
 * The rows that a validated query asks for: as many as a file can have, unless it says how many.
 * @throws invalid_request as a list does
 */
export function exportRequestOf(query: ListQuery): ListRequest {
  return listRequestOf({ limit: String(ROWS_MAX), ...query });
}

/** Payouts as callers see them, and the place after which the list goes on; undefined at its end. */
interface Page<View, Place> {
  views: View[];
  next: Place | undefined;
}

/** At most so many, and where in the list they begin. */
interface Part<Place> {
  limit: number;
  after?: Place;
}

/**
 * A list as a file, page by page. It ends before the list does if it would get too large for an answer, or if
 * the time runs out; `next` is where another file goes on.
 */
export async function exportList<View, Place>(
  { remainingMs }: Pick<Store, 'remainingMs'>,
  { columns, limit, after }: Part<Place> & { columns: readonly (keyof View)[] },
  readPage: (part: Part<Place>) => Promise<Page<View, Place>>,
): Promise<{ csv: string; next: Place | undefined }> {
  const parts = [BOM + writeSpreadsheet([columns.map(String)])];
  let [rows, bytes, pageSize] = [0, 0, PAGE_SIZE];
  let place = after;
  for (;;) {
    const atMost = Math.min(pageSize, limit - rows);
    const { views, next } = await readPage({ limit: atMost, ...(place !== undefined && { after: place }) });
    const part = writeSpreadsheet(views.map((view) => columns.map((column) => cellOf(view[column]))));
    const size = Buffer.byteLength(JSON.stringify(part));
    const fits = bytes + size <= BYTES_MAX;
    if (!fits && rows > 0) break;
    if (!fits && views.length > 1) {
      pageSize = Math.ceil(views.length / 2);
      continue;
    }
    parts.push(part);
    rows += views.length;
    bytes += size;
    place = next;
    if (place === undefined || rows >= limit || remainingMs() < PAGE_MS) break;
  }
  return { csv: parts.join(''), next: place };
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? (value as { message: string }).message : String(value);
}
