/** The exit codes of every command; `interrupted` is the shells' 128 + SIGINT. */
export const EXIT = {
  open: 0,
  failed: 1,
  configuration: 2,
  inconclusive: 3,
  warned: 4,
  defect: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
