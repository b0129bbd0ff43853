import { pages } from '../pages/pages.ts';

/** Links to all pages. */
export function Navigation({ current }: { current: string }) {
  return (
    <nav aria-label="Pages">
      <ul class="navigation">
        {pages.map(({ path, title }) => (
          <li key={path}>
            <a href={`#/${path}`} aria-current={path === current ? 'page' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
