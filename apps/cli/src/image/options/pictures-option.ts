import type { Picture } from '@cv/image';
import { Option } from 'commander';
import type { OperationOption } from './operation-option.ts';

/** Further pictures, given as files: slices of a volume. None where they are not given. */
export function picturesOption(description: string): OperationOption<readonly Picture[]> {
  return {
    toOption: (flag) => new Option(`--${flag} <files...>`, description),
    load: async (value) => {
      if (!Array.isArray(value)) return [];
      const { readPicture } = await import('@cv/backend-node');
      return await Promise.all(value.map(async (file) => await readPicture(String(file))));
    },
  };
}
