import { BatchNorm2d, type BatchNorm2dOptions, type Conv2d, type Module, Sequential } from '@cv/layers';

/** The parts of a {@link convUnit} beside the convolution. */
export interface ConvUnitOptions extends Pick<BatchNorm2dOptions, 'eps' | 'momentum'> {
  readonly activation: Module;
}

/** A convolution without bias, batch norm, activation, by the names `conv`, `bn` and `act`. */
export function convUnit(conv: Conv2d, { activation, ...norm }: ConvUnitOptions): Sequential {
  return new Sequential({ conv, bn: new BatchNorm2d(conv.outChannels, norm), act: activation });
}
