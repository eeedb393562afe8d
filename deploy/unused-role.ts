const ROLE = 'IamRoleLambdaExecution';

/** The parts of the framework that are looked at here. */
interface Serverless {
  service: { provider: { compiledCloudFormationTemplate: { Resources: Record<string, object> } } };
}

/**
 * The plugin of serverless that takes its own role out of the template, once each function has one of its
 * own: a role that nothing uses may still be used by somebody.
 */
export default class WithoutUnusedRole {
  hooks: { 'before:package:finalize': () => void };

  constructor({ service }: Serverless) {
    this.hooks = {
      'before:package:finalize': () => {
        const { Resources } = service.provider.compiledCloudFormationTemplate;
        const { [ROLE]: _, ...others } = Resources;
        if (!JSON.stringify(others).includes(`"${ROLE}"`)) delete Resources[ROLE];
      },
    };
  }
}
