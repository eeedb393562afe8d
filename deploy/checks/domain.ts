/** What the parameters say of a domain of the operator's own; both are empty without one. */
export interface GivenDomain {
  name: string;
  certificateArn: string;
}

const NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:[\w-]+:acm:([\w-]+):\d{12}:certificate\/.+$/;

/** Where the stack is deployed, and whether it has an HTTP API. */
interface Place {
  region: string;
  hasHttpApi: boolean;
}

/** In what the parameters about the domain do not fit together, in a sentence each. */
export function misfitsOfDomain({ name, certificateArn: arn }: GivenDomain, place: Place): string[] {
  if (name === '' && arn === '') return [];
  if (name === '') return ['certificateArn is for a domain: name it with customDomain as well.'];
  if (arn === '') return ['customDomain needs a certificate of ACM for it: name it with certificateArn.'];
  const [, region] = CERTIFICATE.exec(arn) ?? [];
  return [
    ...(place.hasHttpApi ? [] : ['customDomain is for the HTTP API, and functionUrl leaves that out.']),
    ...(NAME.test(name) ? [] : [`customDomain is ${JSON.stringify(name)}, which is no name of a domain.`]),
    ...(region ? [] : [`certificateArn is ${JSON.stringify(arn)}, which is no ARN of a certificate.`]),
    ...(region && region !== place.region
      ? [`certificateArn is in ${region}, and the stage is deployed to ${place.region}.`]
      : []),
  ];
}
