import { useEffect, useRef, useState } from 'preact/hooks';
import { sentence } from '../sentence.ts';
import { problem } from '../state.ts';
import { openCamera } from './open-camera.ts';
import { takePicture } from './take-picture.ts';

/** Shows what the camera sees, and takes a picture of it. */
export function Camera() {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
    return () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [stream]);

  const start = async (): Promise<void> => {
    try {
      setStream(await openCamera());
      problem.value = null;
    } catch (error) {
      problem.value = sentence(error);
    }
  };

  const shoot = async (): Promise<void> => {
    const frame = video.current!;
    const canvas = new OffscreenCanvas(frame.videoWidth, frame.videoHeight);
    canvas.getContext('2d')?.drawImage(frame, 0, 0); // at its own size
    setStream(null);
    await takePicture(await canvas.convertToBlob());
  };

  if (stream === null) {
    return (
      <button type="button" class="button" onClick={() => void start()}>
        Camera
      </button>
    );
  }
  return (
    <div class="camera">
      <video ref={video} autoplay muted playsInline aria-label="What the camera sees" />
      <div class="row">
        <button type="button" class="button primary" onClick={() => void shoot()}>
          Take the picture
        </button>
        <button type="button" class="button" onClick={() => setStream(null)}>
          Close
        </button>
      </div>
      <p class="small soft">Fill the frame with one digit, dark on light paper.</p>
    </div>
  );
}
