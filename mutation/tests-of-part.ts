/** The variable that tells the test runner which files hold the tests of the part, a pattern a line. */
export const TESTS_OF_PART = 'MUTATION_TESTS';
