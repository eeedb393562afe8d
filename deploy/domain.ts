/** What the parameters say of a domain of the operator's own; both are empty without one. */
export const givenDomain = { name: '${param:customDomain}', certificateArn: '${param:certificateArn}' };

const NAME = '${self:custom.domain.name}';

/**
 * The domain in front of the HTTP API, if one is given. Its owner points the name at `CustomDomainTarget`
 * when they want to: until then the stack answers at its own address only.
 */
export const domainOfApi = {
  Conditions: { HasCustomDomain: { 'Fn::Not': [{ 'Fn::Equals': [NAME, ''] }] } },
  Resources: {
    CustomDomain: {
      Type: 'AWS::ApiGatewayV2::DomainName',
      Condition: 'HasCustomDomain',
      Properties: {
        DomainName: NAME,
        DomainNameConfigurations: [
          {
            CertificateArn: '${self:custom.domain.certificateArn}',
            EndpointType: 'REGIONAL',
            SecurityPolicy: 'TLS_1_2',
          },
        ],
      },
    },
    CustomDomainMapping: {
      Type: 'AWS::ApiGatewayV2::ApiMapping',
      Condition: 'HasCustomDomain',
      Properties: {
        ApiId: { Ref: 'HttpApi' },
        DomainName: { Ref: 'CustomDomain' },
        Stage: { Ref: 'HttpApiStage' },
      },
    },
  },
  Outputs: {
    CustomDomainTarget: {
      Condition: 'HasCustomDomain',
      Description: 'What a CNAME or alias record of the custom domain points at',
      Value: { 'Fn::GetAtt': ['CustomDomain', 'RegionalDomainName'] },
    },
  },
};
