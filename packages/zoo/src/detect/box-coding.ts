/**
 * How the numbers `t` of a prediction make a box, with the cell's column and row, its stride, and the anchor's size, all in pixels:
 *
 * | coding   | centre                                     | size                       |
 * | -------- | ------------------------------------------ | -------------------------- |
 * | `yolov3` | `(cell + sigmoid(t)) * stride`             | `anchor * exp(t)`          |
 * | `yolov5` | `(cell + 2 sigmoid(t) - 0.5) * stride`     | `anchor * (2 sigmoid(t))^2` |
 *
 * @source Redmon and Farhadi 2018, section 2.1, https://arxiv.org/abs/1804.02767; YOLOv5's documentation of its architecture
 */
export type BoxCoding = 'yolov3' | 'yolov5';
