import type { Picture } from '@cv/image';
import { Option } from 'commander';
import type { OperationOption } from './operation-option.ts';

/** A second picture, given as a file: markers, a mask. Undefined where it is not given. */
export function pictureOption(description: string): OperationOption<Picture | undefined> {
  return {
    toOption: (flag) => new Option(`--${flag} <file>`, description),
    load: async (value) => {
      if (typeof value !== 'string') return undefined;
      const { readPicture } = await import('@cv/backend-node');
      return await readPicture(value);
    },
  };
}
