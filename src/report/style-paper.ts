// The report on paper.

export const paperStyle = ``.trim();
