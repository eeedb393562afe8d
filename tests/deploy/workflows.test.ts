import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string>;
}
interface Job {
  uses?: string;
  needs?: string;
  if?: string;
  environment?: string;
  env?: Record<string, string>;
  permissions?: Record<string, string>;
  steps?: Step[];
}
interface Workflow {
  on: Record<
    string,
    { branches?: string[]; inputs?: Record<string, { options: string[]; default: string }> }
  >;
  permissions: Record<string, string>;
  concurrency?: { group: string; 'cancel-in-progress': boolean };
  jobs: Record<string, Job>;
}

const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };
const workflow = (path: string) => load(readFileSync(path, 'utf8')) as Workflow;

const PATHS = globSync('.github/workflows/*.yml');
const { on, concurrency, jobs } = workflow('.github/workflows/deploy.yml');
const { check, deploy } = jobs as { check: Job; deploy: Job };
const { steps = [] } = deploy;

/** A push has no inputs, and goes to dev. */
const STAGE = /\$\{\{ inputs\.stage \|\| 'dev' \}\}$/;

/** An action of a repository at one commit, which nobody can change any more, or a workflow of this one. */
const PINNED = /^(?:[\w-]+\/[\w-]+@[0-9a-f]{40}|\.\/\.github\/workflows\/\w+\.yml)$/;

describe.each(PATHS)('%s', (path) => {
  const usedIn = ({ uses, steps: all = [] }: Job) => [uses, ...all.map((step) => step.uses)].filter(Boolean);
  const used = Object.values(workflow(path).jobs).flatMap(usedIn);

  it('pins each action by its commit, and says which version that is', () => {
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(PINNED);
    const lines = readFileSync(path, 'utf8').match(/uses: .*@.*/g) ?? [];
    for (const line of lines) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
  });

  it('may read the repository, and no more but where it says so', () => {
    expect(workflow(path).permissions).toStrictEqual({ contents: 'read' });
  });

  it('knows no secret', () => {
    expect(readFileSync(path, 'utf8')).not.toMatch(/secrets\.|access-key|AKIA|password/i);
  });
});

describe('the workflow that deploys', () => {
  it('goes to dev with each push to main, and to prod by hand only', () => {
    expect(Object.keys(on).sort()).toStrictEqual(['push', 'workflow_dispatch']);
    expect(on.push).toStrictEqual({ branches: ['main'] });
    expect(on.workflow_dispatch?.inputs?.stage).toMatchObject({ options: ['dev', 'prod'], default: 'dev' });
    expect(deploy.if).toContain("github.ref == 'refs/heads/main'");
  });

  it('asks the environment of the stage, which asks a person, and trusts it with a role for the hour', () => {
    for (const stage of [deploy.environment, deploy.env?.STAGE]) expect(stage).toMatch(STAGE);
    expect(deploy.permissions).toStrictEqual({ contents: 'read', 'id-token': 'write' });
    const credentials = steps.find(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@'));
    expect(credentials?.with).toStrictEqual({
      'role-to-assume': expect.stringMatching(/^\$\{\{ vars\.AWS_ROLE_ARN \}\}$/),
      'aws-region': 'us-east-1',
    });
    expect(check.permissions).toBeUndefined();
  });

  it('checks before, and asks the service afterwards', () => {
    expect([check.uses, deploy.needs]).toStrictEqual(['./.github/workflows/ci.yml', 'check']);
    expect(workflow('.github/workflows/ci.yml').jobs.check?.steps?.at(-1)?.run).toBe('npm run check');
    expect(Object.keys(workflow('.github/workflows/ci.yml').on)).toContain('workflow_call');
    const runs = steps.flatMap(({ run }) => run ?? []);
    expect(runs.map((run) => /npm ci|sls deploy --stage "\$STAGE"|smoke/.exec(run)?.[0])).toStrictEqual([
      'npm ci',
      'sls deploy --stage "$STAGE"',
      'smoke',
    ]);
  });

  it('runs one deployment of a stage at a time, and cuts none off', () => {
    expect(concurrency?.group).toMatch(STAGE);
    expect(concurrency?.['cancel-in-progress']).toBe(false);
  });

  it('takes nothing of an event into a script but by the environment', () => {
    for (const path of PATHS) {
      const scripts = Object.values(workflow(path).jobs).flatMap(
        (job) => job.steps?.map(({ run }) => run) ?? [],
      );
      expect(scripts.filter((script) => script?.includes('${{'))).toStrictEqual([]);
    }
  });
});
