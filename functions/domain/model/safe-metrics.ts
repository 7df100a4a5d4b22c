import type { Metrics } from './metrics.ts';

/**
 * The same metrics, made to keep the port's promise never to throw or reject. What cannot be written
 * is lost: a gap in a graph is no reason to leave a job unanswered.
 */
export function safeMetrics(metrics: Metrics): Metrics {
  return {
    record: (...measurement) => {
      try {
        metrics.record(...measurement);
      } catch {
        // Nothing depends on it.
      }
    },
    publish: async () => {
      try {
        await metrics.publish();
      } catch {
        // The answer was given, and the log is elsewhere.
      }
    },
  };
}
