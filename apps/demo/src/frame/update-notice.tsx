import { updateReady } from './service-worker.ts';

/** Says that a newer version of the site waits; it never reloads by itself, which would lose a drawing or a training. */
export function UpdateNotice() {
  const reload = updateReady.value;
  if (reload === undefined) return null;
  return (
    <div class="update-notice card" role="status">
      <span>A newer version of this site is ready.</span>
      <button type="button" class="button primary" onClick={reload}>
        Reload
      </button>
    </div>
  );
}
