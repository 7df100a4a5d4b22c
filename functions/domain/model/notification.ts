import type { OpenIncident } from './environment-state.ts';

/** What people are to be notified of, and why. `of` is the incident that they know already. */
export type Notification =
  | { readonly kind: 'alert'; readonly why: 'turned-bad' }
  | {
      readonly kind: 'alert';
      readonly why: 'other-cause' | 'new-version';
      readonly of: OpenIncident;
    }
  | { readonly kind: 'reminder'; readonly why: 'still-bad'; readonly of: OpenIncident }
  | { readonly kind: 'recovery'; readonly why: 'good-again'; readonly of: OpenIncident };
