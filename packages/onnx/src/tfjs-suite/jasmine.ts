import core, { type Jasmine } from 'jasmine-core';

/** Jasmine with its globals (`describe`, `it`, `expect`, `jasmine`) in place: the suite's files use them as soon as they are imported. */
export const jasmine: Jasmine = core.boot();
Object.assign(globalThis, { jasmine });
