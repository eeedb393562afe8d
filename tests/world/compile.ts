export { compileSchemas as setup } from '../../schemas/compile.ts';
