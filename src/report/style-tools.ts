// The look of the preview's tools: calipers, clipping plane, slice.

export const toolsStyle = ``.trim();
