import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { readSettings } from '../../../../libs/runtime/settings.ts';
import { openStore, type Store } from '../../../../libs/store/engine/client.ts';
import { describeTable } from '../../../../libs/store/engine/describe-table.ts';
import { TABLES } from '../../../../libs/store/engine/tables.ts';
import { spawnDynamoDb } from '../../../../local/dynamodb.ts';
import type { Certificate } from '../../../../local/paypal/certificate.ts';
import { freePort, listening } from '../../../../local/ports.ts';
import { type Logs, listenToLogs } from '../../../../simulation/logs.ts';
import { type Random, seededRandom } from '../../../../simulation/random.ts';
import { giveUpAfter, type System, startSystem } from '../../../../simulation/system.ts';
import { createWorkers, type Workers } from '../../../../simulation/workers.ts';
import { makeOldTables } from '../../../../takeover/make-old-tables.ts';
import { oldData } from '../../../../takeover/old-data.ts';
import { ENVIRONMENT, type World } from '../../../../testing/world.ts';

const PATIENCE_MS = 60_000;

/** When a rehearsal begins: after all that the old service has on record. */
export const STARTS_AT = Date.UTC(2026, 2, 1);

/** The service on the old tables, once it is deployed. */
export interface Service {
  system: System;
  workers: Workers;
}

/** The old service's tables, and what was done with them so far. */
export interface Stage {
  random: Random;
  /** The tables, past all faults. */
  world: World;
  store: Store;
  clock: { ms: number };
  logs: Logs;
  service: Service | undefined;
  /** Whether the tables have what this service reads by. */
  isPrepared: boolean;
  /** Which functions people call. */
  callers: { old: boolean; new: boolean };
  /** Whether the streams' workers and the schedules of the service run. */
  isRunning: boolean;
  /** The affiliates of whom an alarm has said that earnings do not cover what is promised. */
  overdrawn: Set<string>;
  /** How often the old functions have set the status of each payout. */
  setByOthers: Map<string, number>;
  /** What was done, for the message of a failure. */
  diary: string[];
  /** Makes the tables that the service has for itself, as any deployment does. */
  makeTables(): Promise<void>;
  deploy(): Promise<Service>;
  close(): Promise<void>;
}

/** Sets up tables of the old shape with the history of a service that was never tidied up. */
export async function openStage(
  seed: number,
  size: { affiliates: number; payouts: number },
  certificate: Certificate,
): Promise<Stage> {
  const port = await freePort();
  const database = spawnDynamoDb(port);
  await listening(port, database);
  const endpoint = `http://127.0.0.1:${port}`;
  const settings = readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: endpoint });
  const store = openStore(settings.store);
  // A busy machine is no fault.
  giveUpAfter(store, PATIENCE_MS);
  await makeOldTables(store, endpoint, oldData({ seed, ...size }));
  const logs = listenToLogs();
  const clock = { ms: STARTS_AT };
  const world = { settings, store, now: () => new Date(clock.ms).toISOString(), newId: randomUUID };
  const stage: Stage = {
    random: seededRandom(seed),
    world,
    store,
    clock,
    logs,
    service: undefined,
    isPrepared: false,
    callers: { old: true, new: false },
    isRunning: false,
    overdrawn: new Set(),
    setByOthers: new Map(),
    diary: [],
    async makeTables() {
      for (const { name, schema } of Object.values(TABLES)) {
        if (await describeTable(store, name)) continue;
        const table = { TableName: name, BillingMode: 'PAY_PER_REQUEST', ...schema };
        await store.db.send(new CreateTableCommand(table as never));
      }
    },
    async deploy() {
      await stage.makeTables();
      const close = () => {};
      const system = await startSystem(STARTS_AT, certificate, Promise.resolve({ world, close }));
      stage.service = { system, workers: createWorkers(system) };
      stage.isRunning = true;
      return stage.service;
    },
    async close() {
      await stage.service?.system.close();
      database.kill();
      logs.stop();
    },
  };
  return stage;
}

/** The service. @throws Error if it is not deployed yet */
export function serviceOf({ service }: Stage): Service {
  if (!service) throw new Error('Nothing is deployed yet.');
  return service;
}
