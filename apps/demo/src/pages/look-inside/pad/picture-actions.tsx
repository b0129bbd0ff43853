import { useEffect } from 'preact/hooks';
import { Camera } from './camera.tsx';
import { givenFile, takePicture } from './take-picture.ts';

/** A picture in place of a drawing: chosen, pasted, or dropped anywhere on the page. */
export function PictureActions() {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const file = givenFile(event.clipboardData);
      if (file) void takePicture(file);
    };
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      const file = givenFile(event.dataTransfer);
      if (file) void takePicture(file);
    };
    addEventListener('paste', paste);
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('paste', paste);
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);

  return (
    <div class="picture-actions">
      <label class="file-label small">
        <input
          class="visually-hidden"
          type="file"
          accept="image/*"
          data-role="picture-file"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) void takePicture(file);
            currentTarget.value = ''; // the same file can be chosen again
          }}
        />
        <span class="button">Open a picture</span>
      </label>
      <Camera />
      <span class="small soft">or paste or drop one</span>
    </div>
  );
}
