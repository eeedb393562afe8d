/** A model that the service must agree with. It shares no code with the service. */
export interface ModelPayout {
  affiliate: string;
  amount: number;
  status: string;
  due?: number;
}

const EDGES: Record<string, Record<string, string>> = {
  cancel: { scheduled: 'cancelled', pending: 'cancelled' },
  start: { pending: 'processing' },
  complete: { processing: 'completed' },
  fail: { pending: 'failed', processing: 'failed' },
};

export class Model {
  readonly earned = new Map<string, number>();
  readonly payouts = new Map<string, ModelPayout>();
  now = 0;

  of(affiliate: string): ModelPayout[] {
    return Array.from(this.payouts.values()).filter((payout) => payout.affiliate === affiliate);
  }

  sum(affiliate: string, ...statuses: string[]): number {
    const counted = this.of(affiliate).filter(({ status }) => statuses.includes(status));
    return counted.reduce((sum, { amount }) => sum + amount, 0);
  }

  committed(affiliate: string): number {
    return this.sum(affiliate, 'scheduled', 'pending', 'processing', 'completed');
  }

  /** Whether the balance covers a request for these amounts. */
  covers(affiliate: string, amounts: number[]): boolean {
    const asked = amounts.reduce((sum, amount) => sum + amount, 0);
    return asked <= (this.earned.get(affiliate) ?? 0) - this.committed(affiliate);
  }

  add(affiliate: string, id: string, amount: number, due?: number): void {
    const status = due === undefined ? 'pending' : 'scheduled';
    this.payouts.set(id, { affiliate, amount, status, ...(due !== undefined && { due }) });
  }

  /** Takes the action, and returns the new status, or undefined if the action is not allowed. */
  move(id: string, action: string): string | undefined {
    const payout = this.payouts.get(id);
    const to = payout && EDGES[action]?.[payout.status];
    if (payout && to) payout.status = to;
    return to;
  }

  /** Releases the payouts that are due, and returns their number. */
  release(): number {
    const due = Array.from(this.payouts.values()).filter(
      (payout) => payout.status === 'scheduled' && (payout.due ?? 0) <= this.now,
    );
    for (const payout of due) payout.status = 'pending';
    return due.length;
  }

  /** The balance as callers must see it. */
  balance(affiliate: string) {
    const total_earned = this.earned.get(affiliate) ?? 0;
    const total_paid = this.sum(affiliate, 'completed');
    const pending = this.sum(affiliate, 'scheduled', 'pending', 'processing');
    return {
      total_earned,
      total_paid,
      pending,
      available: Math.max(0, total_earned - total_paid - pending),
    };
  }
}
