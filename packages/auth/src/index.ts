export { createAuth, type Auth, type AuthConfig } from './auth.ts';
export { accountRoutes } from './accounts/accounts.routes.ts';
export { adminRoutes } from './admin/admin.routes.ts';
export { hashPassword } from './passwords/hash.ts';
export { authRoutes } from './sign-in/sign-in.routes.ts';
export { deriveKey, newRefreshKey } from './tokens/secrets.ts';
export { newSigningKey } from './tokens/signing-keys.ts';
export type { SigningKey } from './tokens/access-tokens.ts';
