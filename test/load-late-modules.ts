// Functions load these when a run first needs them. Tests turn their clocks by hand or by turns of the
// event loop: the time that a file takes to load would pass as time of the run, so it is loaded before.
import '../functions/domain/causes/diagnose.ts';
import '../functions/domain/rendering/job-failure.ts';
import '../functions/handlers/run/apply-overrides.ts';
import '../functions/handlers/run/store-and-notify.ts';
import '../functions/handlers/watch/control-notices.ts';
