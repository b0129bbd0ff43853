import { useState } from 'preact/hooks';
import { readMnist } from './read-mnist.ts';
import { mnist } from './training-state.ts';

/** Takes MNIST's IDX files, dropped or chosen. */
export function MnistFiles() {
  const [over, setOver] = useState(false);
  const data = mnist.value;
  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the file input inside does the same */}
      <div
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setOver(false);
          void readMnist([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <label class="file-label">
          <input
            class="visually-hidden"
            type="file"
            multiple
            data-role="mnist-files"
            onChange={({ currentTarget }) => void readMnist([...(currentTarget.files ?? [])])}
          />
          <span class="button">Choose files</span>
          <span class="small soft">or drop them here</span>
        </label>
        <p class="small soft">
          The files of <a href="https://github.com/cvdfoundation/mnist">MNIST</a>: <code>train-images-idx3-ubyte</code>{' '}
          and <code>train-labels-idx1-ubyte</code>, with or without <code>.gz</code>; the two that begin with{' '}
          <code>t10k</code> as well, to be tested on. They stay in this page.
        </p>
      </div>
      {data && (
        <p class="small" role="status">
          Ready: {data.title}.
        </p>
      )}
    </div>
  );
}
