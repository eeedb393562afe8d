/** What SES tells us of the letters that it has taken: only what must stop them. */
const SET = '${param:mailConfigurationSet}';

/** The topic's event of `noteBounces`: osls lets this topic, and nobody else, invoke the function. */
export const mailEvents = { sns: { arn: { Ref: 'MailEvents' }, topicName: 'MailEvents' } };

/**
 * A configuration set for our letters, whose bounces and complaints go to a topic that only SES, in this
 * account, may publish to.
 */
export const mailEventResources = {
  MailEvents: { Type: 'AWS::SNS::Topic' },
  MailEventsPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: 'MailEvents' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ses.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: { Ref: 'MailEvents' },
            Condition: { StringEquals: { 'AWS:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    },
  },
  MailConfigurationSet: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: SET } },
  MailEventsDestination: {
    Type: 'AWS::SES::ConfigurationSetEventDestination',
    // SES publishes a message to see whether it may.
    DependsOn: ['MailEventsPolicy'],
    Properties: {
      ConfigurationSetName: { Ref: 'MailConfigurationSet' },
      EventDestination: {
        Name: 'stops',
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint'],
        SnsDestination: { TopicARN: { Ref: 'MailEvents' } },
      },
    },
  },
};
