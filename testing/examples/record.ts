import type { Examples } from '../../schemas/build/openapi/document.ts';
import { openWorld } from '../world.ts';
import { failInEveryWay } from './failures.ts';
import { addPeople } from './people.ts';
import { openStage } from './stage.ts';
import { tellStory } from './story.ts';

/**
 * Plays a short story on its own database, with the real handlers, and keeps what was said. Times and ids are
 * fixed, so that it is the same every time.
 */
export async function recordExamples(): Promise<Examples> {
  const { world, close } = await openWorld();
  try {
    const stage = openStage(world);
    const examples: Examples = { bodies: {}, answers: {}, errors: {} };
    await addPeople(world);
    await tellStory(stage, async (name, request) => {
      const answer = await stage.ask(name, request);
      if (!answer.success) throw new Error(`The example of ${name} fails: ${answer.message}`);
      if (request.body) examples.bodies[name] = request.body as Examples['bodies'][string];
      examples.answers[name] = answer;
      return answer;
    });
    examples.errors = await failInEveryWay(stage.world);
    return examples;
  } finally {
    close();
  }
}
