"""One of VTK's ways from voxels to a surface: for bench/accuracy/vtk-peer.mjs, which writes the job and reads the meshes.

The job (JSON, first argument): raw (int16, x fastest), size, spacing, origin, level, way, out. Writes out.<name>.p
(float32 x y z) and out.<name>.t (uint32) for the surfaces `raw` and `final`.
"""

import json
import sys

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

job = json.loads(sys.argv[1])
FINE = job.get('grid', 0.5)


def image_of(voxels, spacing, origin):
    image = vtk.vtkImageData()
    image.SetDimensions(*voxels.shape[::-1])
    image.SetSpacing(*spacing)
    image.SetOrigin(*origin)
    image.GetPointData().SetScalars(numpy_to_vtk(voxels.ravel(), deep=False))
    image._keep = voxels
    return image


def done(step):
    step.Update()
    return step.GetOutput()


def resampled(image, how):
    """On isotropic voxels over the same samples' extent."""
    reslice = vtk.vtkImageReslice()
    if how == 'bspline':
        coefficients = vtk.vtkImageBSplineCoefficients()
        coefficients.SetInputData(image)
        coefficients.SetOutputScalarTypeToFloat()
        reslice.SetInputData(done(coefficients))
        reslice.SetInterpolator(vtk.vtkImageBSplineInterpolator())
    else:
        reslice.SetInputData(image)
        reslice.SetInterpolationModeToLinear()
    size, spacing = image.GetDimensions(), image.GetSpacing()
    extent = [int(np.floor((n - 1) * s / FINE + 1e-9)) for n, s in zip(size, spacing)]
    reslice.SetOutputSpacing(FINE, FINE, FINE)
    reslice.SetOutputOrigin(*image.GetOrigin())
    reslice.SetOutputExtent(0, extent[0], 0, extent[1], 0, extent[2])
    reslice.SetOutputScalarType(vtk.VTK_FLOAT if how == 'bspline' else vtk.VTK_SHORT)
    return done(reslice)


def mask_of(image, level):
    values = vtk_to_numpy(image.GetPointData().GetScalars())
    size = image.GetDimensions()[::-1]
    mask = (values.reshape(size) >= level).astype(np.uint8)
    return image_of(mask, image.GetSpacing(), image.GetOrigin())


def padded(image, value):
    """A voxel of background all round, so that nothing is open at the border."""
    pad = vtk.vtkImageConstantPad()
    pad.SetInputData(image)
    e = image.GetExtent()
    pad.SetOutputWholeExtent(e[0] - 1, e[1] + 1, e[2] - 1, e[3] + 1, e[4] - 1, e[5] + 1)
    pad.SetConstant(value)
    return done(pad)


def contour(image, level):
    edges = vtk.vtkFlyingEdges3D()
    edges.SetInputData(image)
    edges.SetValue(0, level)
    edges.ComputeNormalsOff()
    edges.ComputeGradientsOff()
    edges.ComputeScalarsOff()
    return done(edges)


def sinc(surface, passes, band):
    smooth = vtk.vtkWindowedSincPolyDataFilter()
    smooth.SetInputData(surface)
    smooth.SetNumberOfIterations(passes)
    smooth.SetPassBand(band)
    smooth.BoundarySmoothingOff()
    smooth.FeatureEdgeSmoothingOff()
    smooth.NonManifoldSmoothingOn()
    smooth.NormalizeCoordinatesOn()
    return done(smooth)


def quadric(surface, keep):
    fewer = vtk.vtkQuadricDecimation()
    fewer.SetInputData(surface)
    fewer.SetTargetReduction(1 - keep)
    fewer.VolumePreservationOn()
    return done(fewer)


def grey(image, level, how, passes, band):
    raw = contour(padded(resampled(image, how), -30000), level)
    return raw, quadric(sinc(raw, passes, band), 0.25)


def slicer(image, level, strength=0.5):
    """3D Slicer's closed surface: in the mask's own index space, smoothed at its default strength; then decimated."""
    mask = mask_of(image, level)
    spacing, origin = mask.GetSpacing(), mask.GetOrigin()
    mask.SetSpacing(1, 1, 1)
    mask.SetOrigin(0, 0, 0)
    raw = contour(padded(mask, 0), 0.5)
    final = quadric(sinc(raw, int(20 + 40 * strength), 10 ** (-4 * strength)), 0.25)
    place = vtk.vtkTransform()
    place.Translate(*origin)
    place.Scale(*spacing)
    return [transformed(surface, place) for surface in (raw, final)]


def transformed(surface, place):
    move = vtk.vtkTransformPolyDataFilter()
    move.SetInputData(surface)
    move.SetTransform(place)
    return done(move)


def mask_sinc(image, level):
    """A mask's own surface under a strong windowed sinc (of many settings the best here), then quadric decimation."""
    raw = contour(padded(mask_of(image, level), 0), 0.5)
    return raw, quadric(sinc(raw, 15, 0.03), 0.25)


def mask_blurred(image, level):
    """A mask made soft by a Gaussian, seen on fine voxels, smoothed lightly, decimated."""
    mask = mask_of(image, level)
    values = vtk_to_numpy(mask.GetPointData().GetScalars()).reshape(mask.GetDimensions()[::-1])
    soft = image_of(values.astype(np.int16) * 1000, mask.GetSpacing(), mask.GetOrigin())
    blur = vtk.vtkImageGaussianSmooth()
    blur.SetInputData(soft)
    blur.SetStandardDeviations(1, 1, 0.5)
    blur.SetRadiusFactors(3, 3, 3)
    raw = contour(padded(resampled(done(blur), 'bspline'), 0), 500)
    return raw, quadric(sinc(raw, 10, 0.1), 0.25)


WAYS = {
    'grey-bspline': lambda image, level: grey(image, level, 'bspline', 10, 0.1),
    'grey-default': lambda image, level: grey(image, level, 'linear', 20, 0.1),
    'slicer': lambda image, level: slicer(resampled(image, 'linear'), level),
    'slicer-mask': slicer,
    'mask-sinc': mask_sinc,
    'mask-blurred': mask_blurred,
}


def write(surface, path):
    points = vtk_to_numpy(surface.GetPoints().GetData()).astype('<f4')
    corners = vtk_to_numpy(surface.GetPolys().GetConnectivityArray()).astype('<u4')
    points.tofile(path + '.p')
    corners.tofile(path + '.t')


voxels = np.fromfile(job['raw'], dtype='<i2').reshape(job['size'][::-1])
surfaces = WAYS[job['way']](image_of(voxels, job['spacing'], job['origin']), job['level'])
for name, surface in zip(('raw', 'final'), surfaces):
    write(surface, f"{job['out']}.{name}")
print(vtk.vtkVersion().GetVTKVersion())
