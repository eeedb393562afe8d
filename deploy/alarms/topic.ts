import { PREFIX } from './alarm.ts';

/** Who is called. Empty, if nobody has asked for it: then the alarms only show. */
export const alarmEmail = '${param:alarmEmail}';

const GIVEN = '${self:custom.alarmEmail}';

/**
 * Where all alarms go. It is not encrypted with a key of SNS, to which CloudWatch may not publish; an alarm
 * names no person and no amount. A pager, or a chat, subscribes to the same topic.
 */
export const alarmTopic = {
  Conditions: { HasAlarmEmail: { 'Fn::Not': [{ 'Fn::Equals': [GIVEN, ''] }] } },
  Resources: {
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${PREFIX}alarms` } },
    AlarmEmail: {
      Type: 'AWS::SNS::Subscription',
      Condition: 'HasAlarmEmail',
      Properties: { TopicArn: { Ref: 'AlarmTopic' }, Protocol: 'email', Endpoint: GIVEN },
    },
  },
  Outputs: {
    AlarmTopicArn: {
      Description: 'What a pager or a chat subscribes to',
      Value: { Ref: 'AlarmTopic' },
    },
  },
};
