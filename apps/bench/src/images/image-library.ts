import type { ImageLibrary } from './image-program.ts';

/** The library of a name, loaded only when it is asked for; undefined where it is none that processes pictures. */
export async function imageLibrary(name: string | undefined): Promise<ImageLibrary | undefined> {
  if (name === 'classical') return (await import('./ours.ts')).ours;
  if (name === 'opencv-js') return (await import('./opencv-js.ts')).opencvJs;
  return name === 'image-js' ? (await import('./image-js.ts')).imageJs : undefined;
}
