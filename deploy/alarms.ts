import { type AlarmResource, alarmResources } from './alarms/alarm.ts';
import { dashboard } from './alarms/dashboard.ts';
import { alarmsOfFunctions } from './alarms/functions.ts';
import type { Functions } from './alarms/groups.ts';
import { alarmsOfOurs } from './alarms/our-metrics.ts';
import { savedQueries } from './alarms/queries.ts';
import { alarmsOfApi, alarmsOfData, type WayIn } from './alarms/services.ts';

export { alarmEmail, alarmTopic } from './alarms/topic.ts';

/** What watches a stack of these functions: alarms, one dashboard, and saved queries of the logs. */
export function watching(functions: Functions, way: WayIn) {
  const alarms: Record<string, AlarmResource> = alarmResources([
    ...alarmsOfOurs,
    ...alarmsOfFunctions(functions),
    ...alarmsOfApi(way),
    ...alarmsOfData,
  ]);
  const names = Object.values(alarms).map(({ Properties }) => Properties.AlarmName);
  return {
    Resources: { ...alarms, ...dashboard(functions, way, names), ...savedQueries(Object.keys(functions)) },
  };
}
