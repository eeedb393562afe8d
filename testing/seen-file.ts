/** The variable that names the file in which the workers of a run note the answers that they see. */
export const SEEN_FILE = 'ANSWERS_SEEN';

/** The same for what functions need their roles for. */
export const USES_FILE = 'USES_SEEN';
