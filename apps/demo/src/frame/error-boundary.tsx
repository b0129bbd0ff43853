import { Component, type ComponentChildren } from 'preact';

/** Shows a sentence where a part of the page broke, instead of a blank. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { failure?: Error }> {
  override state: { failure?: Error } = {};

  override componentDidCatch(failure: Error): void {
    this.setState({ failure });
  }

  override render({ children }: { children: ComponentChildren }, { failure }: { failure?: Error }) {
    if (failure === undefined) return children;
    return (
      <div class="page">
        <div class="notice" role="alert">
          <h1>Something broke on this page</h1>
          <p>{failure.message || String(failure)}</p>
          <p>What you drew or trained may be gone; the rest of the site still works.</p>
          <p>
            <button type="button" class="button" onClick={() => location.reload()}>
              Load the page again
            </button>
          </p>
        </div>
      </div>
    );
  }
}
