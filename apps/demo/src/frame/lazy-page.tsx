import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Page } from '../pages/pages.ts';

/** Loads a page's code, then shows it; a failed load ends in a sentence and a way to try again. */
export function LazyPage({ page }: { page: Page }) {
  const [loaded, setLoaded] = useState<{ path: string; Content: ComponentType }>();
  const [failure, setFailure] = useState<string>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = true;
    setFailure(undefined);
    page.load().then(
      (Content) => wanted && setLoaded({ path: page.path, Content }),
      (error: unknown) => wanted && setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [page, attempt]);

  if (failure !== undefined) {
    return (
      <div class="page">
        <h1>{page.title}</h1>
        <div class="notice" role="alert">
          <p>This page could not be loaded ({failure}). Is the connection gone?</p>
          <p>
            <button type="button" class="button" onClick={() => setAttempt(attempt + 1)}>
              Try again
            </button>
          </p>
        </div>
      </div>
    );
  }
  return loaded?.path === page.path ? <loaded.Content /> : <div class="page loading" aria-busy="true" />;
}
