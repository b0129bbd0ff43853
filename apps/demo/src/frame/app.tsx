import { useEffect, useRef } from 'preact/hooks';
import { pages } from '../pages/pages.ts';
import { announcement } from './announce.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { LazyPage } from './lazy-page.tsx';
import { Navigation } from './navigation.tsx';
import { route } from './route.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import { UpdateNotice } from './update-notice.tsx';

const first = pages[0]!;

/** The frame of every page: skip link, header with navigation, the page, the live region. */
export function App() {
  const main = useRef<HTMLElement>(null);
  const page = pages.find(({ path }) => path === route.value) ?? first;
  const shown = useRef(page);

  useEffect(() => {
    document.title = `${page.title} · cv`;
    if (shown.current === page) return; // the first page takes no focus
    shown.current = page;
    main.current?.focus();
    scrollTo(0, 0);
  }, [page]);

  const skip = (event: Event) => {
    event.preventDefault();
    main.current?.focus();
    main.current?.scrollIntoView();
  };

  return (
    <>
      <header class="header">
        <a class="skip-link" href={`#/${page.path}`} onClick={skip}>
          Skip to the content
        </a>
        <a class="brand" href={`#/${first.path}`}>
          <svg viewBox="0 0 64 64" width="28" height="28" aria-hidden="true">
            <path
              d="M14 14h28L24 52"
              fill="none"
              stroke="currentColor"
              stroke-width="7"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
            <rect x="26" y="22" width="22" height="22" rx="3" fill="none" stroke="var(--mark)" stroke-width="4" />
          </svg>
          <span>cv</span>
        </a>
        <Navigation current={page.path} />
        <ThemeSwitch />
      </header>
      <main ref={main} tabIndex={-1}>
        <ErrorBoundary key={page.path}>
          <LazyPage page={page} />
        </ErrorBoundary>
      </main>
      <UpdateNotice />
      <div class="visually-hidden" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </>
  );
}
