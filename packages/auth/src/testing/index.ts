export { startProvider, type TestProvider } from '../openid/testing.ts';
