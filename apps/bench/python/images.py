"""The operations of ../src/images/image-works.ts in scikit-image and in OpenCV. Each is made ready once; what it returns is measured."""

import numpy


def test_picture(width, height):
    """The picture of ../src/images/test-picture.ts: gray, and red, green and blue."""
    y, x = numpy.mgrid[:height, :width]
    hills = 60 * numpy.sin(x / 41) * numpy.cos(y / 67)
    tiles = numpy.where(((x >> 6) + (y >> 6)) & 1, 40, 0)
    noise = (((x * 73856093) ^ (y * 19349663)) >> 7) & 31
    gray = numpy.floor(80 + hills + tiles + noise).astype(numpy.uint8)
    return gray, numpy.dstack([gray, 255 - gray, gray ^ 64])


def scikit_image(gray, rgb):
    from skimage import filters

    return {
        "gaussian sigma 1": lambda: filters.gaussian(gray, 1, preserve_range=True),
        "gaussian sigma 5": lambda: filters.gaussian(gray, 5, preserve_range=True),
    }


def opencv(gray, rgb):
    import cv2

    height, width = gray.shape
    return {
        "gaussian sigma 1": lambda: cv2.GaussianBlur(gray, (9, 9), 1),
        "gaussian sigma 5": lambda: cv2.GaussianBlur(gray, (41, 41), 5),
        "resize to half, bilinear": lambda: cv2.resize(gray, (width // 2, height // 2), interpolation=cv2.INTER_LINEAR),
    }


class ImageProgram:
    def __init__(self, work, threads, library):
        gray, rgb = test_picture(work["width"], work["height"])
        plural = "thread" if threads == 1 else "threads"
        if library == "cv2":
            import cv2

            cv2.setNumThreads(threads)
            self.version = f"OpenCV {cv2.__version__}, {threads} {plural}"
            operations = opencv(gray, rgb)
        else:
            import skimage

            self.version = f"scikit-image {skimage.__version__}, one thread"
            operations = scikit_image(gray, rgb)
        if work["operation"] not in operations:
            raise KeyError(f"it has no '{work['operation']}'")
        self.run = operations[work["operation"]]
        self.parameters = int(numpy.size(self.run()))

    def iterate(self):
        self.run()
