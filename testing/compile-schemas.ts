export { compile as setup } from '../schemas/build/compile.ts';
