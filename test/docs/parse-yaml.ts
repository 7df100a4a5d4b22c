import { parse } from 'yaml';

// CloudFormation's short forms, as far as the pages use them; their argument is what is looked at.
const SHORT_FORMS = ['!GetAtt', '!Ref', '!Sub'].map((tag) => ({
  tag,
  resolve: (text: string): string => text,
}));

/** Parses YAML with CloudFormation's short forms. Another tag, or a key given twice, is an error. */
export function parseYaml(text: string): unknown {
  return parse(text, (_key, value: unknown) => value, {
    customTags: SHORT_FORMS,
    logLevel: 'error',
    strict: true,
  });
}
