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


# The slight tilt of ../src/images/test-geometry.ts.
TILT = numpy.array([[0.98, 0.03, 4], [-0.02, 1.01, 3], [1e-5, 2e-5, 1]])


def disk(radius):
    y, x = numpy.mgrid[-radius : radius + 1, -radius : radius + 1]
    return (x * x + y * y <= radius * radius).astype(numpy.uint8)


def scikit_image(gray, rgb):
    from scipy import ndimage
    from skimage import color, exposure, feature, filters, measure, morphology, segmentation, transform

    height, width = gray.shape
    mask = gray > 100
    y, x = numpy.mgrid[:height, :width]
    seeds = (y % 32 == 16) & (x % 32 == 16)
    markers = numpy.where(seeds, numpy.cumsum(seeds).reshape(gray.shape), 0)
    tiles = (y >> 6) * -(-width // 64) + (x >> 6) + 1
    properties = (
        "area bbox centroid equivalent_diameter_area extent axis_major_length axis_minor_length eccentricity "
        "orientation perimeter euler_number area_convex solidity"
    ).split()

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
        "otsu threshold": lambda: gray > filters.threshold_otsu(gray),
        "li threshold": lambda: gray > filters.threshold_li(gray),
        "yen threshold": lambda: gray > filters.threshold_yen(gray),
        "isodata threshold": lambda: gray > filters.threshold_isodata(gray),
        "triangle threshold": lambda: gray > filters.threshold_triangle(gray),
        "multi-otsu, 3 classes": lambda: filters.threshold_multiotsu(gray),
        "adaptive mean 11": lambda: gray > filters.threshold_local(gray, 11, method="mean"),
        "adaptive gaussian 11": lambda: gray > filters.threshold_local(gray, 11),
        "niblack 25": lambda: filters.threshold_niblack(gray, 25),
        "sauvola 25": lambda: filters.threshold_sauvola(gray, 25),
        "sobel, both ways": lambda: (filters.sobel_v(gray), filters.sobel_h(gray))[0],
        "sobel magnitude": lambda: filters.sobel(gray),
        "canny of scikit-image": lambda: feature.canny(gray),
        "connected components": lambda: measure.label(mask, connectivity=2),
        "distance transform": lambda: ndimage.distance_transform_edt(mask),
        "watershed": lambda: segmentation.watershed(gray, markers),
        "flood fill": lambda: segmentation.flood_fill(gray, (0, 0), 255, tolerance=60),
        "h-maxima 40": lambda: morphology.h_maxima(gray, 40),
        "region properties": lambda: measure.regionprops_table(tiles, properties=properties)["area"],
        "slic, 400 pieces": lambda: segmentation.slic(rgb, 400),
        "flip": lambda: numpy.ascontiguousarray(gray[:, ::-1]),
        "rotate 90 degrees": lambda: numpy.ascontiguousarray(numpy.rot90(gray)),
        "rotate 30 degrees, bilinear": lambda: transform.rotate(gray, 30, preserve_range=True),
        "perspective, bilinear": lambda: transform.warp(gray, TILT, preserve_range=True),
        "pad 16, reflect": lambda: numpy.pad(gray, 16, mode="symmetric"),
        "colour to gray": lambda: color.rgb2gray(rgb),
        "colour to HSV": lambda: color.rgb2hsv(rgb),
        "colour to Lab": lambda: color.rgb2lab(rgb),
        "colour to YCbCr": lambda: color.rgb2ycbcr(rgb),
    }


def opencv(gray, rgb):
    import cv2

    height, width = gray.shape
    mask = (gray > 100).astype(numpy.uint8)
    samples = rgb.reshape(-1, 3).astype(numpy.float32)
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), 30, 1)
    ten_steps = (cv2.TERM_CRITERIA_MAX_ITER, 10, 0)

    def sobel():
        return cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1)

    def adaptive(method):
        return cv2.adaptiveThreshold(gray, 255, method, cv2.THRESH_BINARY, 11, 0)

    def flood_fill():
        flooded = gray.copy()
        cv2.floodFill(flooded, None, (0, 0), 255, 60, 60, 8 | cv2.FLOODFILL_FIXED_RANGE)
        return flooded

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
        "integral": lambda: cv2.integral(gray),
        "equalize": lambda: cv2.equalizeHist(gray),
        "clahe": lambda: cv2.createCLAHE(2, (8, 8)).apply(gray),
        "resize to half, bilinear": lambda: cv2.resize(gray, (width // 2, height // 2), interpolation=cv2.INTER_LINEAR),
        "otsu threshold": lambda: cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1],
        "triangle threshold": lambda: cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_TRIANGLE)[1],
        "adaptive mean 11": lambda: adaptive(cv2.ADAPTIVE_THRESH_MEAN_C),
        "adaptive gaussian 11": lambda: adaptive(cv2.ADAPTIVE_THRESH_GAUSSIAN_C),
        "sobel, both ways": lambda: sobel()[0],
        "sobel magnitude": lambda: cv2.magnitude(*sobel()),
        "canny of OpenCV": lambda: cv2.Canny(gray, 50, 150),
        "connected components": lambda: cv2.connectedComponents(mask)[1],
        "distance transform": lambda: cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE),
        "flood fill": flood_fill,
        "k-means of colours, 8 clusters, 10 steps": lambda: cv2.kmeans(
            samples, 8, None, ten_steps, 1, cv2.KMEANS_PP_CENTERS
        )[1],
        "mean shift filter 10, 20": lambda: cv2.pyrMeanShiftFiltering(rgb, 10, 20, maxLevel=0),
        "flip": lambda: cv2.flip(gray, 1),
        "rotate 90 degrees": lambda: cv2.rotate(gray, cv2.ROTATE_90_COUNTERCLOCKWISE),
        "rotate 30 degrees, bilinear": lambda: cv2.warpAffine(gray, turn, (width, height)),
        "perspective, bilinear": lambda: cv2.warpPerspective(gray, TILT, (width, height)),
        "pad 16, reflect": lambda: cv2.copyMakeBorder(gray, 16, 16, 16, 16, cv2.BORDER_REFLECT),
        "colour to gray": lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY),
        "colour to HSV": lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV),
        "colour to Lab": lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2Lab),
        "colour to YCbCr": lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb),
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
