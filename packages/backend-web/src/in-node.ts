import { UnsupportedError } from '@cv/tensor/errors';

throw new UnsupportedError('@cv/backend-web runs in browsers only; in Node use @cv/backend-node');
