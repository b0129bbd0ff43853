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


def kernel(size):
    """The kernel of ../src/images/test-kernels.ts."""
    i, j = numpy.mgrid[:size, :size]
    return ((i * i + 3 * j) % 7 - 2.5) / size


def disk(radius):
    y, x = numpy.mgrid[-radius : radius + 1, -radius : radius + 1]
    return (x * x + y * y <= radius * radius).astype(numpy.uint8)


def scikit_image(gray, rgb):
    from scipy import ndimage
    from skimage import exposure, filters, morphology, transform

    return {
        "gaussian sigma 1": lambda: filters.gaussian(gray, 1, preserve_range=True),
        "gaussian sigma 5": lambda: filters.gaussian(gray, 5, preserve_range=True),
        # Filters that scikit-image leaves to SciPy.
        "box 3x3": lambda: ndimage.uniform_filter(gray, 3),
        "box 15x15": lambda: ndimage.uniform_filter(gray, 15),
        "convolve 3x3": lambda: ndimage.convolve(gray, kernel(3)),
        "convolve 7x7": lambda: ndimage.convolve(gray, kernel(7)),
        "median 3x3": lambda: filters.median(gray, numpy.ones((3, 3))),
        "median 5x5": lambda: filters.median(gray, numpy.ones((5, 5))),
        "median 15x15": lambda: filters.median(gray, numpy.ones((15, 15))),
        "unsharp mask": lambda: filters.unsharp_mask(gray, preserve_range=True),
        "laplacian": lambda: filters.laplace(gray),
        "erode 3x3": lambda: morphology.erosion(gray, numpy.ones((3, 3))),
        "erode 15x15": lambda: morphology.erosion(gray, numpy.ones((15, 15))),
        "open disk 5": lambda: morphology.opening(gray, disk(5)),
        "integral": lambda: numpy.pad(transform.integral_image(gray), ((1, 0), (1, 0))),
        "equalize": lambda: exposure.equalize_hist(gray),
        "clahe": lambda: exposure.equalize_adapthist(gray),
    }


def opencv(gray, rgb):
    import cv2

    height, width = gray.shape
    return {
        "gaussian sigma 1": lambda: cv2.GaussianBlur(gray, (9, 9), 1),
        "gaussian sigma 5": lambda: cv2.GaussianBlur(gray, (41, 41), 5),
        "gaussian blur 5x5": lambda: cv2.GaussianBlur(gray, (5, 5), 0),
        "box 3x3": lambda: cv2.blur(gray, (3, 3)),
        "box 15x15": lambda: cv2.blur(gray, (15, 15)),
        "median 3x3": lambda: cv2.medianBlur(gray, 3),
        "median 5x5": lambda: cv2.medianBlur(gray, 5),
        "median 15x15": lambda: cv2.medianBlur(gray, 15),
        "bilateral 9": lambda: cv2.bilateralFilter(gray, 9, 30, 3),
        "laplacian": lambda: cv2.Laplacian(gray, cv2.CV_32F, ksize=1),
        "convolve 3x3": lambda: cv2.filter2D(gray, -1, kernel(3)[::-1, ::-1]),
        "convolve 7x7": lambda: cv2.filter2D(gray, -1, kernel(7)[::-1, ::-1]),
        "erode 3x3": lambda: cv2.erode(gray, numpy.ones((3, 3), numpy.uint8)),
        "erode 15x15": lambda: cv2.erode(gray, numpy.ones((15, 15), numpy.uint8)),
        "open disk 5": lambda: cv2.morphologyEx(gray, cv2.MORPH_OPEN, disk(5)),
        "integral": lambda: cv2.integral(gray, sdepth=cv2.CV_64F),
        "equalize": lambda: cv2.equalizeHist(gray),
        "clahe": lambda: cv2.createCLAHE(2, (8, 8)).apply(gray),
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
