/**
 * Addresses of the web app's pages that mails lead to. They come from the server's own `BASE_URL`, never from a
 * request. Secrets stand behind `#`: browsers send that to no server and put it into no `Referer`.
 */
export function pagesOf(baseUrl: string) {
  return {
    newTrip: `${baseUrl}/new`,
    signIn: `${baseUrl}/sign-in`,
    forgotPassword: `${baseUrl}/forgot-password`,
    security: `${baseUrl}/account/security`,
    devices: `${baseUrl}/account/devices`,
    verifyEmail: (token: string) => `${baseUrl}/verify-email#${token}`,
    resetPassword: (token: string) => `${baseUrl}/reset-password#${token}`,
    confirmEmail: (token: string) => `${baseUrl}/confirm-email#${token}`,
  };
}

export type Pages = ReturnType<typeof pagesOf>;
