export { compileSchemas as setup } from '../schemas/build/compile.ts';
