import { expect, it } from 'vitest';
import { gateAnswer } from '../../../../functions/domain/rendering/gate-answer.ts';
import { failing, passing, undecided } from './reports.ts';

it.each([
  ['a pass opens', passing(), { word: 'OPEN', sentence: 'the gate is open' }],
  ['a warning opens', passing({ verdict: 'warn' }), { word: 'OPEN', sentence: 'the gate is open' }],
  ['a fail blocks', failing(), { word: 'BLOCKED', sentence: 'the gate is BLOCKED' }],
  [
    'a fail in shadow mode would block',
    failing({ mode: 'shadow', blocked: false }),
    {
      word: 'WOULD BLOCK',
      sentence: 'the gate is open only because of shadow mode; it would block',
    },
  ],
  ['inconclusive blocks', undecided(), { word: 'BLOCKED', sentence: 'the gate is BLOCKED' }],
  [
    'inconclusive opens where that is allowed, and says why',
    undecided({ blocked: false }),
    { word: 'OPEN', sentence: 'the gate is open only because onInconclusive is "allow"' },
  ],
  [
    'inconclusive in shadow mode opens',
    undecided({ mode: 'shadow', blocked: false }),
    { word: 'OPEN', sentence: 'the gate is open, as always in shadow mode' },
  ],
])('%s', (_name, environment, answer) => {
  expect(gateAnswer(environment)).toEqual(answer);
});
