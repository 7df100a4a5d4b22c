import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { WatchedFunction } from './watched-function.ts';

const PERIOD = Duration.minutes(5);

/** A row for one function: how often it ran and failed, and how long it took. */
export function functionWidgets(watched: WatchedFunction): readonly cloudwatch.IWidget[] {
  const { name, fn, timeout } = watched;
  const count = { statistic: 'Sum', period: PERIOD };
  return [
    new cloudwatch.GraphWidget({
      title: `${name}: runs, errors, throttles, dropped events`,
      width: 12,
      left: [
        fn.metricInvocations({ ...count, label: 'runs' }),
        fn.metricErrors({ ...count, label: 'errors' }),
        fn.metricThrottles({ ...count, label: 'throttles' }),
        fn.metric('AsyncEventsDropped', { ...count, label: 'dropped events' }),
      ],
      leftYAxis: { min: 0, showUnits: false },
    }),
    new cloudwatch.GraphWidget({
      title: `${name}: duration`,
      width: 12,
      left: ['p50', 'p95', 'Maximum'].map((statistic) =>
        fn.metricDuration({ statistic, period: PERIOD, label: statistic }),
      ),
      leftYAxis: { min: 0, label: 'ms', showUnits: false },
      leftAnnotations: [
        {
          value: timeout.toMilliseconds(),
          label: `time limit (${timeout.toSeconds()} s)`,
          color: cloudwatch.Color.RED,
        },
      ],
    }),
  ];
}
