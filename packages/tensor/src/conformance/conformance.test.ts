import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { createDevice } from '../device/create-device.ts';
import { STAND_INS } from '../stand-ins/stand-ins.ts';
import { stubBackend } from '../testing/stub-backend.ts';
import { describeConformance } from './describe-conformance.ts';

env().set('PROD', true);

describe('tfjs cpu', () => {
  const open = async () => createDevice({ name: 'cpu', backendName: 'cpu', description: 'tfjs cpu' });
  describeConformance(open, { describe, it });
});

describe('a backend that lacks what can be composed', () => {
  const open = async () => {
    const backendName = stubBackend({ without: Object.keys(STAND_INS) });
    return createDevice({ name: 'stub', backendName, description: 'tfjs cpu with stand-ins' });
  };
  describeConformance(open, { describe, it });
});
