// The look of pictures and plots.

export const picturesStyle = ``.trim();
