import type { PayoutExport } from './answer.ts';
import type {
  AdminPayout,
  AdminPayoutExportQuery,
  AdminPayoutPage,
  AdminPayoutQuery,
  AdminPayoutWithHistory,
  Affiliate,
  Balance,
  CreatedRun,
  Eligibility,
  EligibilityQuery,
  Instruction,
  Payout,
  PayoutExportQuery,
  PayoutInstruction,
  PayoutOnBehalf,
  PayoutPage,
  PayoutQuery,
  PayoutRequest,
  PayoutWithHistory,
  ProcessResults,
  RequestedOnBehalf,
  RequestedPayout,
  RequestedPayouts,
  Run,
  RunConfirmation,
  RunPage,
  RunQuery,
  RunRequest,
  RunResults,
  Summary,
} from './compiled/types.ts';
import type { CallOptions } from './send.ts';

/** What a request for payouts can be given. */
export interface RequestOptions extends CallOptions {
  /** The same request under the same key is the same payout, forever. If absent, the client makes a key. */
  idempotencyKey?: string;
}

/** What an affiliate can do. */
export interface PayoutsOperations {
  /** Requests a payout. The money is reserved from then on. */
  request(request: PayoutRequest, options?: RequestOptions): Promise<RequestedPayout>;
  /** Requests up to 20 payouts: all of them, or none. */
  requestMany(requests: PayoutRequest[], options?: RequestOptions): Promise<RequestedPayouts>;
  /** One page of the own payouts, newest first. */
  list(query?: PayoutQuery, options?: CallOptions): Promise<PayoutPage>;
  /** All own payouts, newest first, page by page as they are needed. */
  all(query?: PayoutQuery, options?: CallOptions): AsyncGenerator<Payout, void>;
  /** The own payouts as a file, newest first: up to 10000, fewer if the answer would be too large. */
  export(query?: PayoutExportQuery, options?: CallOptions): Promise<PayoutExport>;
  /** What was earned, paid and reserved, and what can be requested. */
  balance(options?: CallOptions): Promise<Balance>;
  /** Whether an amount can be requested now and, if not, why not and from when. */
  eligibility(query?: EligibilityQuery, options?: CallOptions): Promise<Eligibility>;
  /** One of the own payouts, with its history. */
  get(payoutId: string, options?: CallOptions): Promise<PayoutWithHistory>;
  /** Takes a payout back while it is scheduled or pending. If its answer is lost, it is not sent again. */
  cancel(payoutId: string, options?: CallOptions): Promise<Payout>;
  /** The receipt of a completed payout: a PDF with a name. */
  receipt(payoutId: string, options?: CallOptions): Promise<File>;
}

/** What an admin can do with payouts. */
export interface AdminPayoutsOperations {
  /** One page of the payouts of all affiliates, or of one, newest first. */
  list(query?: AdminPayoutQuery, options?: CallOptions): Promise<AdminPayoutPage>;
  /** All payouts of all affiliates, or of one, newest first, page by page as they are needed. */
  all(query?: AdminPayoutQuery, options?: CallOptions): AsyncGenerator<AdminPayout, void>;
  /** The payouts of all affiliates, or of one, as a file: up to 10000, fewer if it would be too large. */
  export(query?: AdminPayoutExportQuery, options?: CallOptions): Promise<PayoutExport>;
  /** Requests a payout on an affiliate's behalf. The same request with the same reference is done once. */
  request(request: PayoutOnBehalf, options?: CallOptions): Promise<RequestedOnBehalf>;
  /** Any payout, with its history. */
  get(payoutId: string, options?: CallOptions): Promise<AdminPayoutWithHistory>;
  /** Starts a payout, or records how it ended. If the answer to a start is lost, it is not sent again. */
  process(payoutId: string, instruction: Instruction, options?: CallOptions): Promise<AdminPayout>;
  /** Carries out up to 100 instructions, each on its own. A refused one throws nothing: see its result. */
  processMany(instructions: PayoutInstruction[], options?: CallOptions): Promise<ProcessResults>;
  /** The receipt of any completed payout: the same PDF that its owner gets. */
  receipt(payoutId: string, options?: CallOptions): Promise<File>;
}

/** What an admin can see of affiliates. */
export interface AdminAffiliatesOperations {
  /** An affiliate: the account, the destination on record, and the balance. */
  get(affiliateId: string, options?: CallOptions): Promise<Affiliate>;
}

/** What an import can be given. */
export interface ImportOptions extends CallOptions {
  /** Only tells what each line would do. */
  dryRun?: boolean;
}

/** What an admin can do with runs: lists of payouts that are frozen, confirmed and paid together. */
export interface AdminRunsOperations {
  /** Freezes a list of pending payouts. Nothing is started. If its answer is lost, it is not sent again. */
  create(run: RunRequest, options?: CallOptions): Promise<CreatedRun>;
  /** One page of the runs, newest first, without their payouts. */
  list(query?: RunQuery, options?: CallOptions): Promise<RunPage>;
  /** A run: what was frozen, and where each payout is now. */
  get(runId: string, options?: CallOptions): Promise<Run>;
  /** Starts exactly what was frozen, or goes on where that stopped. */
  confirm(runId: string, confirmation: RunConfirmation, options?: CallOptions): Promise<Run>;
  /** The file by which a confirmed run is paid by hand: CSV with a name. */
  file(runId: string, options?: CallOptions): Promise<File>;
  /** Carries out a file that says how payouts ended, line by line. The same file again changes nothing. */
  importResult(runId: string, csv: string | Blob, options?: ImportOptions): Promise<RunResults>;
}

/** What an admin sees of everything. */
export interface AdminOperations {
  /** What is scheduled, pending and processing, by method, and what needs a person. */
  summary(options?: CallOptions): Promise<Summary>;
  payouts: AdminPayoutsOperations;
  affiliates: AdminAffiliatesOperations;
  runs: AdminRunsOperations;
}

/** A client of the payouts API. Amounts are whole cents; members have the names of the API. */
export interface PayoutsClient {
  payouts: PayoutsOperations;
  /** For admins only. */
  admin: AdminOperations;
}
