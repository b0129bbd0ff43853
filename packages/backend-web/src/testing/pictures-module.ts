export { openCamera } from '../pictures/camera/open-camera.ts';
export { readPicture } from '../pictures/read-picture.ts';
