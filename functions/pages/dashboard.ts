import type { ApiHandler } from '../../libs/http/event.ts';
import type { FileFor } from '../../libs/pages/dashboard.ts';
import { servePages } from '../../libs/pages/handler.ts';
import type { Settings } from '../../libs/runtime/settings.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { deployed } from '../deployed.ts';
import { buildNotFound } from '../not-found.ts';

/** The affiliate's page, the admin's below it, and what both load. */
const PATHS = /^\/dashboard(?:\/.*)?$/;

/** The two pages, for everyone: they show nothing until they have a token. What is no file is not found. */
export const buildDashboard = (dependencies: Dependencies): ApiHandler => {
  let files: Promise<FileFor> | undefined;
  const fileFor: (...call: Parameters<FileFor>) => Promise<ReturnType<FileFor>> = async (event) => {
    files ??= openFiles(dependencies.settings);
    return (await files)(event);
  };
  return servePages({ paths: PATHS, fileFor }, buildNotFound(dependencies));
};

/** Behind a Function URL, only the reader of these pages waits for them to load. */
async function openFiles(settings: Settings): Promise<FileFor> {
  const { openDashboard } = await import('../../libs/pages/dashboard.ts');
  return openDashboard(settings);
}

export const handler = deployed(buildDashboard);
