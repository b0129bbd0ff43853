import type { Camera as OpenCamera } from '@cv/backend-web';
import { useEffect, useRef, useState } from 'preact/hooks';
import { sentence } from '../sentence.ts';
import { problem } from '../state.ts';
import { takePicture } from './take-picture.ts';

/** Shows what the camera sees, and takes a picture of it. */
export function Camera() {
  const [camera, setCamera] = useState<OpenCamera | null>(null);
  const view = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    if (view.current && camera) view.current.srcObject = camera.video.srcObject;
    return () => camera?.close();
  }, [camera]);

  const start = async (): Promise<void> => {
    try {
      const { openCamera } = await import('@cv/backend-web');
      setCamera(await openCamera({ facing: 'environment' }));
      problem.value = null;
    } catch (error) {
      problem.value = sentence(error);
    }
  };

  const shoot = async (): Promise<void> => {
    await takePicture(() => camera!.read());
    setCamera(null);
  };

  if (camera === null) {
    return (
      <button type="button" class="button" onClick={() => void start()}>
        Camera
      </button>
    );
  }
  return (
    <div class="camera">
      <video ref={view} autoplay muted playsInline aria-label="What the camera sees" />
      <div class="row">
        <button type="button" class="button primary" onClick={() => void shoot()}>
          Take the picture
        </button>
        <button type="button" class="button" onClick={() => setCamera(null)}>
          Close
        </button>
      </div>
      <p class="small soft">Fill the frame with one digit, dark on light paper.</p>
    </div>
  );
}
